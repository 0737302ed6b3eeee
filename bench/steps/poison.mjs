// poison.mjs COLUMNS: poison from 100 payers through everything, by our kernel and by graphology.
import { firstRows, readColumns } from '../columns.mjs'
import { interleave, time } from '../measure.mjs'
import { clearPoison, isPoisoned, poisonOfGraph, toGraph } from '../peers/graphologyPoison.mjs'
import { spreadPoison } from '../product.mjs'

const GRAPH_ROWS = 200_000
const folder = process.argv[2]

const all = readColumns(folder)
const { ours } = await interleave(7, { ours: createPass(all).pass })
process.stdout.write(JSON.stringify({ rows: all.rows, ours, ...(await againstGraph()) }))

async function againstGraph() {
  const columns = firstRows(all, GRAPH_ROWS)
  const pass = createPass(columns)
  const seeds = seedsOf(columns)
  const built = await time(() => toGraph(columns))
  const graph = built.result
  const theirs = async () => {
    clearPoison(graph)
    return (await time(() => poisonOfGraph(graph, seeds))).ms
  }
  const medians = await interleave(5, { oursOnGraph: pass.pass, graph: theirs })
  const marks = pass.marks()
  for (let holding = 0; holding < columns.holdings; holding++) {
    if ((marks[holding] === 1) === isPoisoned(graph, holding)) continue
    throw new Error(`Holding ${holding} is poisoned in one of the two only.`)
  }
  return { graphRows: columns.rows, graphBuildMs: built.ms, ...medians }
}

function createPass(columns) {
  const seeds = seedsOf(columns)
  const stops = new Uint8Array(columns.holdings)
  let marks
  return {
    marks: () => marks,
    pass: async () => {
      const { ms, result } = await time(() => spreadPoison(columns, { seeds, stops }))
      marks = result
      return ms
    },
  }
}

/** The payers of every 997th row of the first hundred thousand. */
function seedsOf({ from }) {
  return Array.from({ length: 100 }, (_, i) => from[997 * i]).filter((holding) => holding !== undefined)
}
