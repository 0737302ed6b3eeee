import { AssetId } from '../../chain/index.ts'
import type { LedgerAsset, LedgerView, TransferColumns } from '../../ledger/index.ts'
import { fromLimbs, getAmount } from '../kernel/AmountColumn.ts'

/** What the rows of a ledger come to for one account in one asset, in base units. */
export interface LedgerBalance {
  readonly account: string
  /** CAIP-19 id. */
  readonly asset: string
  readonly received: bigint
  readonly paid: bigint
  readonly transfers: number
  /** The chain's own asset paid to the token's contract, less what the contract paid back: a token that wraps it mints that. */
  readonly wrapped: bigint
}

/**
 * Adds up what accounts received and paid, up to a block where it is given: one answer for each account and asset that it
 * moved. Payments to oneself are both. Accounts that the ledger does not have are left out.
 *
 * @param accounts - Canonical addresses.
 */
export async function sumBalances(
  view: LedgerView,
  accounts: readonly string[],
  { blockMax = Number.POSITIVE_INFINITY }: { readonly blockMax?: number } = {},
): Promise<LedgerBalance[]> {
  const ids = await view.findAccounts(accounts)
  const names = new Map([...ids].map(([address, id]) => [id, address]))
  const moved = new Set(await view.listAssetsOf([...names.keys()]))
  const assets = (await view.listAssets()).filter(({ id }) => moved.has(id))
  const contracts = await findContracts(view, assets)
  const sums = new Sums(names, contracts)
  for (const asset of assets) sums.add(asset, await view.readTransfers([asset.id]), blockMax)
  return sums.list()
}

/** Tokens by the account that is their contract, as far as it occurs as one. */
async function findContracts(view: LedgerView, assets: readonly LedgerAsset[]): Promise<ReadonlyMap<number, string>> {
  const references = assets.flatMap(({ caip19 }) => {
    const { namespace, reference } = AssetId.toParts(AssetId.parse(caip19))
    return CONTRACTS.has(namespace) ? [{ caip19, reference }] : []
  })
  const found = await view.findAccounts(references.map(({ reference }) => reference))
  return new Map(
    references.flatMap(({ caip19, reference }) => {
      const id = found.get(reference)
      return id === undefined ? [] : [[id, caip19] as const]
    }),
  )
}

const CONTRACTS = new Set(['erc20', 'trc20'])

interface Sum {
  received: bigint
  paid: bigint
  transfers: number
}

class Sums {
  readonly #names: ReadonlyMap<number, string>
  /** Assets by the account that is their contract. */
  readonly #contracts: ReadonlyMap<number, string>
  readonly #sums = new Map<string, Sum>()
  readonly #wrapped = new Map<string, bigint>()

  constructor(names: ReadonlyMap<number, string>, contracts: ReadonlyMap<number, string>) {
    this.#names = names
    this.#contracts = contracts
  }

  add({ caip19 }: LedgerAsset, columns: TransferColumns, blockMax: number): void {
    const amounts = fromLimbs(columns.amounts, columns.highAmounts)
    const isNative = AssetId.toParts(AssetId.parse(caip19)).namespace === 'slip44'
    for (let row = 0; row < columns.count; row++) {
      const [from, to] = [columns.sender[row] as number, columns.receiver[row] as number]
      const [payer, receiver] = [this.#names.get(from), this.#names.get(to)]
      if ((payer === undefined && receiver === undefined) || (columns.block[row] as number) > blockMax) continue
      const amount = getAmount(amounts, row)
      if (payer !== undefined) this.#sumOf(payer, caip19).paid += amount
      if (receiver !== undefined) this.#sumOf(receiver, caip19).received += amount
      if (payer !== undefined) this.#sumOf(payer, caip19).transfers++
      if (receiver !== undefined && receiver !== payer) this.#sumOf(receiver, caip19).transfers++
      if (!isNative) continue
      this.#wrap(payer, this.#contracts.get(to), amount)
      this.#wrap(receiver, this.#contracts.get(from), -amount)
    }
  }

  #sumOf(account: string, asset: string): Sum {
    const key = keyOf(account, asset)
    const sum = this.#sums.get(key) ?? { received: 0n, paid: 0n, transfers: 0 }
    this.#sums.set(key, sum)
    return sum
  }

  #wrap(account: string | undefined, asset: string | undefined, amount: bigint): void {
    if (account === undefined || asset === undefined) return
    const key = keyOf(account, asset)
    this.#wrapped.set(key, (this.#wrapped.get(key) ?? 0n) + amount)
  }

  list(): LedgerBalance[] {
    const all = [...this.#sums].map(([key, sum]) => {
      const [account = '', asset = ''] = key.split(' ')
      return { account, asset, ...sum, wrapped: this.#wrapped.get(key) ?? 0n }
    })
    const place = (key: LedgerBalance): string => keyOf(key.account, key.asset)
    return all.sort((a, b) => (place(a) < place(b) ? -1 : 1))
  }
}

function keyOf(account: string, asset: string): string {
  return `${account} ${asset}`
}
