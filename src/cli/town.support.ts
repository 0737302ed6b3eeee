/** One row of what truly happened in a town. Failed rows moved nothing. */
export interface TownRow {
  readonly kind: 'native' | 'internal' | 'token'
  readonly block: number
  readonly timeSec: number
  readonly txIndex: number
  readonly tx: string
  readonly ordinal: number
  readonly from: string
  readonly to: string
  /** Contract of a token. */
  readonly token: string | undefined
  readonly amount: bigint
  readonly isFailed: boolean
  readonly isCreation: boolean
}

export interface Town {
  /** In ledger order. */
  readonly rows: readonly TownRow[]
  readonly accounts: readonly string[]
  /** Accounts that pay out other people's money. */
  readonly services: readonly string[]
}

const TOKEN = '0x70c0000000000000000000000000000000000070'

/**
 * A town of random traffic: plain payments, tokens, services that pass money on inside a transaction, creations,
 * failures, payments to oneself, payments of nothing, and twins that are equal in every field.
 *
 * @param draw - Gives numbers from 0 up to its argument.
 */
export function createTown(
  draw: (below: number) => number,
  { accounts: size, txs }: { readonly accounts: number; readonly txs: number },
): Town {
  const accounts = Array.from({ length: size }, (_, i) => addressOf(0xacc0, i))
  const services = Array.from({ length: 2 }, (_, i) => addressOf(0x5e00, i))
  const rows: TownRow[] = []
  let [block, txIndex, logs] = [1000, 0, 0]
  for (let n = 0; n < txs; n++) {
    if (draw(3) > 0) [block, txIndex, logs] = [block + 1 + draw(3), 0, 0]
    const place = { block, timeSec: 1_700_000_000 + 12 * block, txIndex: txIndex++, tx: hashOf(n) }
    const made = createTx(draw, { place, logs, accounts, services })
    logs += made.filter(({ kind }) => kind === 'token').length
    rows.push(...made)
  }
  return { rows, accounts, services }
}

interface TxPlan {
  readonly place: Pick<TownRow, 'block' | 'timeSec' | 'txIndex' | 'tx'>
  readonly logs: number
  readonly accounts: readonly string[]
  readonly services: readonly string[]
}

function createTx(draw: (below: number) => number, { place, logs, accounts, services }: TxPlan): TownRow[] {
  const anyone = (): string => accounts[draw(accounts.length)] as string
  const service = services[draw(services.length)] as string
  const amount = BigInt(draw(4) === 0 ? 0 : 1 + draw(1000)) * 10n ** BigInt(draw(12))
  const plain = { ...place, ordinal: 0, token: undefined, amount, isFailed: draw(8) === 0, isCreation: draw(10) === 0 }
  const native = (from: string, to: string): TownRow => ({ ...plain, kind: 'native', from, to })
  const token = (i: number, from: string, to: string): TownRow => {
    return { ...plain, kind: 'token', ordinal: logs + i, token: TOKEN, from, to, isFailed: false, isCreation: false }
  }
  const internal = (i: number, from: string, to: string, part: bigint): TownRow => {
    return { ...plain, kind: 'internal', ordinal: i, from, to, amount: part, isFailed: false, isCreation: false }
  }
  const [from, to] = [anyone(), anyone()]
  switch (draw(6)) {
    case 0:
      return [{ ...native(from, service), isFailed: false, isCreation: false }]
    case 1: {
      const way = { ...native(from, service), isFailed: false, isCreation: false }
      return [way, internal(1, service, to, amount / 2n), internal(2, service, anyone(), amount / 3n)]
    }
    case 2:
      return [token(0, from, to)]
    case 3:
      return [token(0, from, to), token(1, from, to), token(2, to, service)]
    case 4:
      return [{ ...native(service, to), isFailed: false, isCreation: false }]
    default:
      return [native(from, to)]
  }
}

function addressOf(kind: number, i: number): string {
  return `0x${kind.toString(16)}${i.toString(16).padStart(36, '0')}`
}

function hashOf(n: number): string {
  return `0x${(n + 1).toString(16).padStart(64, '7')}`
}
