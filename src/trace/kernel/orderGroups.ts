import { type EdgeList, findComponents } from './findComponents.ts'
import { type Groups, groupBy, itemsOf } from './groupBy.ts'
import { createMinHeap } from './MinHeap.ts'

/** Movements in groups: movement `i` is of group `group[i]` and goes from holding `payer[i]` to holding `payee[i]`. */
export interface GroupedMoves {
  readonly groups: number
  readonly holdings: number
  readonly group: Uint32Array
  readonly payer: Uint32Array
  readonly payee: Uint32Array
}

/** Loops inside loops that are taken apart; what is nested deeper keeps the given order. Bounds the work. */
const NESTED_LOOPS_MAX = 64

/**
 * Orders groups so that receipts come before the payments that they fund, the lowest first where that leaves a choice.
 *
 * Groups that wait for each other in a loop stand together, at the place of their lowest: that one goes first, and the
 * rest of the loop is ordered by the same rule. Linear in the movements for each level of loops inside loops.
 */
export function orderGroups(moves: GroupedMoves): Uint32Array {
  const all = Array.from({ length: moves.groups }, (_, group) => group)
  const movesOf = groupBy(moves.group, moves.groups)
  return Uint32Array.from(orderRest({ moves, movesOf }, all, NESTED_LOOPS_MAX))
}

interface Context {
  readonly moves: GroupedMoves
  readonly movesOf: Groups
}

/** The given groups, ascending, put in order as far as they wait for each other. */
function orderRest(context: Context, groups: readonly number[], loopsLeft: number): readonly number[] {
  if (groups.length < 2 || loopsLeft === 0) return groups
  return orderLoops(graphOf(context, groups), groups).flatMap((loop) =>
    loop.length === 1 ? loop : [loop[0] as number, ...orderRest(context, loop.slice(1), loopsLeft - 1)],
  )
}

/** Nodes below `groups.length` are the groups; the others are holdings, which wait for the groups that pay into them. */
function graphOf({ moves, movesOf }: Context, groups: readonly number[]): EdgeList {
  const holdings = new Map<number, number>()
  const nodeOf = (holding: number): number => {
    const known = holdings.get(holding)
    if (known === undefined) holdings.set(holding, groups.length + holdings.size)
    return known ?? groups.length + holdings.size - 1
  }
  const source: number[] = []
  const target: number[] = []
  groups.forEach((group, node) => {
    for (const move of itemsOf(movesOf, group)) {
      source.push(nodeOf(moves.payer[move] as number), node)
      target.push(node, nodeOf(moves.payee[move] as number))
    }
  })
  return {
    nodes: groups.length + holdings.size,
    source: Uint32Array.from(source),
    target: Uint32Array.from(target),
  }
}

/** The groups by loop, each ascending; a group in no loop stands alone. A loop follows all those that it waits for. */
function orderLoops(graph: EdgeList, groups: readonly number[]): number[][] {
  const component = findComponents(graph)
  const loops = new Map<number, number[]>()
  groups.forEach((group, node) => {
    const loop = loops.get(component[node] as number)
    if (loop === undefined) loops.set(component[node] as number, [group])
    else loop.push(group)
  })
  const byLowest = new Map([...loops].map(([node, loop]) => [loop[0] as number, node]))
  const order: number[][] = []
  const waiting = createWaiting(graph, component)
  const ready = createMinHeap()
  for (let freed = waiting.free(); ; ) {
    for (const node of freed) {
      const lowest = loops.get(node)?.[0]
      if (lowest !== undefined) ready.push(lowest)
    }
    // Holdings take no turn: what waits for them alone is free at once.
    freed = freed.filter((node) => !loops.has(node)).flatMap(waiting.leave)
    if (freed.length > 0) continue
    const lowest = ready.pop()
    if (lowest === undefined) return order
    const node = byLowest.get(lowest) as number
    order.push(loops.get(node) as number[])
    freed = waiting.leave(node)
  }
}

/** Counts for each component how many edges from others it still waits for. */
function createWaiting(graph: EdgeList, component: Uint32Array): { free(): number[]; leave(node: number): number[] } {
  const source = graph.source.map((node) => component[node] as number)
  const target = graph.target.map((node) => component[node] as number)
  const out = groupBy(source, graph.nodes)
  const waits = new Uint32Array(graph.nodes)
  target.forEach((node, i) => {
    if (node !== source[i]) waits[node] = (waits[node] as number) + 1
  })
  return {
    free: () => [...new Set(component)].filter((node) => waits[node] === 0),
    leave(node) {
      const freed: number[] = []
      for (const edge of itemsOf(out, node)) {
        const next = target[edge] as number
        if (next === node) continue
        const left = (waits[next] as number) - 1
        waits[next] = left
        if (left === 0) freed.push(next)
      }
      return freed
    },
  }
}
