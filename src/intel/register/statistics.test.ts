import { describe, expect, it } from 'vitest'
import { openBuiltInRegister } from './openBuiltIn.ts'
import { mergeRegisters } from './readRegister.ts'
import { statistics } from './statistics.ts'

const figures = statistics(openBuiltInRegister())
const year = (name: string) => {
  const found = figures.years.find((each) => each.year === name)
  if (found === undefined) throw new RangeError(name)
  return found
}

describe('statistics', () => {
  it('reproduces the headline of the UN Panel and says what is missing', () => {
    const { reconciliation } = figures
    expect(reconciliation).toMatchObject({
      headline: { incidents: 58, usdHigh: 3_000_000_000 },
      listed: { incidents: 57, usd: 2_966_031_000 },
      missing: 1,
      completeYears: ['2023'],
      others: { incidents: 77 },
      accused: { incidents: 65 },
      all: { incidents: 134 },
    })
    const candidates = reconciliation?.candidates.map(({ incident, usd }) => [incident.id, Math.round(usd / 1e6)])
    expect(candidates).toEqual([
      ['unnamed-defi-2020-10', 2989],
      ['liquid-global-2021', 3056],
      ['deribit-2022', 2994],
    ])
    const millions = [reconciliation?.others, reconciliation?.accused, reconciliation?.all].map(
      (each) => (each?.usd ?? 0) / 1e6,
    )
    expect(millions.map((value) => value.toFixed(1))).toEqual(['1073.7', '3108.1', '4039.7'])
  })

  it.each([
    ['2017', 6, 88.6],
    ['2018', 11, 447.6],
    ['2019', 8, 209.3],
    ['2020', 4, 300.2],
    ['2021', 6, 175.6],
    ['2022', 5, 991.7],
    ['2023', 17, 753.0],
  ])('has of %s the %i rows and $%f m of Annex 95', (name, rows, millions) => {
    const { incidents, usd } = year(name).listed['un-annex-95']
    expect([incidents, Number((usd / 1e6).toFixed(1))]).toEqual([rows, millions])
  })

  it.each([
    ['2024', 31, 1191.6],
    ['2025', 9, 1645.8],
  ])('has of %s the %i rows and $%f m of the MSMT', (name, rows, millions) => {
    const { incidents, usd } = year(name).listed['msmt-2025']
    expect([incidents, Number((usd / 1e6).toFixed(1))]).toEqual([rows, millions])
  })

  it('puts beside a year what others published, and not what they took back', () => {
    const chainalysis = year('2023').published.filter(({ publisher }) => publisher === 'Chainalysis')
    expect(chainalysis.map(({ usdHigh }) => usdHigh)).toEqual([660_500_000])
    expect(year('2018').published.map(({ publisher }) => publisher)).toContain('TRM Labs')
  })

  it('adds up: grades make the year, years make all', () => {
    for (const each of [...figures.years, figures.all]) {
      const grades = Object.values(each.byGrade)
      expect(grades.reduce((sum, { usd }) => sum + usd, 0)).toBe(each.usd)
      expect(grades.reduce((sum, { incidents }) => sum + incidents, 0)).toBe(each.incidents)
    }
    expect(figures.years.reduce((sum, { usd }) => sum + usd, 0)).toBe(figures.all.usd)
    expect(figures.all).toMatchObject({ incidents: 332, unknown: 16, leads: { incidents: 211 } })
  })

  it('tells how much was stopped of the thefts that say so', () => {
    expect(figures.all.stopped).toMatchObject({ incidents: 13, mentioned: 22 })
    expect(figures.all.stopped.usd).toBe(193_867_768)
    expect(figures.all.stopped.ofUsd).toBeGreaterThan(figures.all.stopped.usd)
  })

  it('makes nothing up for an empty register', () => {
    expect(statistics(mergeRegisters([]))).toMatchObject({
      years: [],
      all: { incidents: 0, usd: 0 },
      reconciliation: undefined,
    })
  })
})
