// Poison over a graph of graphology, the usual library for graphs in JavaScript: the transfers are its edges.
import graphology from 'graphology'
import { addressOf } from './plainObjects.mjs'

/** One node for each holding, one edge for each transfer; making it is not part of the measured time. */
export function toGraph({ rows, from, to }) {
  const graph = new graphology.MultiDirectedGraph()
  for (let row = 0; row < rows; row++) {
    graph.mergeNode(addressOf(from[row]))
    graph.mergeNode(addressOf(to[row]))
    graph.addDirectedEdge(addressOf(from[row]), addressOf(to[row]), { row })
  }
  return graph
}

/**
 * Marks the seeds, then each receiver of a marked node, transfer after transfer.
 *
 * A graph keeps no order of time, so the edges are sorted by that of their transfers first.
 */
export function poisonOfGraph(graph, seeds) {
  for (const seed of seeds) graph.setNodeAttribute(addressOf(seed), 'poisoned', true)
  const rowOf = (edge) => graph.getEdgeAttribute(edge, 'row')
  for (const edge of graph.edges().sort((a, b) => rowOf(a) - rowOf(b))) {
    if (graph.getNodeAttribute(graph.source(edge), 'poisoned')) {
      graph.setNodeAttribute(graph.target(edge), 'poisoned', true)
    }
  }
}

export function clearPoison(graph) {
  graph.forEachNode((node) => graph.removeNodeAttribute(node, 'poisoned'))
}

export function isPoisoned(graph, holding) {
  return graph.hasNode(addressOf(holding)) && graph.getNodeAttribute(addressOf(holding), 'poisoned') === true
}
