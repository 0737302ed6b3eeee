import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Anvil, hasAnvil, startAnvil } from '../../startAnvil.support.ts'
import * as ChainId from '../ChainId.ts'
import { type Answers, AUTHORIZATION, mine, PLAIN } from './anvilBlocks.support.ts'
import * as EvmBlock from './EvmBlock.ts'
import { EvmBlockError } from './EvmBlockError.ts'

function check({ block, receipts }: Answers): EvmBlock.Checked {
  const parsed = EvmBlock.parse(block)
  const checked = EvmBlock.assert(parsed, EvmBlock.parseReceipts(receipts, parsed))
  EvmBlock.assertSenders(parsed.transactions)
  return checked
}

/** Fields that are not read, so that nothing that is given on depends on them. */
const UNREAD: readonly RegExp[] = [
  /^block\.(size|totalDifficulty|uncles)$/,
  /\.blockTimestamp$/,
  // Of typed transactions the price that was paid, and the parity under its other name; of legacy ones the chain.
  /^block\.transactions\.\d+\.(gasPrice|v)$/,
  /^block\.transactions\.[03]\.chainId$/,
  /^receipts\.\d+\.(type|from|to|logsBloom|gasUsed|effectiveGasPrice|blobGasPrice|blobGasUsed)$/,
  /\.logs\.\d+\.removed$/,
]

interface Leaf {
  readonly path: readonly string[]
  readonly text: string
}

function listLeaves(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => listLeaves(one, [...path, key]))
}

/** A copy in which one leaf is another one. */
function replaceLeaf(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): unknown {
  if (key === undefined) return leaf
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<string, unknown>
  copy[key] = replaceLeaf(copy[key], rest, leaf)
  return copy
}

