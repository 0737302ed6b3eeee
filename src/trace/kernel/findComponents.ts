import { groupBy } from './groupBy.ts'

/** Edges of a directed graph: edge `i` goes from node `source[i]` to node `target[i]`. */
export interface EdgeList {
  readonly nodes: number
  readonly source: Uint32Array
  readonly target: Uint32Array
}

/**
 * The strongly connected component of each node, as a number that its nodes share. Linear, without recursion.
 *
 * @source Robert Tarjan: Depth-first search and linear graph algorithms, 1972
 */
export function findComponents(graph: EdgeList): Uint32Array {
  const { start, items: edges } = groupBy(graph.source, graph.nodes)
  const component = new Uint32Array(graph.nodes)
  // Order of discovery, from 1; `low` is the earliest node on the stack that is reached.
  const found = new Uint32Array(graph.nodes)
  const low = new Uint32Array(graph.nodes)
  const isOpen = new Uint8Array(graph.nodes)
  const next = start.slice()
  const open: number[] = []
  const path: number[] = []
  let count = 0
  const enter = (node: number): void => {
    found[node] = low[node] = ++count
    isOpen[node] = 1
    open.push(node)
    path.push(node)
  }
  const close = (root: number): void => {
    for (let node = -1; node !== root; ) {
      node = open.pop() as number
      isOpen[node] = 0
      component[node] = root
    }
  }
  for (let root = 0; root < graph.nodes; root++) {
    if (found[root] === 0) enter(root)
    while (path.length > 0) {
      const node = path[path.length - 1] as number
      const at = next[node] as number
      if (at < (start[node + 1] as number)) {
        next[node] = at + 1
        const other = graph.target[edges[at] as number] as number
        if (found[other] === 0) enter(other)
        else if (isOpen[other] === 1) low[node] = Math.min(low[node] as number, found[other] as number)
        continue
      }
      path.pop()
      const before = path[path.length - 1]
      if (before !== undefined) low[before] = Math.min(low[before] as number, low[node] as number)
      if (low[node] === found[node]) close(node)
    }
  }
  return component
}
