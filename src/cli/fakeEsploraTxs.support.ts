import { createHash } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { BitcoinBlock, type BitcoinNetwork, BitcoinScript, BitcoinTx } from '../chain/index.ts'

/** What an explorer has of a transaction; `height` is undefined where no block has it. */
interface KnownTx extends Omit<BitcoinTx.BitcoinTx, 'witness'> {
  readonly raw: Uint8Array
  readonly height: number | undefined
  readonly place: number
}

/** Transactions of blocks as an explorer has them in its database. Blocks count from height 0. */
export interface FakeTxs {
  readonly network: BitcoinNetwork.BitcoinNetwork
  readonly heads: readonly { readonly hash: string; readonly hex: string; readonly txids: readonly string[] }[]
  readonly txs: ReadonlyMap<string, KnownTx>
  readonly spends: ReadonlyMap<string, { readonly txid: string; readonly vin: number }>
  /** Confirmed transactions by the SHA-256 of a script that they pay or spend from, the newest first. */
  readonly histories: ReadonlyMap<string, readonly string[]>
}

/** Reads blocks, and transactions that are in none. */
export function readFakeTxs(
  blocks: readonly { readonly bytes: Uint8Array }[],
  network: BitcoinNetwork.BitcoinNetwork,
  pending: readonly Uint8Array[] = [],
): FakeTxs {
  const read = BitcoinBlock.createReader()
  const txs = new Map<string, KnownTx>()
  const heads = blocks.map(({ bytes }, height) => {
    const { header, txs: all } = BitcoinBlock.decode(bytes, network)
    const { txAt } = read(bytes).columns
    all.forEach((tx, place) => {
      txs.set(tx.txid, { ...tx, raw: bytes.slice(txAt[place], txAt[place + 1]), height, place })
    })
    return { hash: header.hash, hex: toHex(bytes.slice(0, 80)), txids: all.map(({ txid }) => txid) }
  })
  for (const raw of pending) {
    const tx = BitcoinTx.decode(raw)
    txs.set(tx.txid, { ...tx, raw, height: undefined, place: 0 })
  }
  return { network, heads, txs, ...index(txs) }
}

function index(txs: ReadonlyMap<string, KnownTx>): Pick<FakeTxs, 'spends' | 'histories'> {
  const spends = new Map<string, { txid: string; vin: number }>()
  const histories = new Map<string, string[]>()
  for (const tx of txs.values()) {
    const scripts = tx.outputs.map(({ script }) => script)
    tx.inputs.forEach(({ previous }, vin) => {
      spends.set(`${previous.txid}:${previous.place}`, { txid: tx.txid, vin })
      scripts.push(
        ...(txs.get(previous.txid)?.outputs.slice(previous.place, previous.place + 1) ?? []).map((o) => o.script),
      )
    })
    if (tx.height === undefined) continue
    for (const hash of new Set(scripts.map(hashOf))) histories.set(hash, [tx.txid, ...(histories.get(hash) ?? [])])
  }
  return { spends, histories }
}

/** What is answered: undefined is what the explorer does not have. */
export type FakeAnswer = string | undefined

export interface FakeRequest {
  readonly path: string
  readonly truth: FakeAnswer
  /** Counts the requests, from 1. */
  readonly turn: number
  readonly response: ServerResponse
}

/** What an explorer says instead of the truth; `'sent'` where it has answered in its own way. */
export type FakeLie = (request: FakeRequest) => { readonly say: FakeAnswer } | 'sent' | undefined

export interface FakeEsploraTxs {
  readonly url: string
  readonly host: string
  /** The paths that were asked for, in order. */
  readonly asked: string[]
}

/**
 * An explorer of one test on 127.0.0.1 that tells of transactions in the documented form of Esplora.
 *
 * @source https://github.com/Blockstream/esplora/blob/master/API.md
 * @source https://mempool.space/docs/api/rest
 */