describe.skipIf(!hasAnvil())('EvmBlock.assert', () => {
  let anvil: Anvil | undefined
  let good: Answers
  let leaves: readonly Leaf[]

  beforeAll(async () => {
    anvil = await startAnvil('--no-mining')
    good = await mine(anvil, [...PLAIN, AUTHORIZATION])
    leaves = listLeaves(good, []).filter(({ path }) => {
      return !UNREAD.some((pattern) => pattern.test(path.join('.')))
    })
  })
  afterAll(() => anvil?.stop())

  function expectFinding(answers: unknown, about: string): void {
    try {
      // Another type may be one that is unknown: then it is said, and that is no claim.
      if (check(answers as Answers).transactions === 'unknown-types' && about.includes('.type')) return
    } catch (error) {
      expect(error, about).toBeInstanceOf(EvmBlockError)
      expect((error as EvmBlockError).code, about).toMatch(/^LZ_EVM_/)
      return
    }
    expect.unreachable(about)
  }

  it('finds one changed digit in every field that it reads', () => {
    expect(leaves.length).toBeGreaterThan(250)
    for (const [i, { path, text }] of leaves.entries()) {
      if (text.length <= 2) continue
      const at = 2 + ((i * 7) % (text.length - 2))
      const digit = (Number.parseInt(text.charAt(at), 16) + 1 + (i % 14)) % 16
      const changed = `${text.slice(0, at)}${digit.toString(16)}${text.slice(at + 1)}`
      expectFinding(replaceLeaf(good, path, changed), `${path.join('.')}: ${changed}`)
    }
  })

  it('finds any change: of a digit, of the length, of the type, and a field that is missing', () => {
    const strange = fc.constantFrom<unknown>(
      null,
      undefined,
      7,
      true,
      '',
      '0x',
      '0x00',
      'x',
      [],
      {},
      '0x0g',
      `0x${'f'.repeat(70)}`,
    )
    fc.assert(
      fc.property(
        fc.nat(leaves.length - 1),
        fc.nat(600),
        fc.nat(14),
        fc.option(strange),
        (leaf, place, step, value) => {
          const { path, text } = leaves[leaf] as Leaf
          const at = 2 + (place % Math.max(1, text.length - 2))
          const digit = ((Number.parseInt(text.charAt(at), 16) || 0) + 1 + step) % 16
          const changed = value === null ? `${text.slice(0, at)}${digit.toString(16)}${text.slice(at + 1)}` : value
          fc.pre(changed !== text)
          expectFinding(replaceLeaf(good, path, changed), path.join('.'))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('finds entries that are missing, doubled or in another order', () => {
    const { block, receipts } = good
    const transactions = block['transactions'] as readonly unknown[]
    const log = receipts[3]?.['logs'] as readonly unknown[]
    const wrong: readonly unknown[] = [
      { block, receipts: receipts.slice(1) },
      { block, receipts: receipts.slice(0, -1) },
      { block, receipts: [...receipts, receipts[0]] },
      { block, receipts: receipts.toReversed() },
      { block, receipts: receipts.with(3, { ...receipts[3], logs: log.slice(1) }) },
      { block, receipts: receipts.with(5, { ...receipts[5], logs: [] }) },
      { block, receipts: receipts.with(5, { ...receipts[5], logs: [...log, log[0]] }) },
      { block, receipts: receipts.with(0, { ...receipts[0], logs: log }) },
      { block: { ...block, transactions: transactions.slice(0, -1) }, receipts: receipts.slice(0, -1) },
      { block: { ...block, transactions: [] }, receipts: [] },
      { block: { ...block, transactions: transactions.toReversed() }, receipts },
      {
        block: {
          ...block,
          withdrawals: [{ index: '0x1', validatorIndex: '0x2', address: block['miner'], amount: '0x3' }],
        },
        receipts,
      },
      { block: { ...block, transactions: transactions.map((one) => (one as { hash: string }).hash) }, receipts },
      { block, receipts: null },
      { block: null, receipts },
      { block: [], receipts },
    ]
    for (const [i, answers] of wrong.entries()) expectFinding(answers, String(i))
  })

  it('finds a contract that was not created', () => {
    const [contract] = good.receipts.map((receipt) => receipt['contractAddress']).filter((address) => address !== null)
    const receipts = good.receipts.with(0, { ...good.receipts[0], contractAddress: contract })
    expect(() => check({ ...good, receipts })).toThrow(expect.objectContaining({ code: 'LZ_EVM_CONTRACT' }))
  })

  it('says of a type that it does not know what it could not check', () => {
    const [first, ...others] = good.block['transactions'] as readonly object[]
    const block = { ...good.block, transactions: [{ ...first, type: '0x55' }, ...others] }
    expect(check({ ...good, block })).toEqual({
      transactions: 'unknown-types',
      receipts: 'unknown-types',
      withdrawals: 'checked',
      unknownTypes: [0x55],
      outside: [],
    })
    const receipts = good.receipts.with(3, { ...good.receipts[3], logs: [] })
    expectFinding({ block, receipts }, 'a missing log')
  })

  it('checks all but what the header does not cover, and says what that is', () => {
    const { receipts, block } = good
    const transactions = block['transactions'] as readonly object[]
    const index = `0x${transactions.length.toString(16)}`
    const place = { blockHash: block['hash'], blockNumber: block['number'], transactionIndex: index }
    const hash = `0x${'ab'.repeat(32)}`
    const zeros = { nonce: '0x0', gas: '0x0', gasPrice: '0x0', value: '0x0', v: '0x0', r: '0x0', s: '0x0', input: '0x' }
    const stateSync = {
      ...place,
      ...zeros,
      hash,
      type: '0x0',
      from: `0x${'00'.repeat(20)}`,
      to: `0x${'00'.repeat(20)}`,
    }
    const { logs: firstLogs } = receipts[3] as unknown as { readonly logs: readonly object[] }
    const last = receipts.at(-1) as Record<string, unknown>
    const log = { ...firstLogs[0], ...place, transactionHash: hash, logIndex: '0x9' }
    const receipt = { ...last, ...place, transactionHash: hash, logs: [log] }
    const answers = {
      block: { ...block, transactions: [...transactions, stateSync] },
      receipts: [...receipts, receipt],
    }
    expect(check(answers)).toMatchObject({
      transactions: 'outside',
      receipts: 'outside',
      outside: [transactions.length],
    })
    const changed = { ...answers, receipts: answers.receipts.with(0, { ...receipts[0], cumulativeGasUsed: '0x1' }) }
    expect(() => check(changed)).toThrow(expect.objectContaining({ code: 'LZ_EVM_RECEIPT_ROOT' }))
  })

  it('takes nothing that no root covers, but a state sync of Polygon', () => {
    const covered = (change: object, chain: string) => () => {
      const transactions = good.block['transactions'] as readonly object[]
      const at = transactions.length
      const place = { ...transactions[0], transactionIndex: `0x${at.toString(16)}`, hash: `0x${'ab'.repeat(32)}` }
      const nobody = `0x${'00'.repeat(20)}`
      const sync = { ...place, type: '0x0', r: '0x0', s: '0x0', from: nobody, to: nobody, value: '0x0', input: '0x' }
      const added = { ...good.block, transactions: [...transactions, { ...sync, gasPrice: '0x0', ...change }] }
      EvmBlock.assertCovered(EvmBlock.parse(added), ChainId.parse(chain))
    }
    const uncovered: unknown = expect.objectContaining({ code: 'LZ_EVM_UNCOVERED', kind: 'integrity' })
    expect(covered({}, 'polygon')).not.toThrow()
    expect(covered({}, 'ethereum')).toThrow(uncovered)
    for (const change of [{ value: '0x1' }, { to: `0x${'12'.repeat(20)}` }, { input: '0x00' }, { type: '0x7f' }])
      expect(covered(change, 'polygon'), JSON.stringify(change)).toThrow(uncovered)
  })

  it('names the unknown fields of a header that has another hash', () => {
    const block = { ...good.block, gasUsed: '0x1', mystery: '0x5' }
    expect(() => check({ ...good, block })).toThrow(expect.objectContaining({ code: 'LZ_EVM_HEADER' }))
    expect(() => check({ ...good, block })).toThrow('"mystery"')
    expect(check({ ...good, block: { ...good.block, mystery: '0x5' } }).receipts).toBe('checked')
  })

  it('does not take a header with a gap', () => {
    const { withdrawalsRoot, ...block } = good.block
    expect(() => check({ ...good, block })).toThrow(
      expect.objectContaining({ code: 'LZ_EVM_FIELD', place: 'blobGasUsed' }),
    )
    const asOther = { ...block, requestsHash: withdrawalsRoot, parentBeaconBlockRoot: null, blobGasUsed: null }
    expectFinding({ ...good, block: asOther }, 'another field in its place')
  })
})
