import { type FakeCall, FakeError, type Json, type Lie } from '../rpc/fakeRpc.support.ts'

/** The block that is lied about: it has logs, and calls in calls. */
const HEIGHT = '0x2'

type Block = Json & { transactions: Json[]; withdrawals: Json[] }
type Receipt = Json & { logs: Log[] }
type Log = Json & { topics: string[] }
type Trace = Json & { action: Json; traceAddress: number[] }

const other = (hex: string): string => hex.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
const NOBODY = `0x${'de'.repeat(20)}`

function isBlock({ method, params }: FakeCall): boolean {
  return method === 'eth_getBlockByNumber' && params[0] === HEIGHT && params[1] === true
}

/** Changes the block in place. */
function inBlock(change: (block: Block) => void): Lie {
  return {
    answer: (call, truth) => {
      if (isBlock(call)) change(truth as Block)
      return truth
    },
  }
}

function changed(field: string, change: (value: string) => unknown = other): Lie {
  return inBlock((block) => {
    block[field] = change(block[field] as string)
  })
}

function inTransaction(change: (transaction: Json) => void): Lie {
  return inBlock(({ transactions }) => change(transactions[1]!))
}

/** Changes the receipts of a block with logs in place. */
function inReceipts(change: (receipts: Receipt[]) => void): Lie {
  return {
    answer: ({ method }, truth) => {
      const receipts = truth as Receipt[]
      if (method === 'eth_getBlockReceipts' && receipts.some(({ logs }) => logs.length > 0)) change(receipts)
      return truth
    },
  }
}

function inLog(change: (log: Log) => void): Lie {
  return inReceipts(([receipt]) => change(receipt!.logs[0]!))
}

/** Changes traces of a block with calls in calls in place. */
function inTraces(change: (traces: Trace[]) => void): Lie {
  return {
    answer: ({ method, params }, truth) => {
      if (method === 'trace_block' && params[0] === HEIGHT) change(truth as Trace[])
      return truth
    },
  }
}

/** Adds a transaction of its own behind the others, with a receipt and a log, that no root covers. */
function withAdded(fields: Json): Lie {
  const own = { hash: `0x${'ab'.repeat(32)}`, transactionIndex: '0x2' }
  const place = { transactionHash: own.hash, transactionIndex: own.transactionIndex }
  return {
    answer: (call, truth) => {
      if (isBlock(call)) (truth as Block).transactions.push({ ...(truth as Block).transactions[1]!, ...own, ...fields })
      const receipts = call.method === 'eth_getBlockReceipts' ? (truth as Receipt[]) : []
      const [first] = receipts
      const logs = receipts.flatMap((receipt) => receipt.logs)
      if (first?.['blockNumber'] !== HEIGHT) return truth
      const log = { ...logs[0]!, ...place, logIndex: `0x${logs.length.toString(16)}` }
      receipts.push({ ...first, ...place, logs: [log], contractAddress: null })
      return truth
    },
  }
}

function insteadOf(method: string, give: (truth: unknown, turn: number) => unknown): Lie {
  return { answer: (call, truth, turn) => (call.method === method ? give(truth, turn) : truth) }
}

function renumber(receipts: Receipt[]): void {
  for (const [i, log] of receipts.flatMap(({ logs }) => logs).entries()) log['logIndex'] = `0x${i.toString(16)}`
}

