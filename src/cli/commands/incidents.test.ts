import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../main.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-incidents-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function lazaretto(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const stdout = { write: (text: string) => (out += text) }
  const stderr = { write: (text: string) => (err += text) }
  const code = await run(['node', 'lazaretto', ...args], { stdout, stderr, env: {} })
  return { code, out, err }
}

const ids = async (...args: string[]): Promise<string[]> => {
  const { out } = await lazaretto('incidents', ...args, '--json')
  return out.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { id: string }).id]))
}

describe('lazaretto incidents', () => {
  it('lists thefts, newest first, with their sum', async () => {
    const { code, out } = await lazaretto('incidents', '--year', '2017')
    const lines = out.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines[0]).toMatch(/^DATE +loss, US\$ +attributed by +victim/)
    expect(lines[1]).toContain('youbit-2017-12')
    expect(lines.at(-1)).toBe(
      '9 thefts, US$ 88,790,000; 2 with an unknown loss; 2 are leads: they rest on a researcher’s word or less',
    )
  })

  it('filters by everything at once', async () => {
    expect(await ids('--from', '2025-02', '--to', '2025', '--grade', 'government', '--min-usd', '1000000')).toEqual([
      'bybit-2025',
    ])
    expect(await ids('--address', '0X47666FAB8BD0AC7003BCE3F5C3585383F09486E2'.replace('0X', '0x'))).toEqual([
      'bybit-2025',
    ])
    expect(await ids('--chain', 'BLAST')).toEqual(['munchables-2024'])
    expect(await ids('--actor', 'jade sleet', '--victim', 'dmm')).toEqual(['dmm-bitcoin-2024'])
    expect(await ids('--vector', 'oracle-manipulation')).toEqual(['uwu-lend-2024'])
  })

  it('gives tables that other programs read', async () => {
    const { out } = await lazaretto('incidents', '--csv')
    expect(out.split('\n').slice(0, 2)).toEqual([
      'id,date,precision,victim,called,kind,countries,status,loss_usd,loss_usd_low,loss_usd_high,grade,lead,doubted,vectors,chains,addresses,stopped_usd',
      expect.stringMatching(/^bitget-2026,/),
    ])
    expect(out.trimEnd().split('\n')).toHaveLength(333)
    const years = await lazaretto('incidents', 'stats', '--csv')
    expect(years.out).toContain('\nall,332,8742314692,')
  })

  it.each([
    ['--year', '17'],
    ['--from', 'May 2017'],
    ['--chain', 'etherium'],
    ['--vector', 'luck'],
    ['--grade', 'certain'],
    ['--address', '0x1'],
    ['--min-usd', '1e6'],
    ['show'],
    ['check'],
    ['show', 'a', 'b'],
  ])('takes no %s %s', async (...args) => {
    expect((await lazaretto('incidents', ...args)).code).toBe(2)
  })
})

describe('lazaretto incidents show', () => {
  it('tells each figure with who says so, and marks who is no attacker', async () => {
    const { out } = await lazaretto('incidents', 'show', 'nfprompt-2024')
    expect(out).toContain('strongest of 4 attributions: government')
    expect(out).toMatch(/loss +US\$ 10,400,000 +\[\d+\]/)
    expect(out).toMatch(/0xb98C2390ce8a05FbFE221dC9bc2B911a9Ca2a2De +exchange-deposit|0xb98C2390\w+ +exchange-deposit/)
    expect(out).toContain('never to be treated as one: 4 of these')
    expect(out).toContain('https://storage.courtlistener.com/')
  })

  it('says that a lead is none and that an attribution is doubted', async () => {
    expect((await lazaretto('incidents', 'show', 'huge-march-2025-theft')).out).toMatch(
      /A lead, no finding[\s\S]*Doubted: /,
    )
  })

  it('names ids that are close to a wrong one', async () => {
    const { code, err } = await lazaretto('incidents', 'show', 'bybit')
    expect([code, err]).toEqual([1, expect.stringContaining('LZ_INCIDENT_NOT_FOUND') as string])
    expect(err).toContain('bybit-2025')
  })
})

