import { describe, expect, it } from 'vitest'
import { drawPeels } from './drawPeels.ts'
import { layoutPeels, SHEET, STEPS_DRAWN_MAX } from './layoutPeels.ts'
import type { PeelPoint, Peels } from './Peels.ts'

const step = (at: number, extra: Partial<PeelPoint> = {}): PeelPoint => ({
  title: `tx${at}`,
  subtitle: `block ${at}`,
  peeled: { title: `peel${at}`, amount: 10n },
  kept: 1000n - BigInt(at),
  breaks: [],
  ...extra,
})

const chain = (steps: readonly PeelPoint[]): Peels => ({
  title: 'A chain',
  unit: 'BTC',
  decimals: 2,
  start: 'a coinbase',
  end: 'not spent',
  isHeld: true,
  steps,
})

describe('drawPeels', () => {
  it('draws every step with what it peels off, the sums, and why it begins and ends', () => {
    const svg = drawPeels(chain([step(0), step(1), step(2)]))
    for (const text of [
      'tx0',
      'tx2',
      'block 1',
      'peel1',
      '3 steps, 0.3 BTC peeled off, 9.98 BTC left',
      'a coinbase',
      'not spent',
    ]) {
      expect(svg).toContain(text)
    }
    expect(svg).toBe(drawPeels(chain([step(0), step(1), step(2)])))
  })

  it('keeps all blocks on the paper and the line as thick as what is left', () => {
    const steps = Array.from({ length: 30 }, (_, at) => step(at, { kept: BigInt(1000 - 30 * at) }))
    const scene = layoutPeels(chain(steps))
    for (const { xPx, yPx, widthPx, heightPx } of scene.blocks) {
      expect(xPx >= SHEET.marginPx && xPx + widthPx <= scene.widthPx - SHEET.marginPx).toBe(true)
      expect(heightPx > 0 && yPx + heightPx <= scene.heightPx).toBe(true)
    }
    const flows = scene.blocks.filter(({ kind, isFlow, widthPx }) => kind === 'account' && isFlow && widthPx > 100)
    expect(flows.map(({ heightPx }) => heightPx)).toEqual(flows.map(({ heightPx }) => heightPx).sort((a, b) => b - a))
  })

  it('leaves the middle of a long chain out and says so', () => {
    const svg = drawPeels(chain(Array.from({ length: STEPS_DRAWN_MAX + 5 }, (_, at) => step(at))))
    expect(svg).toContain('5 steps in the middle are not drawn')
    expect(svg).toContain('5 steps left out')
    expect(svg).toContain(`tx${STEPS_DRAWN_MAX + 4}`)
  })

  it('shows hostile text as text', () => {
    const svg = drawPeels(
      chain([step(0, { title: '<script>alert(1)</script>', peeled: { title: '"\u202e', amount: 1n } })]),
    )
    expect(svg).not.toContain('<script>alert')
    expect(svg).not.toContain('\u202e')
  })

  it('marks where features break, and peels to a labelled service', () => {
    const svg = drawPeels(
      chain([
        step(0, { peeled: { title: 'Bitstamp', amount: 5n, category: 'exchange' } }),
        step(1, { breaks: ['version 1, then 2'] }),
      ]),
    )
    expect(svg).toContain('class="f-exchange"')
    expect(svg).toContain('version 1, then 2')
  })

  it('refuses what is no chain', () => {
    const code = expect.objectContaining({ code: 'LZ_PEELS_INVALID' }) as Error
    expect(() => drawPeels(chain([]))).toThrow(code)
    expect(() => drawPeels(chain([step(0, { kept: -1n })]))).toThrow(code)
    expect(() => drawPeels({ ...chain([step(0)]), decimals: 1.5 })).toThrow(code)
  })
})
