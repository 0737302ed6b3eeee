import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { LabelBook, readLabelFile } from '../intel/index.ts'
import { importFile, openStore, openView } from '../ledger/index.ts'
import { findDeposits } from '../trace/index.ts'
import type { Defence, Scene, StatedLine } from './Defence.ts'
import { openRpc } from './node/Rpc.ts'
import { type Plan, parsePlan } from './Plan.ts'
import { PlainDefence, type TokenRow } from './plainDefence.support.ts'
import { type RehearsalOptions, type RehearsalReport, rehearse } from './rehearse.ts'
import { rehearsalDocument, toJson } from './report/toJson.ts'
import { toText } from './report/toText.ts'
import { toLabelCsv } from './town/labelTown.ts'

const SMALL = parsePlan(`
format: lazaretto-rehearsal/1
town: { users: 6, blocksBefore: 4, blocksAfter: 1 }
theft: { amount: '50000' }
thief: { splitWidth: 2, peels: 1, waitBlocks: 2, exits: { exchange: 30, mixer: 20, bridge: 20, swap: 10, held: 20 } }
issuer: { freezesAfterBlocks: 4 }
`)

interface Held {
  readonly report: RehearsalReport
  readonly defence: WatchedDefence
  readonly scene: Scene
}

/** The plain defence; at the end it also asks the node which accounts the issuer has frozen. */
class WatchedDefence extends PlainDefence {
  readonly url: string
  frozen: string[] = []
  opened: string[] = []
  stops = 0

  constructor(scene: Scene) {
    super(scene)
    this.url = scene.url
  }

  override async state(): Promise<readonly StatedLine[]> {
    // Tether's AddedBlackList(address), whose account stands in the data.
    const topics = ['0x42e160154868087d6bfdc0ca23d96a1c1cfa32f1b72ba9ba27b69b98a0d819dc']
    const logs = z.array(z.looseObject({ data: z.string() }))
    const added = await openRpc(this.url).call('eth_getLogs', [{ fromBlock: '0x0', topics }], logs)
    this.frozen = added.map(({ data }) => `0x${data.slice(26)}`)
    const opening = [`0x${Buffer.from(keccak_256(Buffer.from('Opened(address)'))).toString('hex')}`]
    const opened = await openRpc(this.url).call('eth_getLogs', [{ fromBlock: '0x0', topics: opening }], logs)
    this.opened = opened.map(({ data }) => `0x${data.slice(26)}`)
    return await super.state()
  }

  override async stop(): Promise<void> {
    this.stops++
  }
}

async function hold(seed: number, plan: Plan = SMALL, more: Partial<RehearsalOptions> = {}): Promise<Held> {
  let scene: Scene | undefined
  let defence: WatchedDefence | undefined
  const report = await rehearse({
    seed,
    plan,
    nowMs: () => performance.now(),
    defence: async (given) => {
      scene = given
      defence = new WatchedDefence(given)
      return defence
    },
    ...more,
  })
  return { report, defence: defence as WatchedDefence, scene: scene as Scene }
}

const small = hold(1)

