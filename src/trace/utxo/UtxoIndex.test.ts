import { describe, expect, it } from 'vitest'
import {
  blockOf,
  createUtxoIndex,
  creatorOf,
  outputsOf,
  ownerOfInput,
  spenderOf,
  txOfInput,
  UNKNOWN,
} from './UtxoIndex.ts'
import { type TestTx, utxoColumnsOf } from './utxoLedger.support.ts'

/** The coinbase of the last block claims nothing, so that two transactions begin at output 3. */
const blocks: TestTx[][] = [
  [
    {
      spends: [],
      pays: [
        [5, 10],
        [6, 20],
      ],
    },
  ],
  [{ spends: [], pays: [[5, 30]] }],
  [
    { spends: [], pays: [] },
    { spends: [1, UNKNOWN, 2], pays: [[7, 40]] },
    { spends: [3], pays: [[8, 40]] },
  ],
]

describe('the index of a UTXO ledger', () => {
  it('knows transactions, spenders and owners from both sides', () => {
    const index = createUtxoIndex(utxoColumnsOf(blocks))
    const inputs = [0, 1, 2, 3]
    const outputs = [0, 1, 2, 3, 4]
    expect(outputs.map((output) => creatorOf(index, output))).toEqual([0, 0, 1, 3, 4])
    expect(inputs.map((input) => txOfInput(index, input))).toEqual([3, 3, 3, 4])
    expect(outputs.map((output) => spenderOf(index, output))).toEqual([undefined, 3, 3, 4, undefined])
    expect(inputs.map((input) => ownerOfInput(index, input))).toEqual([6, undefined, 5, 7])
    expect([5, 6, 0, 9, 99].map((owner) => [...outputsOf(index, owner)])).toEqual([[0, 2], [1], [], [], []])
    expect([0, 1, 2, 3, 4].map((tx) => blockOf(index, tx))).toEqual([0, 1, 2, 2, 2])
  })

  it('takes a ledger without transactions', () => {
    const index = createUtxoIndex(utxoColumnsOf([]))
    expect([index.txCount, index.outputCount, outputsOf(index, 0).length]).toEqual([0, 0, 0])
  })

  const spending = (output: number): TestTx[][] => [
    [{ spends: [], pays: [[1, 1]] }],
    [
      { spends: [], pays: [] },
      { spends: [output], pays: [[1, 1]] },
      { spends: [0], pays: [[1, 1]] },
    ],
  ]

  it.each([
    ['an output of a later transaction', utxoColumnsOf(spending(2))],
    ['an output that does not exist', utxoColumnsOf(spending(9))],
    ['heights that fall', { ...utxoColumnsOf(blocks), height: Uint32Array.of(0, 2, 1, 1, 1) }],
  ])('refuses %s', (_, columns) => {
    const code = expect.objectContaining({ code: 'LZ_TRACE_UTXO_LEDGER' }) as Error
    expect(() => createUtxoIndex(columns)).toThrow(code)
  })
})
