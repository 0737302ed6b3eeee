import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { LabelBook, labelFromFlow } from '../../intel/index.ts'
import { importFile, type LedgerView, openStore, openView, type Store } from '../../ledger/index.ts'

/** A transfer as a test writes it. Accounts and transactions are numbers. */
export interface TestTransfer {
  readonly from: number | bigint
  readonly to: number | bigint
  readonly amount: bigint
  readonly block: number
  /** ETH unless said. */
  readonly asset?: string
  /** 12 seconds a block unless said. */
  readonly timeSec?: number
  readonly tx?: number
}

export const ethereum: ChainId.ChainId = ChainId.parse('ethereum')
export const ETH = 'eip155:1/slip44:60'
export const TOKEN: string = `0x${'70'.repeat(20)}`
export const TOKEN_ID: string = `eip155:1/erc20:${TOKEN}`

export function account(n: number | bigint): string {
  return `0x${n.toString(16).padStart(40, '0')}`
}

export function hash(n: number): string {
  return `0x${n.toString(16).padStart(64, '0')}`
}

/** A real ledger of some transfers, in base units, that is gone when the test ends. */
export async function openLedger(transfers: readonly TestTransfer[]): Promise<{ store: Store; view: LedgerView }> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-behaviour-'))
  const store = await openStore(join(folder, 'store'), { mode: 'write' })
  onTestFinished(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })
  const lines = transfers.map(
    ({ from, to, amount, block, asset = 'ETH', timeSec = 1_700_000_000 + 12 * block, tx }, i) => {
      return [block, timeSec, hash(tx ?? i + 1), i, account(from), account(to), amount, asset].join()
    },
  )
  const path = join(folder, 'rows.csv')
  writeFileSync(path, ['block,time,tx,log_index,from,to,amount,asset', ...lines, ''].join('\n'))
  await importFile(store, path, {
    chain: ethereum,
    columns: {},
    asset: undefined,
    decimals: undefined,
    amounts: 'base',
    keepDuplicates: false,
    strict: true,
    onReject: () => {},
    onProgress: () => {},
  })
  return { store, view: await openView(store, ethereum) }
}

/** Labels of accounts, as a trace takes them. */
export async function labelsOf(
  view: LedgerView,
  texts: Readonly<Record<number, string>>,
): Promise<Map<number, LabelBook.ResolvedLabel>> {
  const labels = new Map<number, LabelBook.ResolvedLabel>()
  for (const [n, text] of Object.entries(texts)) {
    const address = account(Number(n))
    const label = labelFromFlow({ address, chain: ethereum, text, source: 'test' })
    const id = (await view.findAccounts([address])).get(address)
    if (label !== undefined && id !== undefined) labels.set(id, LabelBook.resolve([label]))
  }
  return labels
}