/** Accounts that behave like deposit addresses, by the town's labels, which name none of them. */
async function findLikelyDeposits(rows: readonly TokenRow[], { chain, labels }: Scene, id: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-deposits-'))
  const store = await openStore(join(folder, 'store'), { mode: 'write' })
  try {
    const lines = rows.map((row) => [row.block, row.tx, row.logIndex, row.from, row.to, row.amount, row.token].join())
    const file = join(folder, 'rows.csv')
    writeFileSync(file, ['block,tx,log_index,from,to,amount,asset', ...lines, ''].join('\n'))
    const plain = { columns: {}, asset: undefined, decimals: undefined, keepDuplicates: false, strict: true }
    await importFile(store, file, { chain, ...plain, onReject: () => undefined, onProgress: () => undefined })
    const view = await openView(store, chain)
    const accounts = await view.findAccounts(labels.map(({ address }) => address))
    const book = LabelBook.create(labels)
    const known = new Map(
      [...accounts].map(([address, account]) => [account, LabelBook.find(book, { address, chain })!]),
    )
    const asset = (await view.listAssets()).find(({ caip19 }) => caip19 === id)!
    return (await findDeposits(view, { asset, labels: known })).map(({ account }) => account)
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}

function sumRows(rows: readonly TokenRow[], isWanted: (row: TokenRow) => boolean): bigint {
  return rows.filter(isWanted).reduce((total, { amount }) => total + amount, 0n)
}

describe('rehearse', () => {
  it('scores a plain defence: all is followed, at once, and no alarm is false', async () => {
    const { report, defence } = await small
    const { score } = report
    expect(score.firstAlert).toMatchObject({ rule: 'theft', blocks: 0 })
    expect(score.firstAlert?.ms).toBeLessThan(1000)
    expect(score.stolen).toBe(50_000_000_000n)
    expect([score.followed, score.accounted]).toEqual([score.stolen, score.stolen])
    expect(score.misplaced).toEqual([])
    expect(score.falseAlarms).toEqual([])
    expect(score.ordinary).toBeGreaterThan(20)
    expect(defence.report?.isBalanced).toBe(true)
    expect(defence.stops).toBe(1)
  })

  it('sees what the plain defence cannot: the freeze, and what a swap brought', async () => {
    const { exits } = (await small).report.score
    const missed = exits.filter((exit) => exit.missed.length > 0).map(({ exit }) => exit)
    expect(missed).toEqual(['swap-exchange', 'frozen'])
    expect(exits.map(({ exit }) => exit)).toEqual(['exchange', 'mixer', 'bridge', 'swap', 'swap-exchange', 'frozen'])
  })

  it('tells the truth: the logs of the chain say the same', async () => {
    const { report, defence } = await small
    const token = report.asset.id.slice(-42)
    const rows = defence.rows.filter((row) => row.token === token)
    const thief = new Set(report.score.alerts.flatMap(({ accounts }) => accounts.slice(0, 1)))
    for (const { exit, account, units, places } of report.score.lines) {
      const kept = sumRows(rows, ({ to }) => to === account) - sumRows(rows, ({ from }) => from === account)
      if (exit === 'held' || exit === 'frozen') expect(kept).toBe(units)
      else if (exit !== 'swap-exchange')
        expect(sumRows(rows, ({ from, to }) => to === account && thief.has(from))).toBe(units)
      else expect(sumRows(defence.rows, ({ to }) => to === account)).toBeGreaterThan(0n)
      if (exit === 'swap-exchange')
        expect(sumRows(rows, ({ from, to }) => to === places.at(-1) && thief.has(from))).toBe(5_000_000_000n)
    }
    expect(report.score.lines.filter(({ exit }) => exit === 'frozen').map(({ account }) => account)).toEqual(
      defence.frozen,
    )
  })

  it('has deposit addresses that are recognised by what they do, and nothing else is', async () => {
    const { defence, scene, report } = await small
    const rows = defence.rows.filter(({ token }) => report.asset.id.endsWith(token))
    const paid = defence.opened.filter((deposit) => rows.some(({ from }) => from === deposit))
    const found = await findLikelyDeposits(rows, scene, report.asset.id)
    expect(paid.length).toBeGreaterThan(3)
    expect(found).toEqual(paid.sort())
  })

  it('repeats to the hash, all but wall times; another seed is another drill', async () => {
    const [{ report }, again, other] = [await small, await hold(1), await hold(2)]
    const timeless = (held: RehearsalReport): string => toJson(held).replaceAll(/"seconds\w*": -?[\d.]+/g, '"seconds"')
    expect(timeless(again.report)).toBe(timeless(report))
    expect(other.report.chain.head).not.toBe(report.chain.head)
    expect(other.report.score.followed).toBe(other.report.score.stolen)
  })

  it('gives labels that a label file carries, and that end a trace', async () => {
    const { scene } = await small
    const bytes = (async function* () {
      yield Buffer.from(toLabelCsv(scene.labels))
    })()
    const { labels, rejects } = await readLabelFile({ name: 'town.csv', bytes })
    const book = LabelBook.create(labels)
    expect(rejects).toEqual([])
    const read = scene.labels.map((key) => LabelBook.find(book, key))
    expect(read.map((label) => [label?.category, label?.stops])).toEqual([
      ['exchange', true],
      ['exchange', true],
      ['bridge', true],
      ['dex', true],
      ['mixer', true],
      ['mixer', true],
    ])
  })

  it('prints itself', async () => {
    const { report } = await small
    expect(rehearsalDocument.parse(JSON.parse(toJson(report)))).toMatchObject({
      falseAlarms: 0,
      followed: '50000000000',
    })
    const text = toText(report)
    expect(text).toContain('followed      100 %: 50,000.000000 DUSD placed where they are')
    expect(text).toMatch(/^exchange, swapped +0x[0-9A-Fa-f]{40} +5,000\.000000 +5,000\.000000 {2}defi$/m)
    expect(text).toMatch(/^frozen +1 +0 +1$/m)
  })
})

describe('rehearse, with a defence that', () => {
  it('hears late: the score says how late, and from when', async () => {
    const late = { ...SMALL, theft: { ...SMALL.theft, noticedAfterBlocks: 3 } }
    const { score } = (await hold(1, late)).report
    expect(score.firstAlert?.blocks).toBe(3)
    expect(score.firstAlert?.ms).toBeGreaterThan(score.firstAlert?.msSinceTold ?? 0)
    expect(score.followed).toBe(score.stolen)
  })

  it('knows nothing: nothing is followed and all is missed', async () => {
    const blind = async (): Promise<Defence> => ({
      onBlock: async () => undefined,
      onTheft: async () => undefined,
      state: async () => [],
      stop: async () => undefined,
    })
    const { score } = (await hold(1, SMALL, { defence: blind })).report
    expect([score.firstAlert, score.followed, score.alerts]).toEqual([undefined, 0n, []])
    expect(score.exits.every(({ payments, missed }) => missed.length === payments)).toBe(true)
  })

  it('cries at everything: each ordinary transaction is a false alarm', async () => {
    const defence = async (scene: Scene): Promise<Defence> => {
      const plain = new PlainDefence(scene)
      return {
        async onBlock(block) {
          const seen = plain.rows.length
          await plain.onBlock(block)
          for (const { tx, from, to } of plain.rows.slice(seen)) scene.raise({ rule: 'any', tx, accounts: [from, to] })
        },
        onTheft: async () => undefined,
        state: async () => [{ account: scene.own[0] ?? '', kind: 'held', units: 5n }],
        stop: async () => undefined,
      }
    }
    const { score } = (await hold(1, SMALL, { defence })).report
    expect(score.falseAlarms.length).toBeGreaterThan(10)
    expect(score.exits.flatMap(({ missed }) => missed)).toHaveLength(1)
    expect([score.followed, score.accounted, score.misplaced.length]).toEqual([0n, 5n, 1])
  })
})

describe('rehearse ends its chain', () => {
  async function urlOf(options: Partial<RehearsalOptions>, fail: (defence: PlainDefence) => void): Promise<string> {
    let url = ''
    const defence = async (scene: Scene): Promise<Defence> => {
      url = scene.url
      const plain = new PlainDefence(scene)
      fail(plain)
      return plain
    }
    await expect(hold(1, SMALL, { defence, ...options })).rejects.toThrow('enough')
    return url
  }

  it.each(['onBlock', 'state', 'stop'] as const)('when the defence fails in %s', async (step) => {
    const url = await urlOf({}, (defence) => {
      defence[step] = async () => {
        throw new Error('enough')
      }
    })
    await expect(openRpc(url).call('eth_chainId', [], z.string())).rejects.toMatchObject({ code: 'LZ_NET_CONNECT' })
  })

  it('when it is aborted', async () => {
    const abort = new AbortController()
    const onProgress = (): void => abort.abort(new Error('enough'))
    const url = await urlOf({ signal: abort.signal, onProgress }, () => undefined)
    await expect(openRpc(url).call('eth_chainId', [], z.string())).rejects.toMatchObject({ code: 'LZ_NET_CONNECT' })
  })
})

it('docs/rehearsal-report.schema.json is made from the code', () => {
  const schema: unknown = JSON.parse(readFileSync(resolve('docs/rehearsal-report.schema.json'), 'utf8'))
  expect(schema).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(rehearsalDocument, { io: 'input' }))))
})
