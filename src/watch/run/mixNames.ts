import { type LabelBook, STOPS } from '../../intel/index.ts'
import type { MixBook } from '../../trace/index.ts'

const COINJOIN = 'CoinJoin '

/** What a mix is called as a receiver: it has no address, and its class stands for it. */
export function nameMix(mixes: MixBook, tx: number): string {
  return `${COINJOIN}${mixes.find(tx)?.name ?? 'unknown'}`
}

/** Says of such a receiver that it is a mixer, by the rules that found it. */
export function findMixLabel(name: string): LabelBook.ResolvedLabel | undefined {
  if (!name.startsWith(COINJOIN)) return undefined
  const label = {
    address: name,
    name: name.slice(COINJOIN.length),
    source: 'lazaretto',
    confidence: 'heuristic',
    category: 'mixer' as const,
    actor: undefined,
    role: 'contract' as const,
    rule: 'coinjoin',
    basis: 'name' as const,
    stops: STOPS.mixer,
  }
  return { ...label, claims: [{ ...label, chain: undefined }], isDisputed: false }
}
