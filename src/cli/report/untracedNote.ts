import type { UntracedBlocks } from '../../ledger/index.ts'

const RANGES_SHOWN = 5

/** What a ledger lacks where no node told the calls inside of transactions. */
export function untracedNote(ranges: readonly UntracedBlocks[]): string {
  const shown = ranges
    .slice(0, RANGES_SHOWN)
    .map(({ first, last }) => (first === last ? `${first}` : `${first}..${last}`))
  const more = ranges.length > RANGES_SHOWN ? ` and ${ranges.length - RANGES_SHOWN} more ranges` : ''
  const where = `${ranges.length === 1 && ranges[0]?.first === ranges[0]?.last ? 'block' : 'blocks'} ${shown.join(', ')}${more}`
  return `calls inside of transactions were not told for ${where}: what contracts paid of the native asset there is missing`
}
