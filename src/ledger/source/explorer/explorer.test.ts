import { describe, expect, it } from 'vitest'
import { AssetId, ChainId } from '../../../chain/index.ts'
import { createClient } from '../../../net/index.ts'
import { createBlockscoutSource } from './etherscan/createBlockscoutSource.ts'
import { createEtherscanSource } from './etherscan/createEtherscanSource.ts'
import { type Asked, createTestClock, serveAnswers } from './explorer.support.ts'
import type { HistoryPage, HistorySource } from './HistorySource.ts'
import { parseJson } from './parseJson.ts'
import { createTronGridSource } from './tron/createTronGridSource.ts'

const ethereum = ChainId.parse('ethereum')
const me = '0x2c1ba59d6f58433fb1eaee7d20b26ed83bda51a3'
const other = '0x20d42f2e99a421147acf198d775395cac2e8b03d'
const tx = `0x${'8a'.repeat(32)}`
const KEY = 'SECRET-KEY'

/** Rows as https://docs.etherscan.io/api-reference/endpoint/txlist, txlistinternal and tokentx show them. */
const native = {
  blockNumber: '14923678',
  blockHash: `0x${'7e'.repeat(32)}`,
  timeStamp: '1654646411',
  hash: tx,
  nonce: '2',
  transactionIndex: '61',
  from: me,
  to: other,
  value: '123456789012345678901',
  gas: '60620',
  gasPrice: '83924748773',
  input: '0x',
  methodId: '0x',
  functionName: '',
  contractAddress: '',
  cumulativeGasUsed: '10450178',
  txreceipt_status: '1',
  gasUsed: '60620',
  confirmations: '122485',
  isError: '0',
}
const internal = {
  blockNumber: '14923679',
  timeStamp: '1654646423',
  hash: `0x${'8b'.repeat(32)}`,
  from: other,
  to: me,
  value: '40',
  contractAddress: '',
  input: '',
  type: 'call',
  gas: '2300',
  gasUsed: '0',
  traceId: '0_1',
  isError: '0',
  errCode: '',
}
const token = {
  blockNumber: '14923680',
  timeStamp: '1654646435',
  hash: `0x${'8c'.repeat(32)}`,
  nonce: '16',
  blockHash: `0x${'7f'.repeat(32)}`,
  from: other,
  contractAddress: '0xdac17f958d2ee523a2206206994597c13d831ec7',
  to: me,
  value: '2000000',
  tokenName: 'Tether USD',
  tokenSymbol: 'USDT',
  tokenDecimal: '6',
  transactionIndex: '5',
  gas: '1',
  gasPrice: '1',
  gasUsed: '1',
  cumulativeGasUsed: '1',
  input: 'deprecated',
  confirmations: '9',
}
const nothing = { status: '0', message: 'No transactions found', result: [] }
const found = (...result: unknown[]): unknown => ({ status: '1', message: 'OK', result })

async function etherscan(answer: (asked: Asked) => unknown, pageRows = 1000) {
  const { origin, host, asked } = await serveAnswers(answer)
  const clock = createTestClock()
  const client = createClient({ allowPrivate: [host] })
  const options = { client, clock, chain: ethereum, pageRows, attemptsMax: 3 }
  return {
    source: createEtherscanSource({ ...options, url: `${origin}/v2/api`, apiKey: KEY }),
    asked,
    clock,
    options,
    origin,
  }
}

async function readAll(source: HistorySource, address = me): Promise<HistoryPage[]> {
  const pages: HistoryPage[] = []
  for await (const page of source.listHistory(address, {})) pages.push(page)
  return pages
}

const byAction =
  (answers: Record<string, unknown>) =>
  ({ url }: Asked) => {
    return answers[url.searchParams.get('action') ?? ''] ?? nothing
  }