/** What of a block, its receipts and its traces is false: the error's code, and the lie. */
export const FALSE_ANSWERS: Readonly<Record<string, readonly [code: string, lie: Lie]>> = {
  'another parent': ['LZ_SOURCE_BLOCK', changed('parentHash')],
  'another hash': ['LZ_SOURCE_BLOCK', changed('hash')],
  'another root of the state': ['LZ_SOURCE_BLOCK', changed('stateRoot')],
  'another root of transactions': ['LZ_SOURCE_BLOCK', changed('transactionsRoot')],
  'another root of receipts': ['LZ_SOURCE_BLOCK', changed('receiptsRoot')],
  'another bloom filter': ['LZ_SOURCE_BLOCK', changed('logsBloom')],
  'another time': ['LZ_SOURCE_BLOCK', changed('timestamp')],
  'another height': ['LZ_SOURCE_BLOCK', changed('number', () => '0x3')],
  'a negative number': ['LZ_SOURCE_BLOCK', changed('number', () => '-0x2')],
  'a zero in front': ['LZ_SOURCE_BLOCK', changed('number', () => '0x02')],
  'a number in decimal': ['LZ_SOURCE_BLOCK', changed('number', () => 2)],
  'a huge number': ['LZ_SOURCE_BLOCK', changed('gasUsed', () => `0x${'f'.repeat(100_000)}`)],
  'no field': ['LZ_SOURCE_BLOCK', changed('miner', () => undefined)],
  'a field of no header': ['LZ_SOURCE_BLOCK', changed('extraData', () => '0x00')],
  'a withdrawal too many': [
    'LZ_SOURCE_BLOCK',
    inBlock(({ withdrawals }) =>
      withdrawals.push({ index: '0x0', validatorIndex: '0x0', address: NOBODY, amount: '0x1' }),
    ),
  ],
  'a block that is a text': ['LZ_SOURCE_BLOCK', { answer: (call, truth) => (isBlock(call) ? 'block' : truth) }],
  'a block that is a list': ['LZ_SOURCE_BLOCK', { answer: (call, truth) => (isBlock(call) ? [truth] : truth) }],
  'a missing transaction': ['LZ_SOURCE_BLOCK', inBlock(({ transactions }) => transactions.pop())],
  'a doubled transaction': ['LZ_SOURCE_BLOCK', inBlock(({ transactions }) => transactions.push(transactions[0]!))],
  'reordered transactions': ['LZ_SOURCE_BLOCK', inBlock(({ transactions }) => transactions.reverse())],
  'reordered and renumbered transactions': [
    'LZ_SOURCE_BLOCK',
    inBlock(({ transactions }) => {
      for (const [i, transaction] of transactions.reverse().entries()) transaction['transactionIndex'] = `0x${i}`
    }),
  ],
  'another value': ['LZ_SOURCE_BLOCK', inTransaction((tx) => Object.assign(tx, { value: '0x3e9' }))],
  'another receiver': ['LZ_SOURCE_BLOCK', inTransaction((tx) => Object.assign(tx, { to: NOBODY }))],
  'another sender': ['LZ_SOURCE_BLOCK', inTransaction((tx) => Object.assign(tx, { from: NOBODY }))],
  'a type that nobody knows, and a value of its own': [
    'LZ_SOURCE_BLOCK',
    inTransaction((tx) => Object.assign(tx, { type: '0x55', value: '0xffffffffff', to: NOBODY })),
  ],
  'a transaction without a signature': [
    'LZ_SOURCE_BLOCK',
    withAdded({ type: '0x0', gasPrice: '0x0', v: '0x0', r: '0x0', s: '0x0', value: '0xffffffffff', to: NOBODY }),
  ],
  'a transaction of a type that pays nothing, and pays': ['LZ_SOURCE_BLOCK', withAdded({ type: '0x6a' })],
  'a transaction of another block': [
    'LZ_SOURCE_BLOCK',
    inTransaction((tx) => Object.assign(tx, { blockHash: other(String(tx['blockHash'])) })),
  ],
  'a missing receipt': ['LZ_SOURCE_BLOCK', inReceipts((receipts) => receipts.pop())],
  'reordered receipts': ['LZ_SOURCE_BLOCK', inReceipts((receipts) => receipts.reverse())],
  'receipts of another block': [
    'LZ_SOURCE_MOVED',
    inReceipts((receipts) => {
      for (const receipt of receipts) receipt['blockHash'] = other(String(receipt['blockHash']))
    }),
  ],
  'a receipt of another block among them': [
    'LZ_SOURCE_BLOCK',
    inReceipts(([first]) => Object.assign(first!, { blockHash: other(String(first!['blockHash'])) })),
  ],
  'no receipts': ['LZ_SOURCE_MOVED', insteadOf('eth_getBlockReceipts', () => null)],
  'receipts that are no list': ['LZ_SOURCE_ANSWER', insteadOf('eth_getBlockReceipts', () => ({}))],
  'a failure turned into a success': [
    'LZ_SOURCE_BLOCK',
    inReceipts(([first]) => Object.assign(first!, { status: first!['status'] === '0x1' ? '0x0' : '0x1' })),
  ],
  'a contract that was not made': [
    'LZ_SOURCE_BLOCK',
    inReceipts(([first]) => Object.assign(first!, { contractAddress: NOBODY })),
  ],
  'a missing log': [
    'LZ_SOURCE_BLOCK',
    inReceipts((receipts) => {
      receipts[0]!.logs.pop()
      renumber(receipts)
    }),
  ],
  'a doubled log': [
    'LZ_SOURCE_BLOCK',
    inReceipts((receipts) => {
      receipts[0]!.logs.push({ ...receipts[0]!.logs[0]! })
      renumber(receipts)
    }),
  ],
  'reordered logs': [
    'LZ_SOURCE_BLOCK',
    inReceipts((receipts) => {
      receipts[0]!.logs.reverse()
      renumber(receipts)
    }),
  ],
  'a log in another place': ['LZ_SOURCE_BLOCK', inLog((log) => Object.assign(log, { logIndex: '0x7' }))],
  'a log of another contract': ['LZ_SOURCE_BLOCK', inLog((log) => Object.assign(log, { address: NOBODY }))],
  'a log about another account': [
    'LZ_SOURCE_BLOCK',
    inLog(({ topics }) => topics.splice(2, 1, `0x${'0'.repeat(24)}${NOBODY.slice(2)}`)),
  ],
  'a log with another amount': [
    'LZ_SOURCE_BLOCK',
    inLog((log) => Object.assign(log, { data: other(String(log['data'])) })),
  ],
  'a log with five topics': ['LZ_SOURCE_BLOCK', inLog(({ topics }) => topics.push(topics[0]!, topics[0]!))],
  'no traces of a transaction': [
    'LZ_SOURCE_TRACE',
    inTraces((traces) => traces.splice(traces.findIndex((trace) => trace['transactionPosition'] === 1))),
  ],
  'a trace that pays more than its transaction': [
    'LZ_SOURCE_TRACE',
    inTraces((traces) => Object.assign(traces[1]!.action, { value: '0x3e9' })),
  ],
  'a trace that fails where its transaction has not': [
    'LZ_SOURCE_TRACE',
    inTraces((traces) => Object.assign(traces[1]!, { error: 'Reverted' })),
  ],
  'a call that nothing makes': [
    'LZ_SOURCE_TRACE',
    inTraces((traces) => Object.assign(traces.at(-1)!, { traceAddress: [70, 1] })),
  ],
  'a doubled call': ['LZ_SOURCE_TRACE', inTraces((traces) => traces.push(traces.at(-1)!))],
  'a call of an unknown kind': [
    'LZ_SOURCE_TRACE',
    inTraces((traces) => Object.assign(traces.at(-1)!, { type: 'teleport' })),
  ],
  'a call that pays a text': [
    'LZ_SOURCE_TRACE',
    inTraces((traces) => Object.assign(traces.at(-1)!.action, { value: 'all' })),
  ],
  'traces of another block': [
    'LZ_SOURCE_MOVED',
    inTraces((traces) => {
      for (const trace of traces) trace['blockHash'] = other(String(trace['blockHash']))
    }),
  ],
  'no newest block': ['LZ_SOURCE_NOISE', { answer: ({ params }, truth) => (params[0] === 'latest' ? null : truth) }],
  'a newest block without a hash': [
    'LZ_SOURCE_ANSWER',
    { answer: ({ params }, truth) => (params[0] === 'latest' ? { number: '0x7' } : truth) },
  ],
  'another chain': ['LZ_SOURCE_CHAIN', insteadOf('eth_chainId', () => '0x38')],
  'a chain that is a number': ['LZ_SOURCE_CHAIN', insteadOf('eth_chainId', () => 1)],
  'an error for each call': [
    'LZ_SOURCE_BUSY',
    insteadOf('eth_getBlockByNumber', () => {
      throw new FakeError(-32_005, 'daily request count exceeded')
    }),
  ],
  'a refusal of each call': [
    'LZ_SOURCE_REFUSED',
    insteadOf('eth_getBlockByNumber', () => {
      throw new FakeError(-32_602, 'your key abcdef0123456789 may not do this')
    }),
  ],
}
