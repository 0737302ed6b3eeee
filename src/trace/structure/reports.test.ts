import { describe, expect, it } from 'vitest'
import { LabelBook, readName } from '../../intel/index.ts'
import type { TestTx } from './ledger.support.ts'
import type { OwnerLabels } from './readMixes.ts'
import { reportCluster, reportLink } from './reportCluster.ts'
import { reportTx } from './reportTx.ts'
import { openStructure, type Structure } from './Structure.ts'
import { type TestWords, viewOf } from './view.support.ts'

const labelOf = (owner: number, name: string): [number, LabelBook.ResolvedLabel] => {
  const label = { address: `address-${owner}`, chain: undefined, name, source: 'a test', confidence: undefined }
  return [owner, LabelBook.resolve([{ ...label, ...readName(name) }])]
}

async function open(
  txs: readonly TestTx[],
  given: { labels?: OwnerLabels; mergeMax?: number; words?: TestWords } = {},
): Promise<Structure> {
  const { labels = new Map(), words, ...bounds } = given
  return await openStructure(viewOf(txs, words), { labels, ...bounds })
}

/** Owners 1, 2 and 3 are paid; 1 and 2 sign together, then 2 and 3; 4 is paid, with change to 5. */
const family: TestTx[] = [
  {
    out: [
      [1, 1000],
      [2, 2000],
      [2, 3000],
      [3, 4000],
      [9, 50],
    ],
  },
  {
    in: [
      [0, 0],
      [0, 1],
    ],
    out: [[4, 2900]],
  },
  {
    in: [
      [0, 2],
      [0, 3],
    ],
    out: [
      [4, 5000],
      [5, 1900],
    ],
  },
]

describe('a cluster’s report', () => {
  it('has members with reasons, sums, first and last, and labels with who says so', async () => {
    const structure = await open(family, { labels: new Map([labelOf(3, 'Kraken')]) })
    const report = await reportCluster(structure, { address: 'address-1', owners: [1] }, 10)
    expect(report).toMatchObject({
      size: 3,
      activity: { receivedSat: 10_000n, spentSat: 10_000n, outputs: 4, first: { height: 0 }, last: { height: 2 } },
      membersMore: 0,
      labels: [{ address: 'address-3', name: 'Kraken', source: 'a test' }],
      refused: [],
    })
    expect(report.members.map(({ name }) => name)).toEqual(['address-1', 'address-3', 'address-2'])
    expect(report.members.map(({ because }) => because && [because.to, because.height])).toEqual([
      undefined,
      ['address-2', 2],
      ['address-1', 1],
    ])
  })

  it('shows no more members than asked for, and counts the others', async () => {
    const report = await reportCluster(await open(family), { address: 'address-1', owners: [1] }, 2)
    expect([report.members.length, report.membersMore]).toEqual([2, 1])
  })

  it('explains two members by the transactions between them, and says where there are none', async () => {
    const structure = await open(family)
    const links = await reportLink(structure, [1], [3])
    expect(links?.map(({ from, to, height }) => [from, to, height])).toEqual([
      ['address-1', 'address-2', 1],
      ['address-2', 'address-3', 2],
    ])
    expect(await reportLink(structure, [1], [4])).toBeUndefined()
    expect(await reportLink(structure, [1], [1])).toEqual([])
  })

  it('takes the scripts of one key for one owner although no transaction joined them', async () => {
    const report = await reportCluster(await open(family), { address: 'address-1', owners: [1, 9] }, 10)
    expect(report.members.map(({ name }) => name).sort()).toEqual(['address-1', 'address-2', 'address-3', 'address-9'])
  })

  it('names what was refused, to both sides', async () => {
    const structure = await open(family, { labels: new Map([labelOf(1, 'Bitstamp'), labelOf(3, 'Kraken')]) })
    for (const owner of [1, 3]) {
      const report = await reportCluster(structure, { address: `address-${owner}`, owners: [owner] }, 10)
      expect(report.refused).toEqual([
        { txid: '2'.padStart(64, '0'), reason: 'it would make one of two that labels tell apart, Bitstamp and Kraken' },
      ])
    }
    expect((await reportTx(structure, 2)).owners).toMatchObject({ rule: 'refused', owners: 2 })
  })

  it('adds up more satoshi than a number holds', async () => {
    const most = 2_100_000_000_000_000
    const txs: TestTx[] = [{ out: [[1, most]] }]
    for (let at = 1; at < 12; at++) txs.push({ in: [[at - 1, 0]], out: [[1, most - at]] })
    const report = await reportCluster(await open(txs), { address: 'address-1', owners: [1] }, 1)
    expect(report.activity.receivedSat).toBe(12n * BigInt(most) - 66n)
  })
})

