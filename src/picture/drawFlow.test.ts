import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFlow } from './drawFlow.ts'
import type { Flow } from './Flow.ts'
import { createFlow } from './sample/createFlow.ts'

const name = '[A-Za-z][A-Za-z-]*'
const token = new RegExp(`<(/?)(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>|([^<]+)`, 'y')
const legalText = /^(?:\n|[^&\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]|&(?:amp|lt|gt|quot|#39|#10);)*$/u

/** A strict reader of the XML that we write: balanced elements, quoted attributes, known entities, nothing else. */
function readXml(xml: string): { elements: string[]; texts: string[] } {
  const [open, elements, texts]: [string[], string[], string[]] = [[], [], []]
  token.lastIndex = 0
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex
    const found = token.exec(xml)
    if (!found) throw new SyntaxError(`no XML at ${at}: ${xml.slice(at, at + 60)}`)
    const [whole, closing, element, , single, text] = found
    if (!legalText.test(text ?? whole.replace(/[<>]/g, ''))) throw new SyntaxError(`illegal text: ${whole}`)
    if (text !== undefined) texts.push(text)
    else if (closing) expect(open.pop()).toBe(element)
    else {
      elements.push(element!)
      if (!single) open.push(element!)
    }
  }
  expect(open).toEqual([])
  return { elements, texts }
}

const allowed = ['svg', 'title', 'desc', 'style', 'rect', 'path', 'g', 'text']

function hostileFlow(text: string): Flow {
  const node = { subtitle: text, amount: 1n, through: 0n, category: text }
  const nodes = [
    { ...node, id: text, title: text, kind: 'seed' as const },
    { ...node, id: `${text}2`, title: `${text}]]>`, kind: 'service' as const },
  ]
  const edges = [{ from: text, to: `${text}2`, amount: 1n, count: 1 }]
  return { title: text, unit: text, decimals: 18, nodes, edges }
}

test('hostile text stays text', () => {
  const attacks = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    ']]>',
    '&lt;',
    '--><!--',
    '\u0000\ud800\u202e',
  ]
  const hostile = fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: 'binary' }), fc.string({ maxLength: 5000 }))
  fc.assert(
    fc.property(hostile, (text) => {
      const svg = drawFlow(hostileFlow(text))
      for (const element of readXml(svg).elements) expect(allowed).toContain(element)
      expect(svg).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b-\u200f]/)
      expect(svg.length).toBeLessThan(40_000)
    }),
  )
})

test('any flow gives well-formed XML without a reference to anything outside', () => {
  const shape = fc.record({
    nodes: fc.nat(150),
    edges: fc.nat(400),
    seed: fc.integer(),
    reach: fc.integer({ min: 2, max: 150 }),
  })
  fc.assert(
    fc.property(shape, (shape) => {
      const svg = drawFlow(createFlow(shape))
      readXml(svg)
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
        /href|url\(|@import|https?:|\bon[a-z]+="|NaN|Infinity/,
      )
    }),
    { numRuns: 40 },
  )
})

test('the same flow in any order gives the same bytes', () => {
  const shape = fc.record({
    nodes: fc.nat(120),
    edges: fc.nat(300),
    seed: fc.integer(),
    reach: fc.integer({ min: 2, max: 150 }),
  })
  fc.assert(
    fc.property(shape, (shape) => {
      const flow = createFlow(shape)
      const turned = { ...flow, nodes: [...flow.nodes].reverse(), edges: [...flow.edges].reverse() }
      expect(drawFlow(turned)).toBe(drawFlow(flow))
    }),
    { numRuns: 30 },
  )
})

test('the picture is bounded, and says what it left out', () => {
  const flow = createFlow({ nodes: 3000, edges: 6000, seed: 11 })
  const svg = drawFlow(flow, { nodesMax: 50, ribbonsMax: 80 })
  expect(svg.split('class="node"').length - 1).toBeLessThanOrEqual(50)
  expect(svg.split('class="ribbon"').length - 1).toBe(80)
  expect(svg).toMatch(/\d+ of 3,000 accounts are merged into \d+ nodes/)
  expect(svg).toMatch(/thin flows \([\d,]+ transfers, [\d,.]+ ETH in all\) are not drawn/)
})

test('tooltips carry exact amounts, and the picture names itself', () => {
  const amount = 1_234_567_890_123_456_789_012n
  const node = { subtitle: '', through: 0n }
  const nodes = [
    { ...node, id: 'a', title: 'Vault', kind: 'seed' as const, amount: 0n },
    { ...node, id: 'b', title: 'Binance', kind: 'service' as const, category: 'exchange', amount },
  ]
  const edges = [{ from: 'a', to: 'b', amount, count: 12 }]
  const svg = drawFlow({ title: 'A theft', unit: 'ETH', decimals: 18, nodes, edges })
  expect(svg).toContain('role="img" aria-label="A theft"')
  expect(svg).toContain('From: Vault&#10;To: Binance&#10;1,234.567890123456789012 ETH in 12 transfers')
  expect(svg).toContain('Exchange × 1')
  expect(svg).toContain('1,234.56 ETH (100.0 %)')
  expect(svg).toContain('prefers-color-scheme:dark')
})

test('no text is smaller than 11 px on a sheet of 1600', () => {
  const svg = drawFlow(createFlow({ nodes: 300, edges: 900, seed: 2 }))
  const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size))
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11)
  expect(svg).toContain('viewBox="0 0 1600 ')
})