export async function serveEsploraTxs(fake: FakeTxs, lie: FakeLie = () => undefined): Promise<FakeEsploraTxs> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace(/^\/api/, '')
    const turn = asked.push(path)
    const truth = findTruth(fake, path)
    const lied = lie({ path, truth, turn, response })
    if (lied === 'sent') return
    const said = lied === undefined ? truth : lied.say
    if (said === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end('Transaction not found')
    else response.end(said)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}/api`, host, asked }
}

function findTruth(fake: FakeTxs, path: string): FakeAnswer {
  const [, room = '', name = '', part, ...more] = path.split('/')
  switch (room) {
    case 'blocks':
      return String(fake.heads.length - 1)
    case 'block-height':
      return fake.heads[Number(name)]?.hash
    case 'block':
      return part === 'header' ? fake.heads.find(({ hash }) => hash === name)?.hex : undefined
    case 'tx':
      return findTxTruth(fake, name, part)
    case 'scripthash': {
      const count = fake.histories.get(name)?.length ?? 0
      return JSON.stringify({ scripthash: name, chain_stats: { tx_count: count }, mempool_stats: { tx_count: 0 } })
    }
    case 'address':
      return part === 'txs' && more[0] === 'chain' ? listHistory(fake, name, more[1]) : undefined
    default:
      return undefined
  }
}

function findTxTruth(fake: FakeTxs, txid: string, part: string | undefined): FakeAnswer {
  const tx = fake.txs.get(txid)
  if (tx === undefined) return undefined
  if (part === 'hex') return toHex(tx.raw)
  if (part === 'outspends') return JSON.stringify(tx.outputs.map((_, vout) => spendOf(fake, `${txid}:${vout}`)))
  if (part !== 'merkle-proof' || tx.height === undefined) return undefined
  const merkle = branchOf(fake.heads[tx.height]?.txids ?? [], tx.place)
  return JSON.stringify({ block_height: tx.height, merkle, pos: tx.place })
}

function spendOf(fake: FakeTxs, outpoint: string): unknown {
  const spend = fake.spends.get(outpoint)
  const height = spend && fake.txs.get(spend.txid)?.height
  if (spend === undefined) return { spent: false }
  return { spent: true, ...spend, status: height === undefined ? { confirmed: false } : statusOf(fake, height) }
}

function statusOf({ heads }: FakeTxs, height: number): unknown {
  return { confirmed: true, block_height: height, block_hash: heads[height]?.hash, block_time: 1_231_006_505 }
}

function listHistory(fake: FakeTxs, address: string, after: string | undefined): string | undefined {
  const script = BitcoinScript.fromAddress(address, fake.network)
  if (script === undefined) return undefined
  const all = fake.histories.get(hashOf(script)) ?? []
  const from = after === undefined ? 0 : all.indexOf(after) + 1
  const rows = all
    .slice(from, from + 25)
    .map((txid) => ({ txid, status: statusOf(fake, fake.txs.get(txid)?.height ?? 0) }))
  return JSON.stringify(rows)
}

/** The hashes beside the way of a transaction to the root. */
function branchOf(txids: readonly string[], place: number): string[] {
  const branch: string[] = []
  let level = [...txids]
  for (let at = place; level.length > 1; at >>>= 1) {
    branch.push(level[at ^ 1] ?? (level[at] as string))
    const pairs = level.filter((_, i) => i % 2 === 0)
    level = pairs.map((left, i) => hashPair(left, level[2 * i + 1] ?? left))
  }
  return branch
}

function hashPair(left: string, right: string): string {
  const both = [left, right].map((text) => Buffer.from(text, 'hex').reverse())
  const once = createHash('sha256').update(Buffer.concat(both)).digest()
  return createHash('sha256').update(once).digest().reverse().toString('hex')
}

export function hashOf(script: Uint8Array): string {
  return createHash('sha256').update(script).digest('hex')
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
