import { Amount } from '../../chain/index.ts'

/** Decimals of all chains whose coins are outputs. */
export const COIN_DECIMALS = 8

/** An amount in satoshi as BTC: grouped, all eight digits, so that columns align. */
export function btcText(valueSat: number | bigint | undefined): string {
  if (valueSat === undefined) return '?'
  const [whole = '', fraction = ''] = Amount.formatGrouped(BigInt(valueSat), COIN_DECIMALS).split('.')
  return `${whole}.${fraction.padEnd(COIN_DECIMALS, '0')}`
}

/** A moment as `2009-01-12 03:30:25`, UTC. */
export function timeText(timeSec: number): string {
  return new Date(timeSec * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

/** A label with who says so, for one cell; nothing where there is none. */
export function sourced(label: { readonly name: string; readonly source: string } | undefined): string {
  return label === undefined ? '' : `${label.name} (${label.source})`
}

/** JSON on one line: satoshi as decimal strings, as all amounts; maps as they were made into objects before. */
export function toLine(document: object): string {
  const write = (key: string, value: unknown): unknown =>
    typeof value === 'bigint' || (typeof value === 'number' && key.endsWith('Sat')) ? String(value) : value
  return `${JSON.stringify(document, write)}\n`
}
