import { describe, expect, it } from 'vitest'
import { columnsOf, type TestTx } from './ledger.support.ts'
import { createUtxoIndex, outputsOf, ownerOfInput, spenderOf, txOfInput, txOfOutput } from './UtxoIndex.ts'

const txs: TestTx[] = [
  {
    out: [
      [5, 10],
      [6, 20],
    ],
  },
  { out: [[5, 30]] },
  { in: [[0, 1], 'unknown', [1, 0]], out: [[7, 40]] },
  { out: [[8, 50]] },
]

describe('the index of a UTXO ledger', () => {
  it('knows transactions, spenders and owners from both sides', () => {
    const columns = columnsOf(txs)
    const index = createUtxoIndex(columns)
    expect([0, 1, 2, 3, 4].map((output) => txOfOutput(columns, output))).toEqual([0, 0, 1, 2, 3])
    expect([0, 1, 2].map((input) => txOfInput(columns, input))).toEqual([2, 2, 2])
    expect([0, 1, 2, 3, 4].map((output) => spenderOf(index, output))).toEqual([undefined, 2, 2, undefined, undefined])
    expect([0, 1, 2].map((input) => ownerOfInput(columns, input))).toEqual([6, undefined, 5])
    expect([5, 6, 99].map((owner) => [...outputsOf(index, owner)])).toEqual([[0, 2], [1], []])
  })

  it('takes a ledger without transactions', () => {
    const index = createUtxoIndex(columnsOf([]))
    expect([index.owners, index.spentBy.length]).toEqual([0, 0])
  })

  it.each([
    ['its own output', [{ out: [[1, 1]] }, { in: [[1, 0]], out: [[1, 1]] }]],
    ['an output of a later transaction', [{ out: [[1, 1]] }, { in: [[2, 0]], out: [[1, 1]] }, { out: [[1, 1]] }]],
    [
      'an output twice',
      [
        { out: [[1, 1]] },
        {
          in: [
            [0, 0],
            [0, 0],
          ],
          out: [[1, 1]],
        },
      ],
    ],
    ['an output that does not exist', [{ out: [[1, 1]] }, { in: [[0, 9]], out: [[1, 1]] }]],
  ] as [string, TestTx[]][])('refuses a transaction that spends %s', (_, ledger) => {
    const code = expect.objectContaining({ code: 'LZ_COLUMNS_ORDER' }) as Error
    expect(() => createUtxoIndex(columnsOf(ledger))).toThrow(code)
  })
})
