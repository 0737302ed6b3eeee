import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { TownRow } from './town.support.ts'

/** A tag as Blockscout has it in the metadata of an address. */
export interface FakeTag {
  readonly name: string
  readonly tagType: string
  readonly ordinal?: number
}

/** What a server of one test does instead of answering: by the number of the request, from 1. */
export type Fault = (request: {
  readonly number: number
  readonly url: URL
  readonly response: ServerResponse
}) => boolean

export interface FakeExplorer {
  /** Blockscout's instance, and Etherscan's API. */
  readonly origin: string
  readonly etherscanUrl: string
  /** The queries so far, in their order. */
  readonly asked: URL[]
}

/**
 * An explorer of a town on 127.0.0.1 that answers in the documented shapes of Etherscan's API and of Blockscout's.
 *
 * @source https://docs.etherscan.io/api-reference/endpoint/txlist, txlistinternal, tokentx
 * @source https://docs.blockscout.com/devs/apis/rpc/account
 */
export async function serveTown(
  town: readonly TownRow[],
  fault: Fault = () => false,
  {
    names = new Map(),
    emptyBlocks = 1000,
  }: {
    readonly names?: ReadonlyMap<string, readonly FakeTag[]>
    /** So many blocks have come since the town's last one. */
    readonly emptyBlocks?: number
  } = {},
): Promise<FakeExplorer> {
  const asked: URL[] = []
  const server = createServer((request, response) => void answer(request, response))
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://town')
    asked.push(url)
    if (fault({ number: asked.length, url, response })) return
    const body = await readBody(request)
    response.setHeader('content-type', 'application/json')
    const named = /^\/api\/v2\/addresses\/(0x[0-9a-f]{40})$/.exec(url.pathname)?.[1]
    const said =
      named === undefined ? respond(town, { url, body, emptyBlocks }) : toAddressPage(named, names.get(named) ?? [])
    response.end(JSON.stringify(said))
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, etherscanUrl: `${origin}/v2/api`, asked }
}

/** @source https://github.com/blockscout/blockscout schemas/api/v2/address.ex, proxy/metadata_tag.ex */
function toAddressPage(hash: string, tags: readonly FakeTag[]): unknown {
  const metadata = { tags: tags.map((tag) => ({ slug: 'slug', ordinal: 10, meta: {}, ...tag })) }
  const lists = { implementations: [], private_tags: [], watchlist_names: [], public_tags: [] }
  const badges = { is_contract: false, is_scam: false, is_verified: false, reputation: 'ok', proxy_type: null }
  return { hash, name: null, ens_domain_name: null, ...badges, ...lists, metadata: tags.length === 0 ? null : metadata }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const piece of request) text += piece
  return text
}

function respond(
  town: readonly TownRow[],
  { url, body, emptyBlocks }: { readonly url: URL; readonly body: string; readonly emptyBlocks: number },
): unknown {
  const height = (town.at(-1)?.block ?? 0) + emptyBlocks
  if (url.pathname.endsWith('/eth-rpc')) {
    const { method, params, id } = JSON.parse(body) as { method: string; params: (string | Call)[]; id: number }
    return {
      jsonrpc: '2.0',
      id,
      result: askState(town, method, { params, height }) ?? askNode(town, method, params[0] as string),
    }
  }
  const query = url.searchParams
  const isBlockscout = url.pathname === '/api'
  if (!isBlockscout && query.get('apikey') !== 'town-key') return refuse('Invalid API Key')
  if (!isBlockscout && query.get('chainid') !== '1') return refuse('Missing or unsupported chainid parameter')
  if (query.get('module') === 'proxy') {
    const [action, txhash] = [query.get('action') ?? '', query.get('txhash') ?? '']
    return {
      jsonrpc: '2.0',
      id: 1,
      result: askState(town, action, { params: [], height }) ?? askNode(town, action, txhash),
    }
  }
  if (/^(?:token)?balance$/.test(query.get('action') ?? '')) {
    const [account, token] = [query.get('address') ?? '', query.get('contractaddress') ?? undefined]
    return { status: '1', message: 'OK', result: String(balanceOf(town, { account, token, block: undefined })) }
  }
  const found = listRows(town, query, isBlockscout)
  if (found.length > 0) return { status: '1', message: 'OK', result: found }
  return { status: '0', message: 'No transactions found', result: [] }
}

function refuse(result: string): unknown {
  return { status: '0', message: 'NOTOK', result }
}