describe('histories of the account API', () => {
  it('are rows of transactions, calls and tokens', async () => {
    const lists = byAction({ txlist: found(native), txlistinternal: found(internal), tokentx: found(token) })
    const { source, asked } = await etherscan(lists)
    const pages = await readAll(source)
    expect(pages.flatMap(({ transfers }) => transfers)).toMatchObject([
      { kind: 'native', block: 14923678, timeSec: 1654646411, txIndex: 61, ordinal: 0, amount: 123456789012345678901n },
      { kind: 'internal', block: 14923679, txIndex: undefined, ordinal: undefined, from: other, to: me, amount: 40n },
      { kind: 'token', txIndex: 5, ordinal: undefined, amount: 2000000n, inexact: false },
    ])
    expect([...(pages[2]?.decimals ?? [])]).toEqual([[`eip155:1/erc20:${token.contractAddress}`, 6]])
    expect(pages.map(({ isEnd }) => isEnd)).toEqual([false, false, true])
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toMatchObject({
      chainid: '1',
      module: 'account',
      address: me,
      sort: 'asc',
    })
  })

  it('leave out what moved nothing, and pay to what was created', async () => {
    const rows = [
      { ...native, isError: '1' },
      { ...native, value: '0' },
      { ...native, to: '', contractAddress: other },
      { ...native, to: me },
      { ...native, hash: 'GENESIS_2c1ba59d6f58433fb1eaee7d20b26ed83bda51a3', from: 'GENESIS', to: me },
    ]
    const calls = [
      { ...internal, type: 'delegatecall' },
      { ...internal, isError: '1' },
    ]
    const { source } = await etherscan(byAction({ txlist: found(...rows), txlistinternal: found(...calls) }))
    const transfers = (await readAll(source)).flatMap((page) => page.transfers)
    expect(transfers.map(({ from, to }) => [from, to])).toEqual([
      [me, other],
      [me, me],
    ])
  })

  it('have log and call places where Blockscout tells them, and no root call', async () => {
    const { hash, traceId: _, ...call } = internal
    const calls = [0, 3].map((index) => ({ ...call, transactionHash: hash, index: `${index}`, callType: 'call' }))
    const answer = byAction({ txlistinternal: found(...calls), tokentx: found({ ...token, logIndex: '77' }) })
    const { origin, host } = await serveAnswers(answer)
    const client = createClient({ allowPrivate: [host] })
    const source = createBlockscoutSource({ client, clock: createTestClock(), chain: ethereum, url: origin })
    const transfers = (await readAll(source)).flatMap((page) => page.transfers)
    expect(transfers.map(({ kind, ordinal }) => [kind, ordinal])).toEqual([
      ['internal', 3],
      ['token', 77],
    ])
  })

  it('are read in whole blocks, and go on from any page', async () => {
    const rows = [1, 1, 2, 2, 2, 3, 4].map((block, i) => ({
      ...native,
      blockNumber: `${block}`,
      hash: `0x${`${i}`.repeat(64)}`,
    }))
    const paged = ({ url: { searchParams: query } }: Asked): unknown => {
      if (query.get('action') !== 'txlist') return nothing
      const size = Number(query.get('offset'))
      const from = rows.filter(({ blockNumber }) => Number(blockNumber) >= Number(query.get('startblock')))
      const part = from.slice((Number(query.get('page')) - 1) * size, Number(query.get('page')) * size)
      return part.length === 0 ? nothing : found(...part)
    }
    const { source } = await etherscan(paged, 2)
    const pages = await readAll(source)
    expect(pages.map(({ transfers }) => transfers.map(({ block }) => block))).toEqual([
      [1, 1],
      [2, 2, 2],
      [3],
      [4],
      [],
      [],
    ])
    for (const [i, { next }] of pages.slice(0, -1).entries()) {
      const rest: HistoryPage[] = []
      for await (const page of source.listHistory(me, { pageToken: next })) rest.push(page)
      expect(rest).toEqual(pages.slice(i + 1))
    }
    const news: HistoryPage[] = []
    for await (const page of source.listHistory(me, { pageToken: pages.at(-1)?.next ?? '' })) news.push(page)
    expect(news.flatMap(({ transfers }) => transfers.map(({ block }) => block))).toEqual([4])
    await expect(readToken(source, '9:x')).rejects.toMatchObject({ code: 'LZ_EXPLORER_TOKEN' })
  })
})

