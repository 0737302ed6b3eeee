import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Address, ChainId } from '../../chain/index.ts'
import { isAtLeast, isLead } from './grades.ts'
import { listIncidentAddresses } from './listIncidentAddresses.ts'
import { BUILT_IN_FOLDER, openBuiltInRegister } from './openBuiltIn.ts'
import { describeProblem } from './RegisterError.ts'
import { inspectRegister } from './readRegister.ts'
import { registerSchema } from './registerSchema.ts'

const register = openBuiltInRegister()
const claims = listIncidentAddresses(register)
const get = (id: string) => {
  const incident = register.incidents.find((each) => each.id === id)
  if (incident === undefined) throw new RangeError(id)
  return incident
}
const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0)

/** Rows and whole dollars of all incidents, then of those that a government, the MSMT or the UN Panel attributes. */
const years: readonly (readonly [year: string, rows: number, usd: number, accused: number, accusedUsd: number])[] = [
  ['2017', 9, 88_790_000, 7, 88_790_000],
  ['2018', 20, 457_265_000, 12, 447_600_000],
  ['2019', 13, 209_924_000, 9, 209_272_000],
  ['2020', 15, 336_713_000, 5, 323_200_000],
  ['2021', 25, 865_542_751, 7, 265_600_000],
  ['2022', 20, 1_076_138_540, 8, 1_020_615_680],
  ['2023', 32, 1_005_339_744, 17, 753_019_000],
  ['2024', 76, 1_400_277_454, 35, 1_257_904_000],
  ['2025', 86, 2_136_554_594, 9, 1_645_780_000],
  ['2026', 36, 1_165_769_609, 0, 0],
  ['', 332, 8_742_314_692, 109, 6_011_780_680],
]

describe('the built-in register', () => {
  it.each(readdirSync(BUILT_IN_FOLDER))('%s passes its own check', (name) => {
    const { problems } = inspectRegister(readFileSync(BUILT_IN_FOLDER + name, 'utf8'))
    expect(problems.map(describeProblem)).toEqual([])
  })

  it.each(years)('has of %s %i thefts of $%i', (year, rows, usd, accused, accusedUsd) => {
    const all = register.incidents.filter(({ date }) => date.value.startsWith(year))
    const strong = all.filter(({ grade }) => isAtLeast(grade, 'un-panel'))
    const total = (incidents: typeof all): number => sum(incidents.map(({ loss }) => loss?.usd ?? 0))
    expect([all.length, total(all), strong.length, total(strong)]).toEqual([rows, usd, accused, accusedUsd])
  })

  it('has the 57 transcribed rows of Annex 95 and the 40 of the MSMT', () => {
    const figures = (list: string): number[] =>
      register.incidents.flatMap(({ listed = [] }) =>
        listed.filter((place) => place.list === list).map(({ usd }) => usd),
      )
    expect([figures('un-annex-95').length, sum(figures('un-annex-95'))]).toEqual([57, 2_966_031_000])
    expect([figures('msmt-2025').length, sum(figures('msmt-2025'))]).toEqual([40, 2_837_334_000])
    const candidates = register.incidents.filter(({ candidateFor }) => candidateFor?.includes('un-annex-95'))
    expect(candidates.map(({ id }) => id)).toEqual(['unnamed-defi-2020-10', 'liquid-global-2021', 'deribit-2022'])
  })

  it('has 334 addresses, of which seven are nobody’s to hunt', () => {
    expect(claims).toHaveLength(334)
    const others = claims.filter(({ isAttacker }) => !isAttacker)
    expect(others.map(({ incident, role }) => `${incident} ${role}`)).toEqual([
      'cointiger-2019 exchange-wallet',
      'nfprompt-2024 exchange-deposit',
      'nfprompt-2024 exchange-deposit',
      'nfprompt-2024 exchange-deposit',
      'nfprompt-2024 exchange-deposit',
      'munchables-2024 recovery',
      'rain-2024 exchange-wallet',
    ])
    const attackers = new Set(claims.filter(({ isAttacker }) => isAttacker).map(({ address }) => address))
    expect(others.filter(({ address }) => attackers.has(address))).toEqual([])
  })

  it('has every address in the one spelling of its chains', () => {
    for (const { address, chains } of claims) {
      for (const chain of chains === 'any-evm' ? [ChainId.parse('ethereum')] : chains) {
        expect(Address.parse(address, chain)).toBe(address)
      }
    }
    expect(claims.filter(({ chains }) => chains === 'any-evm')).toHaveLength(25)
  })

  it('keeps weak attributions weak', () => {
    const weak = 'nomad-2022 qubit-2022 orbit-chain-2023 mixin-2023 bitmart-2021 ascendex-2021 coindcx-2025 upbit-2025'
    const ids = [...weak.split(' '), 'remitano-2023', 'playdapp-2024', 'munchables-2024']
    expect(ids.filter((id) => get(id).doubts === undefined || get(id).grade === 'government')).toEqual([])
    const leads = register.incidents.filter(isLead)
    expect([leads.length, leads.some(({ id }) => id === 'huge-march-2025-theft')]).toEqual([211, true])
    expect(register.incidents.filter(({ date, grade }) => date.value > '2026' && isAtLeast(grade, 'un-panel'))).toEqual(
      [],
    )
  })

  it('marks years that stand in place of a day', () => {
    const placeholders = register.incidents.filter(({ date }) => date.precision === 'year')
    expect(placeholders.map(({ id, date }) => `${id} ${date.value}`)).toEqual([
      'marine-chain-2018 2018',
      'btc-changers-2020 2020',
      'various-2023-rug-pulls 2023',
    ])
  })

  it('is described by docs/register.schema.json', () => {
    const schema = `${JSON.stringify(z.toJSONSchema(registerSchema), null, 2)}\n`
    expect(readFileSync(resolve('docs/register.schema.json'), 'utf8')).toBe(schema)
  })
})

