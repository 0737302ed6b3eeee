import { createHash } from 'node:crypto'
import { z } from 'zod'
import { BitcoinNetwork, type ChainId } from '../../../chain/index.ts'
import { type AskerOptions, createAsker } from '../explorer/createAsker.ts'
import { ExplorerError } from '../explorer/ExplorerError.ts'
import { readShape } from '../explorer/readRows.ts'
import { assertPlace, type BlockHead, readHead, readHex, readTx } from './proveTx.ts'
import type { PendingTx, ProvenTx, Spend, TxPage, TxSource } from './TxSource.ts'

export interface EsploraOptions extends Omit<AskerOptions, 'perSecond' | 'headers' | 'busyStatuses'> {
  readonly chain: ChainId.ChainId
  /** Of the API, such as `https://mempool.space/api`. */
  readonly url: string
  /** Requests per second; 3 unless said: public instances name no number, and refuse who asks much more. */
  readonly perSecond?: number
}

const txid = z.string().regex(/^[0-9a-f]{64}$/)
const whole = z.number().int().nonnegative()
const height = whole.max(0xffff_fffe)
const proofShape = z.object({ block_height: height, merkle: z.array(txid), pos: whole })
const spendShape = z.discriminatedUnion('spent', [
  z.object({ spent: z.literal(false) }),
  z.object({ spent: z.literal(true), txid, vin: whole, status: z.object({ confirmed: z.boolean() }) }),
])
const statsShape = z.object({ chain_stats: z.object({ tx_count: whole }) })
const historyShape = z.array(z.object({ txid, status: z.object({ confirmed: z.literal(true) }) }))

/** What one explorer is asked with. `heads` are the blocks that it told, by height. */
interface Esplora {
  readonly network: BitcoinNetwork.BitcoinNetwork
  readonly heads: Map<number, BlockHead>
  text<T>(path: string, read: (text: string) => T, signal?: AbortSignal): Promise<T | undefined>
  json<T>(path: string, shape: z.ZodType<T>, signal?: AbortSignal): Promise<T | undefined>
}

/**
 * Esplora's REST API, as Blockstream and mempool.space serve it, asked for single transactions.
 *
 * @throws ExplorerError `LZ_EXPLORER_CHAIN` for a chain that is not one of Bitcoin's
 * @source https://github.com/Blockstream/esplora/blob/master/API.md
 * @source https://mempool.space/docs/api/rest
 */
export function createEsploraTxs(options: EsploraOptions): TxSource {
  const esplora = openEsplora(options)
  return {
    name: 'esplora',
    chain: options.chain,
    assertChain: (signal) => assertNetwork(esplora, signal),
    async findHeadHeight(signal) {
      const read = (text: string): number =>
        Number(readShape(z.string().regex(/^\d{1,9}$/), text, 'esplora newest height'))
      return await must(esplora.text('/blocks/tip/height', read, signal), 'its newest block')
    },
    findHash: (at, signal) => findHash(esplora, at, signal),
    findTx: (id, signal) => findTx(esplora, id, signal),
    listSpends: (id, signal) => listSpends(esplora, id, signal),
    countTxs: (script, signal) => countTxs(esplora, script, signal),
    listTxs: (address, after, signal) => listTxs(esplora, { address, after }, signal),
  }
}

function openEsplora({ chain, url, perSecond = 3, ...options }: EsploraOptions): Esplora {
  const network = BitcoinNetwork.find(chain)
  if (network === undefined) throw new ExplorerError('LZ_EXPLORER_CHAIN', `Esplora has Bitcoin, not ${chain}.`)
  const ask = createAsker({ ...options, perSecond })
  const base = url.replace(/\/+$/, '')
  return {
    network,
    heads: new Map(),
    text: async (path, read, signal) =>
      await ask({
        url: base + path,
        isText: true,
        read: (answer) => (answer === undefined ? undefined : read(String(answer).trim())),
        signal,
      }),
    json: async (path, shape, signal) =>
      await ask({
        url: base + path,
        read: (answer) => (answer === undefined ? undefined : readShape(shape, answer, `esplora ${path}`)),
        signal,
      }),
  }
}

async function assertNetwork(esplora: Esplora, signal?: AbortSignal): Promise<void> {
  const hash = await findHash(esplora, 0, signal)
  if (hash === esplora.network.genesis) return
  const message = `The explorer's chain begins with block ${hash ?? 'nothing'}, not with that of the network ${esplora.network.name}. Name another one.`
  throw new ExplorerError('LZ_EXPLORER_CHAIN', message)
}

async function findHash(esplora: Esplora, at: number, signal?: AbortSignal): Promise<string | undefined> {
  return await esplora.text(`/block-height/${at}`, (text) => readHex(text, 32), signal)
}

async function findTx(esplora: Esplora, id: string, signal?: AbortSignal): Promise<ProvenTx | PendingTx | undefined> {
  const raw = await esplora.text(`/tx/${id}/hex`, (text) => readTx(text, id), signal)
  if (raw === undefined) return undefined
  const proof = await esplora.json(`/tx/${id}/merkle-proof`, proofShape, signal)
  if (proof === undefined) return { txid: id, raw, height: undefined }
  const { block_height: at, pos: place, merkle: siblings } = proof
  const head = await findHead(esplora, at, signal)
  assertPlace({ txid: id, place, siblings }, head)
  return { txid: id, raw, height: at, place, header: head.bytes }
}

/** The block at a height, asked for once. */
async function findHead(esplora: Esplora, at: number, signal?: AbortSignal): Promise<BlockHead> {
  const known = esplora.heads.get(at)
  if (known !== undefined) return known
  const hash = await must(findHash(esplora, at, signal), `its block ${at}`)
  const read = (text: string): BlockHead => readHead(text, hash, esplora.network)
  const head = await must(esplora.text(`/block/${hash}/header`, read, signal), `the header of its block ${hash}`)
  esplora.heads.set(at, head)
  return head
}

async function listSpends(esplora: Esplora, id: string, signal?: AbortSignal): Promise<(Spend | undefined)[]> {
  const spends = await must(esplora.json(`/tx/${id}/outspends`, z.array(spendShape), signal), `its transaction ${id}`)
  return spends.map((spend) => (spend.spent ? { txid: spend.txid, isConfirmed: spend.status.confirmed } : undefined))
}

async function countTxs(esplora: Esplora, script: Uint8Array, signal?: AbortSignal): Promise<number> {
  const hash = createHash('sha256').update(script).digest('hex')
  const stats = await must(esplora.json(`/scripthash/${hash}`, statsShape, signal), `the script ${hash}`)
  return stats.chain_stats.tx_count
}

async function listTxs(
  esplora: Esplora,
  { address, after }: { address: string; after: string | undefined },
  signal?: AbortSignal,
): Promise<TxPage> {
  const path = `/address/${address}/txs/chain${after === undefined ? '' : `/${after}`}`
  const rows = await must(esplora.json(path, historyShape, signal), `the address ${address}`)
  const txids = rows.map((row) => row.txid)
  // A page may be cut: only one with nothing in it is the last.
  return { txids, next: txids.at(-1) }
}

/** @throws ExplorerError `LZ_EXPLORER_PROOF` where an explorer does not have what it spoke of */
async function must<T>(answer: Promise<T | undefined>, what: string): Promise<T> {
  const found = await answer
  if (found !== undefined) return found
  throw new ExplorerError('LZ_EXPLORER_PROOF', `esplora: the explorer does not know ${what}.`)
}