async function readToken(source: HistorySource, pageToken: string): Promise<void> {
  for await (const _ of source.listHistory(me, { pageToken })) return
}

describe('an explorer that does not answer well', () => {
  const limited = {
    status: '0',
    message: 'NOTOK',
    result: 'Max rate limit reached, please use API Key for higher rate limit',
  }

  it.each([
    ['a web page', '<html>Just a moment...</html>', 'LZ_EXPLORER_JSON', 3],
    ['cut JSON', '{"status":"1","message":"OK","result":[{"blockNumber":"1', 'LZ_EXPLORER_JSON', 3],
    ['a rate limit under status 200', limited, 'LZ_EXPLORER_RATE', 3],
    [
      'a time-out',
      { ...limited, result: 'Query Timeout occured. Please select a smaller result dataset' },
      'LZ_EXPLORER_BUSY',
      3,
    ],
    [
      'calls that are not traced yet',
      { status: '2', message: 'Internal transactions have not been processed yet', result: [] },
      'LZ_EXPLORER_BUSY',
      3,
    ],
    ['a refused key', { ...limited, result: `Invalid API Key ${KEY}` }, 'LZ_EXPLORER_KEY', 1],
    ['another chain', { ...limited, result: 'Missing or unsupported chainid parameter' }, 'LZ_EXPLORER_REFUSED', 1],
    [
      'a window',
      { ...limited, result: 'Result window is too large, PageNo x Offset size must be less than 10000' },
      'LZ_EXPLORER_WINDOW',
      1,
    ],
    ['another form', { jsonrpc: '2.0', result: [] }, 'LZ_EXPLORER_SHAPE', 1],
    ['no list', { status: '1', message: 'OK', result: 'x' }, 'LZ_EXPLORER_SHAPE', 1],
    ['floating amounts', found({ ...native, value: 1.5 }), 'LZ_EXPLORER_SHAPE', 1],
    ['an amount above 256 bits', found({ ...native, value: `${2n ** 256n}` }), 'LZ_EXPLORER_SHAPE', 1],
    ['a hash that is none', found({ ...native, hash: '0x12' }), 'LZ_EXPLORER_SHAPE', 1],
    [
      'a wrong checksum',
      found({ ...native, to: '0xdAC17f958d2ee523a2206206994597c13d831ec7' }),
      'LZ_EXPLORER_SHAPE',
      1,
    ],
    ['rows of others', found({ ...native, from: other }), 'LZ_EXPLORER_ROWS', 1],
    [
      'rows out of order',
      found({ ...native, blockNumber: '9' }, { ...native, blockNumber: '8' }),
      'LZ_EXPLORER_ROWS',
      1,
    ],
  ])('is found out: %s', async (_, answer, code, times) => {
    const { source, asked } = await etherscan(() => answer)
    const error = await readAll(source).catch((reason: Error) => reason)
    expect(error).toMatchObject({ code })
    expect((error as Error).message).not.toContain(KEY)
    expect(asked).toHaveLength(times)
  })

  it('is asked again after a pause that doubles, and not before it says', async () => {
    const { source, asked, clock } = await etherscan(({ number, response }) => {
      if (number === 1) return limited
      if (number === 2) return void response.writeHead(429, { 'retry-after': '30' }).end()
      return nothing
    })
    expect(await readAll(source)).toHaveLength(3)
    expect(asked).toHaveLength(5)
    expect(clock.sleptMs.map((ms) => Math.round(ms))).toEqual([1000, 30_000, 333, 333])
  })

  it('never sees more questions in a second than it allows', async () => {
    const times: number[] = []
    const { source, clock } = await etherscan((): unknown => {
      times.push(clock.nowMs())
      return nothing
    })
    for (let i = 0; i < 3; i++) await readAll(source)
    for (let i = 3; i < times.length; i++) expect((times[i] as number) - (times[i - 3] as number)).toBeGreaterThan(999)
  })

  it('is not asked for its lists where it shows another chain', async () => {
    const { origin, host } = await serveAnswers(() => ({ jsonrpc: '2.0', id: 1, result: '0x89' }))
    const client = createClient({ allowPrivate: [host] })
    const source = createBlockscoutSource({ client, clock: createTestClock(), chain: ethereum, url: origin })
    await expect(source.assertChain()).rejects.toMatchObject({ code: 'LZ_EXPLORER_CHAIN' })
  })
})