function listRows(town: readonly TownRow[], query: URLSearchParams, isBlockscout: boolean): unknown[] {
  const address = query.get('address')
  const txhash = query.get('txhash')
  const kind = { txlist: 'native', txlistinternal: 'internal', tokentx: 'token' }[query.get('action') ?? '']
  const from = Number(query.get('startblock') ?? 0)
  const rows = town.filter((row) => {
    const isAsked = txhash === null ? row.from === address || row.to === address : row.tx === txhash
    return isAsked && row.kind === kind && row.block >= from
  })
  const size = Number(query.get('offset') ?? 10_000)
  const start = (Number(query.get('page') ?? 1) - 1) * size
  return rows.slice(start, start + size).map((row) => toRow(row, isBlockscout))
}

/** A row as the explorer writes it: Etherscan has no log index, and Blockscout no `traceId`. */
function toRow(row: TownRow, isBlockscout: boolean): unknown {
  const base = {
    blockNumber: String(row.block),
    timeStamp: String(row.timeSec),
    from: row.from,
    to: row.isCreation ? '' : row.to,
    value: String(row.amount),
    contractAddress: row.isCreation ? row.to : '',
    gas: '21000',
    gasUsed: '21000',
    gasPrice: String(GAS_PRICE),
    input: '',
  }
  switch (row.kind) {
    case 'native':
      return { ...base, hash: row.tx, transactionIndex: String(row.txIndex), isError: row.isFailed ? '1' : '0' }
    case 'internal': {
      const call = { ...base, type: 'call', isError: row.isFailed ? '1' : '0', errCode: '' }
      return isBlockscout
        ? { ...call, transactionHash: row.tx, index: String(row.ordinal), callType: 'call' }
        : { ...call, hash: row.tx, traceId: `0_${row.ordinal}` }
    }
    case 'token': {
      const token = { contractAddress: row.token, tokenName: 'Town', tokenSymbol: 'TWN', tokenDecimal: '6' }
      const place = { hash: row.tx, transactionIndex: String(row.txIndex), confirmations: '99' }
      return { ...base, ...token, ...place, ...(isBlockscout && { logIndex: String(row.ordinal) }) }
    }
  }
}

/** In wei, of every transaction of a town. */
const GAS_PRICE = 3n
const FEE = 21_000n * GAS_PRICE

interface Call {
  readonly to: string
  readonly data: string
}

/** What a node knows beside transactions: its height, and what accounts have at a block. */
function askState(
  town: readonly TownRow[],
  method: string,
  { params: [first, at], height }: { readonly params: readonly (string | Call)[]; readonly height: number },
): unknown {
  const block = at === undefined || at === 'latest' ? undefined : Number(at)
  if (method === 'eth_blockNumber') return `0x${height.toString(16)}`
  if (method === 'eth_getBalance') {
    return `0x${balanceOf(town, { account: first as string, token: undefined, block }).toString(16)}`
  }
  if (method !== 'eth_call') return undefined
  const { to, data } = first as Call
  const amount = balanceOf(town, { account: `0x${data.slice(-40)}`, token: to, block })
  return `0x${amount.toString(16).padStart(64, '0')}`
}

/** The truth: what came and went, and fees for every transaction of one's own, failed ones too. */
function balanceOf(
  town: readonly TownRow[],
  {
    account,
    token,
    block = Number.POSITIVE_INFINITY,
  }: { account: string; token: string | undefined; block?: number | undefined },
): bigint {
  let balance = 0n
  for (const row of town.filter((one) => one.block <= block)) {
    if (token === undefined && row.kind === 'native' && row.from === account) balance -= FEE
    if (row.isFailed || row.token !== token) continue
    balance += (row.to === account ? row.amount : 0n) - (row.from === account ? row.amount : 0n)
  }
  return balance < 0n ? 0n : balance
}

function askNode(town: readonly TownRow[], method: string, id: string | undefined): unknown {
  if (method === 'eth_chainId') return '0x1'
  const rows = town.filter(({ tx }) => tx === id)
  const [first] = rows
  if (first === undefined) return null
  const own = rows.find(({ kind }) => kind === 'native')
  const hex = (value: number | bigint): string => `0x${value.toString(16)}`
  const place = { blockNumber: hex(first.block), transactionIndex: hex(first.txIndex) }
  if (method === 'eth_getTransactionByHash') {
    const [from, to] = [own?.from ?? first.from, own?.isCreation ? null : (own?.to ?? first.token)]
    return { hash: id, ...place, from, to, value: hex(own?.amount ?? 0n) }
  }
  const word = (text: string): string => `0x${text.slice(2).padStart(64, '0')}`
  const logs = rows.flatMap(({ kind, token, ordinal, from, to, amount }) =>
    kind === 'token'
      ? [{ address: token, topics: [TRANSFER, word(from), word(to)], data: word(hex(amount)), logIndex: hex(ordinal) }]
      : [],
  )
  const status = own?.isFailed ? '0x0' : '0x1'
  return { transactionHash: id, ...place, status, contractAddress: own?.isCreation ? own.to : null, logs }
}

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