describe('lazaretto incidents stats', () => {
  it('puts the headline beside what is held, and draws it', async () => {
    const svg = join(folder, 'thefts.svg')
    const { code, out } = await lazaretto('incidents', 'stats', '--svg', svg)
    expect(code).toBe(0)
    expect(out).toMatch(/headline, 2017-2023 +58 +3,000\.0/)
    expect(out).toMatch(/as transcribed +57 +2,966\.0 +1 row missing; complete for 2023/)
    expect(out).toMatch(/deribit-2022 \(US\$ 28,000,000\) would make 2,994\.0 m/)
    expect(out).toMatch(/\nall +332 +8,742\.3 /)
    expect(readFileSync(svg, 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\n$/)
  })

  it('gives one JSON object with the sources of what others published', async () => {
    const { out } = await lazaretto('incidents', 'stats', '--json')
    const { all, facts, sources } = JSON.parse(out) as {
      all: { incidents: number }
      facts: { source: string }[]
      sources: Record<string, unknown>
    }
    expect(all.incidents).toBe(332)
    expect(facts.filter(({ source }) => sources[source] === undefined)).toEqual([])
  })
})

describe('lazaretto incidents check', () => {
  const built = resolve('docs/register')

  it('finds no fault in the built-in files', async () => {
    const { code, out } = await lazaretto('incidents', 'check', built)
    expect(code).toBe(0)
    expect(
      out
        .trimEnd()
        .split('\n')
        .every((line) => line.endsWith('no fault')),
    ).toBe(true)
  })

  it('names every fault with file, incident, field and code', async () => {
    const text = readFileSync(join(built, '2025.json'), 'utf8')
    const file = join(folder, 'bad.json')
    writeFileSync(file, text.replace('"status": "theft"', '"status": "stolen"'))
    const { code, out, err } = await lazaretto('incidents', 'check', file)
    expect([code, err]).toEqual([1, expect.stringContaining('LZ_REGISTER_INVALID') as string])
    expect(out).toMatch(/bad\.json: cryptostaker-2025 status: LZ_REGISTER_SHAPE /)
  })

  it('prints the schema that is in docs', async () => {
    const { out } = await lazaretto('incidents', 'schema')
    expect(out).toBe(readFileSync(resolve('docs/register.schema.json'), 'utf8'))
  })

  it('lets a register of one’s own take the place of the built-in one', async () => {
    expect(await ids('--register', join(built, '2017.json'))).toHaveLength(9)
    expect((await lazaretto('incidents', '--register', built, '--year', '2019')).out).toContain('13 thefts')
  })
})

describe('lazaretto actors', () => {
  it('shows one actor under any of its names, and what is attributed to it', async () => {
    const { out } = await lazaretto('actors', 'unc4899')
    expect(out).toMatch(/^TraderTraitor\nCalled so: UNC4899 \(Mandiant\)\nCounted to: Lazarus Group/)
    expect(out).toContain('bybit-2025')
  })

  it('marks an umbrella', async () => {
    expect((await lazaretto('actors', 'Hidden Cobra')).out).toMatch(/^Lazarus Group · an umbrella/)
  })

  it('takes others from a galaxy', async () => {
    const file = join(folder, 'galaxy.json')
    const value = { value: 'Somebody', uuid: '825abfd9-7238-4438-a9e7-c08791f4df00', meta: { synonyms: ['Fancy Hat'] } }
    writeFileSync(file, JSON.stringify({ name: 'x', type: 'threat-actor', version: 1, values: [value] }))
    expect((await lazaretto('actors', 'fancy hat', '--galaxy', file)).out).toMatch(/^Somebody\n/)
    const { code, err } = await lazaretto('actors', 'fancy hat')
    expect([code, err]).toEqual([1, expect.stringContaining('LZ_ACTOR_NOT_FOUND') as string])
  })
})