/** Rows as https://developers.tron.network shows them. */
const trader = 'TJmmqjb1DK9TTZbQXzRQ2AuA94z4gKAPFh'
const usdt = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
const trx = (hash: string, atMs: number, type: string, value: object, contractRet = 'SUCCESS'): unknown => ({
  ret: [{ contractRet, fee: 0 }],
  txID: hash.repeat(32),
  blockNumber: 500,
  block_timestamp: atMs,
  raw_data: { contract: [{ type, parameter: { value, type_url: 'x' } }], timestamp: atMs },
  internal_transactions: [],
})

describe('histories of TronGrid', () => {
  const hexOfTrader = '4160836f5e4e8a9d1c7b5b3f4c8d6e0a1b2c3d4e5f'.slice(0, 42)
  const payment = { owner_address: hexOfTrader, to_address: trader, amount: 5 }
  const transfer = {
    transaction_id: 'cc'.repeat(32),
    token_info: { symbol: 'USDT', address: usdt, decimals: 6, name: 'Tether USD' },
    block_timestamp: 3000,
    from: trader,
    to: usdt,
    type: 'Transfer',
    value: '9007199254740993000',
  }
  const serve = (path: string, body: string): unknown => {
    if (path === '/wallet/getblockbynum')
      return { blockID: '00000000000000001ebf88508a03865c71d452e25f4d51194196a1d22b6653dc' }
    if (path === '/wallet/gettransactioninfobyid') {
      return { id: (JSON.parse(body) as { value: string }).value, blockNumber: 501, blockTimeStamp: 3000 }
    }
    if (path.endsWith('/trc20'))
      return { success: true, data: [transfer, { ...transfer, type: 'Approval' }, transfer], meta: {} }
    const long = `"amount":900719925474099301`
    const rows = JSON.stringify([
      trx('aa', 0, 'TransferContract', payment),
      trx('ab', 0, 'TransferContract', payment, 'REVERT'),
      trx('ac', 0, 'FreezeBalanceV2Contract', { owner_address: trader }),
      trx('ad', 3000, 'TriggerSmartContract', { owner_address: trader, contract_address: usdt, call_value: 7 }),
      {
        internal_tx_id: 'x',
        tx_id: 'ae'.repeat(32),
        block_timestamp: 3000,
        from_address: usdt,
        to_address: trader,
        data: { rejected: false, call_value: { _: 3 } },
      },
      {
        internal_tx_id: 'y',
        tx_id: 'af'.repeat(32),
        block_timestamp: 3000,
        from_address: usdt,
        to_address: trader,
        data: { rejected: true, call_value: { _: 3 } },
      },
    ])
    return `{"success":true,"meta":{"page_size":4},"data":${rows.replace('"amount":5', long)}}`
  }

  it('are TRX and tokens with the heights of their blocks', async () => {
    const { origin, host, asked } = await serveAnswers(({ url, body }) => serve(url.pathname, body))
    const client = createClient({ allowPrivate: [host] })
    const source = createTronGridSource({ client, clock: createTestClock(), url: origin })
    await source.assertChain()
    const pages = await readAll(source, trader)
    expect(pages.flatMap(({ transfers }) => transfers)).toMatchObject([
      { kind: 'native', block: 500, timeSec: 0, to: trader, amount: 900719925474099301n },
      { kind: 'native', block: 500, from: trader, to: usdt, amount: 7n },
      { kind: 'internal', from: usdt, to: trader, amount: 3n, ordinal: undefined },
      { kind: 'token', from: trader, to: usdt, amount: 9007199254740993000n },
      { kind: 'token', from: trader, to: usdt, amount: 9007199254740993000n },
    ])
    expect(pages.map(({ isEnd }) => isEnd)).toEqual([false, true])
    // Asked once for the time of both tokens, or not at all where a transaction has told it.
    expect(asked.filter(({ pathname }) => pathname.includes('gettransactioninfobyid')).length).toBeLessThan(2)
  })

  it('are not those of another net', async () => {
    const { origin, host } = await serveAnswers(() => ({ blockID: 'ab'.repeat(32) }))
    const client = createClient({ allowPrivate: [host] })
    const source = createTronGridSource({ client, clock: createTestClock(), url: origin })
    await expect(source.assertChain()).rejects.toMatchObject({ code: 'LZ_EXPLORER_CHAIN' })
  })
})

