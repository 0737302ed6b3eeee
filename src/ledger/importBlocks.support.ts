import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import { BitcoinNetwork, type ChainId } from '../chain/index.ts'
import { LazarettoError } from '../LazarettoError.ts'
import { type BlockImportOptions, type BlockImportReport, importBlocks } from './importBlocks.ts'
import { type MadeBlock, makeCoinbase, makeTx, mineBlock, payTo, toRecords } from './makeBlocks.support.ts'
import { openUtxoView } from './store/openUtxoView.ts'
import { openStore, queryRows, type Store } from './store/Store.ts'

/** Where the stores and files of a test lie; removed behind it. */
export const root: string = mkdtempSync(join(tmpdir(), 'lazaretto-blocks-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(join(root, `store-${folders++}`), { mode: 'write' })
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

export function write(name: string, content: string | Uint8Array): string {
  const path = join(root, `files-${folders++}`, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

export const quiet: BlockImportOptions = { chain: undefined, strict: false, onProgress: () => {} }
export const take = (store: Store, ...paths: string[]): Promise<BlockImportReport> => importBlocks(store, paths, quiet)
export const takeBlocks = (
  store: Store,
  blocks: readonly { readonly bytes: Buffer }[],
  magic?: readonly number[],
): Promise<BlockImportReport> => take(store, write('blk00000.dat', toRecords(blocks, magic)))

/** The ledger in columns, with scripts in the place of their ids, which depend on the order of imports. */
export async function columnsOf(
  store: Store,
  chain: ChainId.ChainId = BitcoinNetwork.regtest.chain,
): Promise<Record<string, unknown>> {
  const view = await openUtxoView(store, chain)
  const { owner, ...columns } = await view.readColumns()
  const names = await view.describeOwners([...new Set(owner)])
  return { ...columns, owner: [...owner].map((id) => names.get(id)?.name) }
}

export async function rowsOf(store: Store): Promise<unknown> {
  const tables = ['chain', 'block', 'tx', 'input', 'output', 'missing', 'address', 'import']
  const counts = await Promise.all(
    tables.map((table) => queryRows(store, `SELECT count(*)::INTEGER AS n FROM ${table}`)),
  )
  return counts.map(([row]) => row?.['n'])
}
/** The rows of a store in which nothing is. */
export const NOTHING: readonly number[] = [0, 0, 0, 0, 0, 0, 0, 0]

export async function errorOf(work: Promise<unknown>): Promise<LazarettoError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof LazarettoError) return error
  throw error instanceof Error ? error : new Error('nothing was thrown')
}

/** A chain whose coinbases say their heights, and whose transactions spend earlier coinbases. */
export function highChain(count: number): MadeBlock[] {
  const blocks: MadeBlock[] = []
  const ids: string[] = []
  for (let height = 0; height < count; height++) {
    const coinbase = withHeight(height)
    const spent = height >= 4 && height % 2 === 0 ? [spendWithChange(ids[height - 4] as string, height)] : []
    ids.push(coinbase.txid)
    blocks.push(mineBlock(blocks.at(-1), [coinbase, ...spent]))
  }
  return blocks
}

function spendWithChange(txid: string, person: number): ReturnType<typeof makeTx> {
  return makeTx({
    spends: [{ txid, place: 0 }],
    pays: [
      { valueSat: 30, script: payTo(person) },
      { valueSat: 20, script: payTo(1) },
    ],
  })
}

function withHeight(height: number): ReturnType<typeof makeTx> {
  const pushed =
    height === 0 ? '\u0000' : height <= 16 ? String.fromCharCode(0x50 + height) : `\u0001${String.fromCharCode(height)}`
  return makeCoinbase(`${pushed}h`, [{ valueSat: 50, script: payTo(height % 4) }])
}