describe('a transaction’s report', () => {
  it('says what it is, and what comes before and after', async () => {
    const report = await reportTx(await open(family), 2)
    expect(report).toMatchObject({
      kind: { kind: 'payment', reason: '2 inputs, 2 outputs' },
      feeSat: 100,
      owners: { rule: 'joined', owners: 2 },
      peels: undefined,
    })
    expect(report.inputs.map(({ name, clusterSize, tx }) => [name, clusterSize, tx])).toEqual([
      ['address-2', 3, '0'.repeat(64)],
      ['address-3', 3, '0'.repeat(64)],
    ])
    expect(report.change).toMatchObject({ position: 1, reason: '2 kinds of evidence against 0' })
  })

  it.each([
    ['coinbase', { out: [[1, 5]] }],
    ['sweep', { in: [[0, 0]], out: [[7, 900]] }],
    [
      'consolidation',
      {
        in: [
          [0, 0],
          [0, 1],
        ],
        out: [[7, 2900]],
      },
    ],
    ['self-transfer', { in: [[0, 0]], out: [[1, 900]] }],
    [
      'batch payout',
      {
        in: [[0, 2]],
        out: [
          [7, 10],
          [8, 20],
          [10, 30],
          [11, 40],
          [2, 2800],
        ],
      },
    ],
    [
      'payment',
      {
        in: [[0, 0]],
        out: [
          [7, 10],
          [8, 900],
        ],
      },
    ],
  ] as [string, TestTx][])('of a %s', async (kind, tx) => {
    expect((await reportTx(await open([family[0]!, tx]), 1)).kind.kind).toBe(kind)
  })

  it('of a CoinJoin: nobody is joined, no change is told, the rule and what was measured of it stand there', async () => {
    const pool = 5_000_000
    const coins = Array.from({ length: 5 }, (_, at) => [20 + at, at < 2 ? pool + 500 : pool] as const)
    const mix: TestTx = {
      in: coins.map((_, at) => [0, at] as const),
      out: coins.map((_, at) => [30 + at, pool] as const),
    }
    const scripts = new Map(
      [...coins.keys()].flatMap((at) =>
        [20 + at, 30 + at].map((owner) => [owner, Uint8Array.of(0, 20, ...Array<number>(20).fill(owner))] as const),
      ),
    )
    const txs = new Map([[1, { timeSec: 1_650_000_000 }]])
    const structure = await open([{ out: coins }, mix], { words: { scripts, txs } })
    const report = await reportTx(structure, 1)
    expect(report.kind.kind).toBe('coinjoin')
    expect(report.coinJoin.findings[0]).toMatchObject({ class: 'whirlpool', grade: 'protocol' })
    expect(report.change).toMatchObject({ position: undefined, opinions: [] })
    expect(report.owners.rule).toBe('coinjoin')
    expect(structure.clusters).toMatchObject({ coinJoins: 1, largest: 1 })
  })

  it('of one whose coins the ledger does not have', async () => {
    const report = await reportTx(
      await open([
        {
          in: ['unknown', 'unknown'],
          out: [
            [1, 5],
            [2, 6],
          ],
        },
      ]),
      0,
    )
    expect(report).toMatchObject({
      feeSat: undefined,
      feeRateSatPerVbyte: undefined,
      owners: { rule: 'single', owners: 0 },
    })
    expect(report.inputs.map(({ name }) => name)).toEqual([undefined, undefined])
  })

  it('of one with 20,000 inputs', async () => {
    const coins = Array.from({ length: 20_000 }, (_, owner) => [owner, 1000] as const)
    const structure = await open([
      { out: coins },
      {
        in: coins.map((_, at) => [0, at] as const),
        out: [
          [1, 1],
          [2, 2],
        ],
      },
    ])
    const report = await reportTx(structure, 1)
    expect(report).toMatchObject({ kind: { kind: 'self-transfer' }, owners: { rule: 'joined', owners: 20_000 } })
    expect(report.inputs.length).toBe(20_000)
  })

  it('estimates the rate of the fee where the script forms have usual lengths', async () => {
    const pay: TestTx = {
      in: [[0, 0]],
      out: [
        [7, 10],
        [8, 849],
      ],
    }
    const words = { txs: new Map([[1, { hasWitness: true }]]) }
    expect((await reportTx(await open([family[0]!, pay], { words }), 1)).feeRateSatPerVbyte).toBe(1)
  })
})