describe('parseJson', () => {
  it('keeps long integers, and leaves the rest alone', () => {
    const text = '{"a":12345678901234567890,"b":"say \\"12345678901234567890\\"","c":1.5,"d":[-99999999999999999,1]}'
    expect(parseJson(text)).toEqual({
      a: '12345678901234567890',
      b: 'say "12345678901234567890"',
      c: 1.5,
      d: ['-99999999999999999', 1],
    })
  })
})

describe('balances', () => {
  const usd = AssetId.parse(`eip155:1/erc20:${token.contractAddress}`)
  const eth = AssetId.native(ethereum)
  const number = (result: string) => ({ status: '1', message: 'OK', result })

  it('are asked of Etherscan as they are now, for it does not tell the past', async () => {
    const { source, asked } = await etherscan(
      byAction({ balance: number('70'), tokenbalance: number('9007199254740993') }),
    )
    expect(await source.findBalance(me, eth, { block: 5 })).toEqual({ amount: 70n, block: undefined })
    expect(await source.findBalance(me, usd, {})).toEqual({ amount: 9007199254740993n, block: undefined })
    expect(await source.findBalance(me, AssetId.parse('eip155:1/named:USD'), {})).toBeUndefined()
    expect(asked.map(({ searchParams }) => searchParams.get('contractaddress'))).toEqual([null, token.contractAddress])
  })

  it('that are no amounts are errors', async () => {
    for (const [answer, code] of [
      [number('-1'), 'LZ_EXPLORER_SHAPE'],
      [number('0x5'), 'LZ_EXPLORER_SHAPE'],
      [{ status: '0', message: 'NOTOK', result: `Invalid API Key ${KEY}` }, 'LZ_EXPLORER_KEY'],
    ] as const) {
      const { source } = await etherscan(byAction({ balance: answer }))
      const error = await source.findBalance(me, eth, {}).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code })
      expect(String(error)).not.toContain(KEY)
    }
  })

  it('fees are those of all of one’s own transactions, failed ones too, up to a block', async () => {
    const failed = { ...native, blockNumber: '14923690', isError: '1', value: '0', gasUsed: '7', gasPrice: '11' }
    const received = { ...native, from: other, to: me, blockNumber: '14923691' }
    const { source } = await etherscan(byAction({ txlist: found(native, failed, received) }))
    const first = 60620n * 83924748773n
    expect(await source.findFees(me, {})).toEqual({ amount: first + 77n, transactions: 2, isWhole: true })
    expect(await source.findFees(me, { block: 14923689 })).toMatchObject({ amount: first, transactions: 1 })
    const { gasPrice: _, ...silent } = native
    const { source: other2 } = await etherscan(byAction({ txlist: found(silent) }))
    expect(await other2.findFees(me, {})).toBeUndefined()
  })

  it('of Blockscout are those at a block; a contract without such a function says nothing', async () => {
    const calls: unknown[] = []
    const { origin, host } = await serveAnswers(({ body }) => {
      const { method, params } = JSON.parse(body) as { method: string; params: [{ to: string }, string] }
      calls.push([method, ...params])
      const result = {
        eth_blockNumber: '0x10',
        eth_getBalance: '0x46',
        eth_call: params[0]?.to === other ? '0x' : '0x9',
      }
      return { jsonrpc: '2.0', id: 1, result: result[method as keyof typeof result] }
    })
    const client = createClient({ allowPrivate: [host] })
    const source = createBlockscoutSource({ client, clock: createTestClock(), chain: ethereum, url: origin })
    expect(await source.findHeight()).toBe(16)
    expect(await source.findBalance(me, eth, { block: 16 })).toEqual({ amount: 70n, block: 16 })
    expect(await source.findBalance(me, usd, {})).toEqual({ amount: 9n, block: undefined })
    expect(await source.findBalance(me, AssetId.parse(`eip155:1/erc20:${other}`), {})).toBeUndefined()
    const data = `0x70a08231${me.slice(2).padStart(64, '0')}`
    expect(calls.slice(1, 3)).toEqual([
      ['eth_getBalance', me, '0x10'],
      ['eth_call', { to: token.contractAddress, data }, 'latest'],
    ])
  })

  it('of TronGrid are of confirmed blocks; an account that never was has nothing', async () => {
    const { origin, host } = await serveAnswers(({ url, body }) => {
      const asked = JSON.parse(body) as { address?: string; contract_address?: string; parameter?: string }
      if (url.pathname === '/walletsolidity/getnowblock') return { block_header: { raw_data: { number: 77 } } }
      if (url.pathname === '/walletsolidity/getaccount') return asked.address === trader ? { balance: 12 } : {}
      expect(asked.parameter).toMatch(/^0{24}[0-9a-f]{40}$/)
      const isToken = asked.contract_address === usdt
      return { result: { result: true }, constant_result: isToken ? [`${'0'.repeat(62)}ff`] : [''] }
    })
    const client = createClient({ allowPrivate: [host] })
    const source = createTronGridSource({ client, clock: createTestClock(), url: origin })
    const tron = ChainId.parse('tron')
    expect(await source.findHeight()).toBe(77)
    expect(await source.findBalance(trader, AssetId.native(tron), {})).toEqual({ amount: 12n, block: undefined })
    expect(await source.findBalance(usdt, AssetId.native(tron), {})).toMatchObject({ amount: 0n })
    expect(await source.findBalance(trader, AssetId.parse(`${tron}/trc20:${usdt}`), {})).toMatchObject({ amount: 255n })
    expect(await source.findBalance(trader, AssetId.parse(`${tron}/trc20:${trader}`), {})).toBeUndefined()
    expect(await source.findFees(trader, {})).toBeUndefined()
  })
})

describe('first receipts', () => {
  it('are the earliest of payments and calls, and no page more is read', async () => {
    const row = { ...native, from: other, to: me, blockNumber: '14923680', isError: '0' }
    const own = { ...native, blockNumber: '14923679' }
    const lists = byAction({
      txlist: found(own, row, { ...row, blockNumber: '14923685' }),
      txlistinternal: found(internal),
    })
    const { source, asked } = await etherscan(lists)
    const first = await source.findFirstReceipt(me)
    expect(first).toMatchObject({ isLate: false, transfer: { kind: 'internal', block: 14923679, amount: 40n } })
    expect(asked).toHaveLength(2)
    const late = await etherscan(byAction({ txlist: found(own, row) }))
    expect(await late.source.findFirstReceipt(me)).toMatchObject({ isLate: true, transfer: { block: 14923680 } })
    const never = await etherscan(byAction({ txlist: found(own) }))
    expect(await never.source.findFirstReceipt(me)).toBeUndefined()
  })
})