it('docs/register.md shows a file that passes', () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync(resolve('docs/register.md'), 'utf8')) ?? []
  expect(inspectRegister(example).problems).toEqual([])
})

const folder = resolve('../shared/data/incidents')
const isHere = existsSync(folder)
if (!isHere) console.warn(`SKIPPED 3 real cases: no incidents in ${folder}`)

type Row = Readonly<Record<'id' | 'date' | 'attribution_level', string>> &
  Readonly<Record<'amount_usd' | 'amount_usd_low' | 'amount_usd_high', number | ''>> &
  Readonly<Record<'theft_addresses' | 'other_attacker_addresses' | 'non_attacker_addresses', readonly string[]>>

const LEVELS: Readonly<Record<string, string>> = {
  'government accusation': 'government',
  'multi-government (MSMT)': 'msmt',
  'UN Panel (suspected/under investigation)': 'un-panel',
  'victim statement': 'victim',
}

describe.skipIf(!isHere)('the built-in register, against the rows that it was made of', () => {
  const rows = (): Row[] => JSON.parse(readFileSync(resolve(folder, 'incidents.json'), 'utf8')) as Row[]

  it('has the same figures', () => {
    const wanted = rows().map((row) => [row.id, row.amount_usd, row.amount_usd_low, row.amount_usd_high])
    const held = rows().map(({ id }) => {
      const { loss } = get(id)
      return [id, loss?.usd ?? '', loss?.low ?? '', loss?.high ?? '']
    })
    expect(held).toEqual(wanted)
  })

  it('has the same grades and dates', () => {
    for (const { id, date, attribution_level: level } of rows()) {
      const incident = get(id)
      expect([id, incident.grade]).toEqual([id, LEVELS[level] ?? level])
      expect(date.startsWith(incident.date.value)).toBe(true)
    }
  })

  it('has the same addresses in the same roles', () => {
    for (const row of rows()) {
      const held = (roles: RegExp): number =>
        claims.filter((each) => each.incident === row.id && roles.test(each.role)).length
      const counts = [held(/^theft$/), held(/^attacker$/), held(/^(?:victim|recovery|exchange)/)]
      const wanted = [row.theft_addresses, row.other_attacker_addresses, row.non_attacker_addresses].map(
        (list) => list.length,
      )
      expect([row.id, ...counts]).toEqual([row.id, ...wanted])
    }
  })
})
