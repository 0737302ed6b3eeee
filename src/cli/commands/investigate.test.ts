import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it, describe as suite } from 'vitest'
import { z } from 'zod'
import { Amount, ChainId } from '../../chain/index.ts'
import { type Label, labelFromFlow } from '../../intel/index.ts'
import { type Bounds, decodeCase, describe, encodeCase, type Section } from '../../investigate/index.ts'
import { createBlockscoutSource } from '../../ledger/index.ts'
import { createClient } from '../../net/index.ts'
import { serveEsploraTxs } from '../fakeEsploraTxs.support.ts'
import { type FakeTag, type Fault, serveTown } from '../fakeExplorer.support.ts'
import { COIN, isHere, readReal } from '../gatherUtxo.support.ts'
import { type Finding, followMoney } from '../investigation/followMoney.ts'
import { investigationDocument, toInvestigationJson, toInvestigationText } from '../report/investigation.ts'
import { toInvestigationHtml } from '../report/investigationHtml.ts'
import { createTerminal } from '../Terminal.ts'
import type { TownRow } from '../town.support.ts'
import {
  account,
  hash,
  investigate,
  type Payment,
  THEFT_SEC,
  tellStory,
  testFolder,
  USDT,
} from './investigate.support.ts'

const chain = ChainId.parse('ethereum')
const BOUNDS: Bounds = { rule: 'haircut', accountsMax: 500, transfersMax: 5000 }
const terminal = createTerminal({
  stdout: { write: () => true },
  stderr: { write: () => true },
  env: {},
  now: () => THEFT_SEC + 86_400,
})

interface Story {
  readonly rows: readonly TownRow[]
  readonly labels?: readonly Label[]
  readonly subject?: string
  readonly bounds?: Partial<Bounds>
  readonly pageRows?: number
  readonly names?: ReadonlyMap<string, readonly FakeTag[]>
  readonly fault?: Fault
}

/** Investigates without the pauses that are due to an explorer. */
async function follow({
  rows,
  labels = [],
  subject = account(2),
  bounds = {},
  pageRows = 1000,
  names = new Map(),
  fault,
}: Story): Promise<Finding> {
  const { origin } = await serveTown(rows, fault, { names })
  const client = createClient({ allowPrivate: [new URL(origin).host] })
  const clock = { nowMs: () => 0, sleep: async () => {} }
  const source = createBlockscoutSource({ client, clock, chain, url: origin, pageRows })
  const kind = subject.length > 50 ? 'transaction' : 'address'
  const question = { kind, chain, subject } as const
  const asked = { question, bounds: { ...BOUNDS, ...bounds }, source, labels }
  return await followMoney(terminal, { ...asked, asksNames: true, before: undefined })
}

function named(address: string, text: string, source = 'town'): Label {
  const label = labelFromFlow({ address, chain, text, source })
  if (label === undefined) throw new RangeError(text)
  return label
}

function textOf(sections: readonly Section[]): string {
  return toInvestigationText(sections, terminal)
}

function say({ investigation }: Finding): string {
  return textOf(describe(investigation)).replace(/\s+/g, ' ')
}

const STORY: readonly Payment[] = [
  [account(1), account(2), 1_000_000_000n, USDT],
  [account(2), account(3), 600_000_000n, USDT],
  [account(2), account(4), 400_000_000n, USDT],
  [account(3), account(9), 600_000_000n, USDT],
]

