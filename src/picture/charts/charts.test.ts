import { describe, expect, it } from 'vitest'
import type { Chart } from './Chart.ts'
import { drawCharts } from './drawCharts.ts'
import { createScale, formatValue } from './Scale.ts'

const chart: Chart = {
  title: 'Thefts by year',
  description: 'Two years.',
  unit: 'US$ m',
  categories: ['2024', '2025'],
  bars: [
    { name: 'government', values: [1257.9, 1645.8] },
    { name: 'researcher', values: [142.4, undefined] },
  ],
  marks: [{ name: 'Chainalysis', values: [1340, 2020] }],
  notes: ['Nominal values.'],
}

describe('createScale', () => {
  it.each([
    [2136.5, [0, 500, 1000, 1500, 2000, 2500], 0],
    [5, [0, 1, 2, 3, 4, 5], 0],
    [0.3, [0, 0.1, 0.2, 0.3], 1],
    [100, [0, 20, 40, 60, 80, 100], 0],
    [0, [0, 1], 0],
  ])('reaches %f in round steps', (most, ticks, digits) => {
    const scale = createScale(most)
    expect(scale.ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(ticks)
    expect([scale.end >= most, scale.digits]).toEqual([true, digits])
  })
})

describe('formatValue', () => {
  it('groups whole thousands only', () => {
    expect([formatValue(2136.554, 1), formatValue(1234567.5, 0), formatValue(0.1234, 3), formatValue(999, 0)]).toEqual([
      '2,136.6',
      '1,234,568',
      '0.123',
      '999',
    ])
  })
})

describe('drawCharts', () => {
  const svg = drawCharts([chart, { ...chart, title: 'Again' }])

  it('has a title, a description, both themes, and a look of its own for each series', () => {
    expect(svg).toContain('<title>Thefts by year; Again</title>')
    expect(svg).toContain('<desc>Two years. Two years.</desc>')
    expect(svg).toContain('prefers-color-scheme:dark')
    expect(svg).toContain('id="lz-hatch-1"')
    expect(svg).toContain('<title>2024, researcher: 142.4 US$ m</title>')
    expect(svg).toMatch(/>1,400</)
  })

  it('has bars as high as their values', () => {
    const heights = [...svg.matchAll(/class="c-0" x="[\d.]+" y="[\d.]+" width="(?!14")[\d.]+" height="([\d.]+)"/g)].map(
      ([, height]) => Number(height),
    )
    expect(heights.slice(0, 2)).toEqual([1257.9, 1645.8].map((value) => Math.round((value / 2500) * 2800) / 10))
  })

  it('is the same bytes each time, and shows hostile text as text', () => {
    expect(drawCharts([chart, { ...chart, title: 'Again' }])).toBe(svg)
    const name = '</title><script>alert(1)</script>\u202e'
    const hostile = drawCharts([
      {
        ...chart,
        title: name,
        description: name,
        unit: name,
        categories: [name, name],
        bars: [{ name, values: [1, 2] }],
        notes: [name],
      },
    ])
    expect(hostile).not.toMatch(/<script|\u202e/)
  })

  it.each<[string, Partial<Chart>]>([
    ['no category', { categories: [] }],
    ['a value too few', { categories: ['a'] }],
    ['a negative value', { bars: [{ name: 'a', values: [1, -1] }] }],
    ['no number', { marks: [{ name: 'a', values: [1, Number.NaN] }] }],
    ['too many series', { bars: Array.from({ length: 9 }, () => ({ name: 'a', values: [1, 1] })) }],
  ])('refuses %s', (_, fields) => {
    expect(() => drawCharts([{ ...chart, ...fields }])).toThrow(expect.objectContaining({ code: 'LZ_CHART_INVALID' }))
  })
})
