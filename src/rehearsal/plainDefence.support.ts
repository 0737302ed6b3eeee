import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { AssetId } from '../chain/index.ts'
import { LabelBook } from '../intel/index.ts'
import { type BlockRef, importFile, openStore, openView } from '../ledger/index.ts'
import { type TraceReport, traceTheft } from '../trace/index.ts'
import type { Defence, Scene, TheftNotice } from './Defence.ts'
import { openRpc, type Rpc } from './node/Rpc.ts'

/** A transfer of a token, as a block's logs tell it. */
export interface TokenRow {
  readonly block: number
  readonly tx: string
  readonly txIndex: number
  readonly logIndex: number
  readonly from: string
  readonly to: string
  readonly token: string
  readonly amount: bigint
}

/** A defence as plain as can be: poison for its alerts, and a trace of the imported rows for its account. */
export class PlainDefence implements Defence {
  readonly #scene: Scene
  readonly #rpc: Rpc
  readonly #rows: TokenRow[] = []
  readonly #stops: ReadonlySet<string>
  readonly #tainted = new Set<string>()
  #theft: TheftNotice | undefined
  #report: TraceReport | undefined
  #nextBlock = 1

  constructor(scene: Scene) {
    this.#scene = scene
    this.#rpc = openRpc(scene.url)
    this.#stops = new Set(scene.labels.filter(({ stops }) => stops).map(({ address }) => address))
  }

  get rows(): readonly TokenRow[] {
    return this.#rows
  }

  get report(): TraceReport | undefined {
    return this.#report
  }

  async onBlock({ height }: BlockRef): Promise<void> {
    const rows = await readRows(this.#rpc, { from: this.#nextBlock, to: height })
    this.#nextBlock = height + 1
    this.#rows.push(...rows)
    for (const row of rows) this.#look(row)
  }

  /** What it heard late it reads again. */
  async onTheft(theft: TheftNotice): Promise<void> {
    this.#theft = theft
    for (const row of this.#rows) this.#look(row)
  }

  async state(): ReturnType<Defence['state']> {
    const { asset, tx, name } = this.#theft as TheftNotice
    this.#report = await trace(this.#rows, { name, tx, asset, scene: this.#scene })
    return this.#report.destinations.map(({ account, kind, amount }) => ({ account, kind, units: amount }))
  }

  async stop(): Promise<void> {}

  #look({ tx, from, to, token }: TokenRow): void {
    if (this.#theft === undefined || !this.#theft.asset.endsWith(token)) return
    const isTheft = tx === this.#theft.tx
    if (!isTheft && !this.#tainted.has(from)) return
    if (!this.#stops.has(to)) this.#tainted.add(to)
    this.#scene.raise({ rule: isTheft ? 'theft' : 'moved', tx, accounts: [from, to] })
  }
}

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

const logs = z.array(
  z.looseObject({
    blockNumber: z.string(),
    transactionHash: z.string(),
    transactionIndex: z.string(),
    logIndex: z.string(),
    address: z.string(),
    topics: z.array(z.string()),
    data: z.string(),
  }),
)

async function readRows(rpc: Rpc, { from, to }: { from: number; to: number }): Promise<TokenRow[]> {
  const filter = { fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}`, topics: [TRANSFER] }
  const found = await rpc.call('eth_getLogs', [filter], logs)
  return found.map(({ topics, ...log }) => ({
    block: Number(log.blockNumber),
    tx: log.transactionHash,
    txIndex: Number(log.transactionIndex),
    logIndex: Number(log.logIndex),
    from: `0x${(topics[1] ?? '').slice(26)}`,
    to: `0x${(topics[2] ?? '').slice(26)}`,
    token: log.address,
    amount: BigInt(log.data),
  }))
}

interface Question {
  readonly name: string
  readonly tx: string
  readonly asset: AssetId.AssetId
  readonly scene: Scene
}

async function trace(rows: readonly TokenRow[], { name, tx, asset, scene }: Question): Promise<TraceReport> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-rehearsal-'))
  try {
    const file = join(folder, 'rows.csv')
    writeFileSync(file, toCsv(rows))
    const store = await openStore(join(folder, 'store'), { mode: 'write' })
    try {
      const plain = { columns: {}, asset: undefined, decimals: undefined, keepDuplicates: false, strict: true }
      const quiet = { onReject: () => undefined, onProgress: () => undefined }
      await importFile(store, file, { chain: scene.chain, ...plain, ...quiet })
      const view = await openView(store, scene.chain)
      const accounts = await view.findAccounts(scene.labels.map(({ address }) => address))
      const book = LabelBook.create(scene.labels)
      const known = [...accounts].map(([address, account]) => {
        return [account, LabelBook.find(book, { address, chain: scene.chain }) as LabelBook.ResolvedLabel] as const
      })
      const seeds = [{ kind: 'transaction', tx } as const]
      const options = { rule: 'haircut', assets: [asset], labels: new Map(known), counterpartiesMax: 1000 } as const
      return (await traceTheft(view, { name, seeds }, options))[0] as TraceReport
    } finally {
      store.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function toCsv(rows: readonly TokenRow[]): string {
  const lines = rows.map(({ block, tx, txIndex, logIndex, from, to, amount, token }) =>
    [block, tx, txIndex, logIndex, from, to, amount, token].join(','),
  )
  return `${['block,tx_hash,tx_index,log_index,from,to,amount,asset', ...lines].join('\n')}\n`
}
