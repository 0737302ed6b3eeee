import fc from 'fast-check'
import { expect, test } from 'vitest'
import { condense } from './condense.ts'
import type { Flow } from './Flow.ts'
import { layout } from './layout.ts'
import { sheet } from './measure.ts'
import type { Line, Scene, SceneNode } from './Scene.ts'
import { createFlow } from './sample/createFlow.ts'
import { widthPx } from './Text.ts'

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function bar(node: SceneNode): Box {
  const { xPx, yPx, widthPx, heightPx } = node
  return { left: xPx, right: xPx + widthPx, top: yPx, bottom: yPx + heightPx }
}

// From the cap height to the descender of each line, as wide as the text may run.
function lineBox({ text, xPx, yPx }: Line, sizePx: number): Box {
  return { left: xPx, right: xPx + widthPx(text, sizePx), top: yPx - sizePx * 0.76, bottom: yPx + sizePx * 0.24 }
}

function boxes(node: SceneNode): Box[] {
  const titles = node.titles.map((line) => lineBox(line, sheet.labelPx))
  const rest = [node.amount, ...(node.subtitle ? [node.subtitle] : [])].map((line) => lineBox(line, sheet.amountPx))
  return [bar(node), ...titles, ...rest]
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

function expectApart(scene: Scene): void {
  const all = scene.nodes.flatMap((node) => boxes(node).map((box) => ({ ...box, id: node.id })))
  for (const [at, a] of all.entries()) {
    for (const b of all.slice(at + 1)) if (overlap(a, b)) expect.fail(`${a.id} and ${b.id} overlap`)
  }
}

function expectInside(scene: Scene): void {
  const [top, bottom] = scene.rulesPx as [number, number]
  for (const box of scene.nodes.flatMap(boxes)) {
    expect(box.left).toBeGreaterThanOrEqual(0)
    expect(box.right).toBeLessThanOrEqual(scene.widthPx)
    expect(box.top).toBeGreaterThanOrEqual(top)
    expect(box.bottom).toBeLessThanOrEqual(bottom)
  }
}

test('no bar and no line of text touches another, and all are on the sheet', () => {
  const shape = fc.record({
    nodes: fc.nat(100),
    edges: fc.nat(300),
    seed: fc.integer(),
    reach: fc.integer({ min: 2, max: 150 }),
  })
  fc.assert(
    fc.property(shape, (shape) => {
      const { flow } = condense(createFlow(shape), { nodesMax: 100, columnsMax: 10 })
      const scene = layout(flow)
      expectApart(scene)
      expectInside(scene)
      for (const { path } of scene.ribbons) expect(path).not.toContain('NaN')
    }),
    { numRuns: 60 },
  )
})

test('a flow that was not condensed is laid out too, only wider', () => {
  const scene = layout(createFlow({ nodes: 400, edges: 5000, seed: 5 }))
  expectApart(scene)
  expect(scene.ribbons).toHaveLength(240)
  const nodes = Array.from({ length: 40 }, (_, at) => node(`n${at}`, at === 0 ? 'seed' : 'account', 0n))
  const edges = nodes.slice(1).map(({ id }, at) => ({ from: `n${at}`, to: id, amount: 1n, count: 1 }))
  const long = layout({ ...empty, nodes, edges })
  expect(long.widthPx).toBeGreaterThan(1600)
  expectApart(long)
})

const empty: Flow = { title: '', unit: 'X', decimals: 0, nodes: [], edges: [] }

function node(id: string, kind: 'seed' | 'account' | 'held', amount: bigint): Flow['nodes'][number] {
  return { id, title: id, subtitle: '', kind, amount, through: 0n }
}

test('heights and widths are proportional to amounts beyond a double', () => {
  const unit = 10n ** 40n
  const nodes = [node('s', 'seed', 0n), node('a', 'held', 3n * unit), node('b', 'held', unit)]
  const edges = [
    { from: 's', to: 'a', amount: 3n * unit, count: 1 },
    { from: 's', to: 'b', amount: unit, count: 1 },
  ]
  const scene = layout({ ...empty, nodes, edges })
  const height = new Map(scene.nodes.map((each) => [each.id, each.heightPx]))
  expect(height.get('s')).toBeCloseTo(sheet.flowPx, 6)
  expect(height.get('a')).toBeCloseTo(sheet.flowPx * 0.75, 6)
  expect(height.get('b')).toBeCloseTo(sheet.flowPx * 0.25, 6)
  expect(scene.ribbons.map(({ widthPx }) => widthPx)).toEqual([sheet.flowPx * 0.75, sheet.flowPx * 0.25])
})

test('a loop is a ribbon that goes back, with an arrow', () => {
  const nodes = [node('s', 'seed', 0n), node('a', 'account', 0n), node('b', 'account', 0n)]
  const edge = { amount: 5n, count: 1 }
  const pairs = ['s>a', 'a>b', 'b>a', 'b>b'].map((pair) => pair.split('>') as [string, string])
  const { ribbons } = layout({ ...empty, nodes, edges: pairs.map(([from, to]) => ({ ...edge, from, to })) })
  const back = ribbons.filter((ribbon) => ribbon.back)
  expect(back.map(({ from, to }) => `${from}>${to}`)).toEqual(['b>a', 'b>b'])
  for (const { arrow } of back) expect(arrow).not.toBe('')
})

test('columns are called hops only where each is one', () => {
  const nodes = [node('s', 'seed', 0n), node('a', 'account', 0n), node('b', 'held', 5n)]
  const edge = { amount: 5n, count: 1 }
  const straight = [
    { ...edge, from: 's', to: 'a' },
    { ...edge, from: 'a', to: 'b' },
  ]
  expect(layout({ ...empty, nodes, edges: straight }).columns.map(({ text }) => text)).toEqual([
    'HOP 0',
    'HOP 1',
    'HOP 2',
  ])
  const shortcut = [...straight, { ...edge, from: 's', to: 'b' }]
  expect(layout({ ...empty, nodes, edges: shortcut }).columns.map(({ text }) => text)).toEqual([
    'STEP 0',
    'STEP 1',
    'STEP 2',
  ])
})

test('nothing, one node and a node that only pays itself are drawn', () => {
  expect(layout(empty).summary.text).toBe('No transfers to show.')
  const one = { ...empty, nodes: [node('s', 'seed', 0n)], edges: [{ from: 's', to: 's', amount: 1n, count: 1 }] }
  const scene = layout(one)
  expect([scene.nodes.length, scene.ribbons.length]).toEqual([1, 1])
  expectInside(scene)
})