suite('lazaretto investigate', () => {
  it('asks nobody before somebody is named', async () => {
    const unsaid = await investigate([account(2)])
    expect(unsaid.code).toBe(2)
    expect(unsaid.err).toContain('LZ_INVESTIGATE_CHAIN')
    const { code, out } = await investigate([account(2), '--chain', 'ethereum'])
    expect(code).toBe(2)
    expect(out).toContain('Nobody has been asked yet')
    expect(out).toContain('--source blockscout')
  })

  it('knows a recovery phrase, also one without quotation marks, and repeats none of it', async () => {
    const phrase = [...Array.from({ length: 11 }, () => 'abandon'), 'about']
    for (const typed of [phrase, [phrase.join(' ')], [...phrase, '--chain', 'ethereum']]) {
      const { code, out, err } = await investigate(typed)
      expect([code, out]).toEqual([1, ''])
      expect(err).toContain('LZ_SECRET')
      expect(err).not.toContain('abandon')
    }
  })

  it('follows, keeps, shows without a network, goes on and tells what changed', async () => {
    const rows = tellStory(STORY)
    const server = await serveTown(rows)
    const folder = testFolder()
    const [file, labels] = [join(folder, 'case.lazaretto'), join(folder, 'labels.csv')]
    writeFileSync(labels, `address,name\n${account(9)},Binance 14\n`)
    const source = ['--source', 'blockscout', '--source-url', server.origin]
    const html = join(folder, 'report.html')
    const first = await investigate([
      account(2),
      '--chain',
      'ethereum',
      ...source,
      '--labels',
      labels,
      '--out',
      file,
      '--html',
      html,
    ])
    expect([first.code, first.out]).toEqual([0, expect.stringContaining('600 USDT reached Binance (exchange)')])
    expect(readFileSync(html, 'utf8')).toContain('<svg')
    const before = server.asked.length
    const shown = await investigate([file])
    expect([shown.code, shown.out, server.asked.length]).toEqual([0, first.out, before])
    rows.push(...tellStory([[account(4), account(9), 400_000_000n, USDT]], 10))
    const next = await investigate([file, ...source], THEFT_SEC + 2 * 86_400)
    const words = next.out.replace(/\s+/g, ' ')
    expect(words).toContain('1 new transfer of USDT: - 400 USDT from')
    expect(words).toContain('1,000 USDT reached Binance (exchange)')
    const kept = decodeCase(gunzipSync(readFileSync(file)).toString())
    expect(kept.results).toHaveLength(2)
    expect((await investigate([account(2), '--chain', 'ethereum', ...source, '--out', file])).err).toContain(
      'LZ_CASE_EXISTS',
    )
  }, 120_000)

  it.skipIf(!isHere)(
    'follows Bitcoin, and goes on',
    async () => {
      const server = await serveEsploraTxs(readReal())
      const file = join(testFolder(), 'coin.lazaretto')
      const source = ['--source', 'esplora', '--source-url', server.url]
      const first = await investigate([COIN, '--chain', 'bitcoin', ...source, '--out', file])
      const words = first.out.replace(/\s+/g, ' ')
      expect([first.code, words]).toEqual([0, expect.stringContaining('Together 50 BTC: all of it is accounted for')])
      expect((await investigate([file])).out).toBe(first.out)
      const asked = server.asked.length
      const next = await investigate([file, ...source], THEFT_SEC + 2 * 86_400)
      expect([next.code, next.out]).toEqual([0, expect.stringContaining('Nothing has moved since then')])
      const transactions = server.asked.map((path) => path.endsWith('/hex'))
      expect([transactions.slice(0, asked).includes(true), transactions.slice(asked).includes(true)]).toEqual([
        true,
        false,
      ])
    },
    120_000,
  )

  it('opens a case whole or not at all', async () => {
    const { file } = await follow({ rows: tellStory(STORY) })
    const text = encodeCase(file)
    expect(decodeCase(text)).toEqual(JSON.parse(JSON.stringify(file)))
    const path = join(testFolder(), 'bad.lazaretto')
    const bytes = gzipSync(text)
    const damage = fc.oneof(
      fc.nat(bytes.length - 1).map((end) => bytes.subarray(0, end)),
      fc.tuple(fc.nat(bytes.length - 11), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
        const other = Buffer.from(bytes)
        other[at + 10] = (other[at + 10] ?? 0) ^ flip
        return other
      }),
      fc.nat(text.length - 1).map((end) => Buffer.from(text.slice(0, end))),
      fc.uint8Array({ maxLength: 300 }).map((foreign) => Buffer.from(foreign)),
      fc.constant(gzipSync(text.replace('600000000', '700000000'))),
      fc.constant(gzipSync(text.replace('lazaretto/case/1', 'lazaretto/case/2'))),
      fc.constant(Buffer.concat([bytes, Buffer.from('more')])),
    )
    await fc.assert(
      fc.asyncProperty(damage, async (bad) => {
        writeFileSync(path, bad)
        const { code, out, err } = await investigate([path])
        expect([code, out]).toEqual([1, ''])
        expect(err).toMatch(/^error LZ_CASE_(?:DAMAGED|FORMAT|VERSION): /)
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  it('lets no name speak for itself', async () => {
    const evil = 'SAFE\u001b[2J\u202e<script>alert(1)</script> verified'
    const finding = await follow({ rows: tellStory(STORY), labels: [named(account(4), evil, '</style>\u0007us')] })
    const words = say(finding)
    expect(words).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(words).toContain('calls it "SAFE [2J <script>alert(1)</script> verified"')
    expect(words).toContain('Unknown is never safe')
    const page = toInvestigationHtml(finding.file.results[0]!, describe(finding.investigation))
    expect(page).not.toContain('<script')
    expect(page).not.toContain('</style>us')
  }, 120_000)

  it('recognises an exchange by what the explorer calls it, before its history is fetched', async () => {
    const names = new Map([[account(9), [{ name: 'Binance 14', tagType: 'name' }]]])
    const rows = tellStory(STORY)
    const { origin, asked } = await serveTown(rows, undefined, { names })
    const folder = testFolder()
    const file = join(folder, 'case.lazaretto')
    const source = ['--source', 'blockscout', '--source-url', origin]
    const { code, out } = await investigate([account(2), '--chain', 'ethereum', ...source, '--out', file])
    const words = out.replace(/\s+/g, ' ')
    const who = `"blockscout: ${new URL(origin).host}"`
    expect([code, words]).toEqual([0, expect.stringContaining('600 USDT reached Binance (exchange)')])
    expect(words).toContain(`That it is Binance is what ${who} says.`)
    expect(words).toContain(`; ${who} calls it "Binance 14"`)
    expect(words).toContain('Tell Binance that 600 USDT of stolen money came in')
    expect(words).toContain(`${who} was asked what 4 addresses are called, and has a name for 1.`)
    expect(asked.filter(({ searchParams }) => searchParams.get('address') === account(9))).toEqual([])
    expect((await investigate([file])).out).toBe(out)
    const before = asked.length
    const unnamed = await investigate([account(2), '--chain', 'ethereum', ...source, '--no-names'])
    expect(unnamed.out).not.toContain('Binance')
    expect(asked.slice(before).some(({ pathname }) => pathname.includes('/v2/'))).toBe(false)
  }, 120_000)

  it('goes on without names, and says so', async () => {
    const refuse: Fault = ({ url, response }) =>
      url.pathname.includes('/api/v2/') && response.writeHead(403).end() !== undefined
    const finding = await follow({ rows: tellStory(STORY), fault: refuse })
    expect(finding.investigation.reading.names).toMatchObject({
      asked: 0,
      named: 0,
      refused: expect.any(String) as string,
    })
    expect(say(finding)).toContain('Names of addresses were not to be had (LZ_NET_STATUS')
    const absent: Fault = ({ url, response }) =>
      url.pathname.includes('/api/v2/') && response.writeHead(404).end() !== undefined
    expect(say(await follow({ rows: tellStory(STORY), fault: absent }))).toContain('has no names to tell')
  }, 120_000)

  it('holds a label of one’s own above a name of the explorer', async () => {
    const names = new Map([[account(4), [{ name: 'Binance 14', tagType: 'name' }]]])
    const labels = [named(account(4), 'Bybit Exploiter 3')]
    const finding = await follow({ rows: tellStory(STORY), labels, names })
    expect(finding.investigation.assets[0]?.places.find((place) => place.account === account(4))?.kind).toBe('held')
  }, 120_000)

  it('names a token by its contract, whatever it calls itself', async () => {
    const fake = `0x${'fa'.repeat(20)}`
    const words = say(await follow({ rows: tellStory([[account(1), account(2), 5_000_000n, fake]]) }))
    expect(words).toContain(`of token ${fake}`)
    expect(words).not.toMatch(/TWN|Town/)
    expect(words).not.toContain('Tether')
  }, 120_000)

  it('says what it does not find, and what it did not read', async () => {
    expect(say(await follow({ rows: [] }))).toContain('knows of no money that moved here')
    const hub: readonly Payment[] = [5, 6, 7, 8].map((n) => [account(n), account(4), 1n, USDT])
    const words = say(await follow({ rows: tellStory([...STORY, ...hub]), bounds: { transfersMax: 3 }, pageRows: 2 }))
    expect(words).toContain('with more transfers than were read')
    const short = await follow({ rows: tellStory(STORY), bounds: { accountsMax: 1 } })
    expect(short.investigation.reading.waiting).toHaveLength(2)
    expect(say(short)).toContain('It may have moved on from there.')
  }, 120_000)

  it('warns of addresses that look alike', async () => {
    const trap = `${account(2).slice(0, 8)}1111${account(2).slice(12)}`
    const rows = tellStory([...STORY, [trap, account(1), 0n, USDT], [account(1), trap, 7n, USDT]])
    const { investigation } = await follow({ rows, subject: account(1) })
    expect(investigation.lookalikes).toHaveLength(1)
    expect(textOf(describe(investigation)).replace(/\s+/g, ' ')).toContain('they only look alike')
  }, 120_000)

  it('follows a transaction alone', async () => {
    const { investigation, file } = await follow({ rows: tellStory(STORY), subject: hash(1) })
    expect(investigation.assets).toMatchObject([{ taken: { amount: '600000000', transfers: 1 } }])
    expect(investigation.behaviour?.account).toBe(account(3))
    const [result] = file.results
    const printed: unknown = JSON.parse(toInvestigationJson(result!))
    expect(investigationDocument.parse(printed)).toEqual(printed)
    const schema: unknown = JSON.parse(readFileSync('docs/investigation.schema.json', 'utf8'))
    expect(schema).toEqual(z.toJSONSchema(investigationDocument, { io: 'input' }))
  }, 120_000)

  it('says amounts that add up to the statement, whatever happens', async () => {
    const payment = fc.tuple(fc.nat(5), fc.nat(5), fc.bigInt(1n, 10n ** 12n), fc.constantFrom(USDT, undefined))
    const stories = fc.array(payment, { minLength: 1, maxLength: 10 }).map((rows): TownRow[] => {
      return tellStory(
        rows.map(([from, to, amount, token]): Payment => {
          const plain = [account(from + 1), account(to + 1), amount] as const
          return token === undefined ? plain : [...plain, token]
        }),
      )
    })
    await fc.assert(
      fc.asyncProperty(stories, async (rows) => {
        const { investigation, reports } = await follow({ rows, labels: [named(account(6), 'Binance 14')] })
        const sections = describe(investigation)
        for (const asset of investigation.assets) {
          const statement = reports.find((report) => report.asset.id === asset.id)
          const title = `Where the ${asset.name} is now`
          const blocks = sections.find((section) => section.title === title)?.blocks ?? []
          const amounts = blocks.flatMap((block) =>
            block.kind === 'text' ? readAmount(block.text, asset.decimals) : [],
          )
          const total = amounts.reduce((sum, amount) => sum + amount, 0n)
          expect(String(total)).toBe(asset.taken.amount)
          expect(total).toBe(statement?.statement.reduce((sum, { amount }) => sum + amount, 0n))
        }
      }),
      { numRuns: 4 },
    )
  }, 120_000)
})

/** The amount with which a sentence begins. */
function readAmount(text: string, decimals = 0): bigint[] {
  const amount = /^([\d,.]+) \w/.exec(text)?.[1]
  return amount === undefined ? [] : [Amount.parse(amount.replaceAll(',', ''), decimals)]
}
