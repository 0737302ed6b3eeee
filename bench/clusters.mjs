// clusters.mjs [TRANSACTIONS]: clusters the owners of all inputs of a generated UTXO ledger, at once and block by block.
import { applyTxs, CLUSTER_MERGE_MAX, createClusters, explainLink, findRoot, listMembers } from '../dist/trace/index.js'
import { bytesOf, median, peakMemory, time } from './measure.mjs'
import { createUtxoLedger } from './utxo/createUtxoLedger.mjs'

const TARGET_MS = 15_000
const ROUNDS = 3
const txs = Number(process.argv[2] ?? 10_000_000)

const columns = createUtxoLedger(txs)
const bounds = { mergeMax: CLUSTER_MERGE_MAX, isCoinJoin: () => false, entities: new Map() }
const times = []
let clusters
for (let round = 0; round < ROUNDS; round++) {
  clusters = createClusters(bounds)
  times.push((await time(() => applyTxs(clusters, columns))).ms)
}
const owners = clusters.parent.length
const largest = mostOf(clusters)
const members = [...listMembers(clusters, largest)]
const pairs = Array.from({ length: 100 }, (_, i) => ({ from: largest, to: members[(i * 7919) % members.length] }))
const links = []
const explained = await time(() => {
  for (const pair of pairs) links.push(explainLink(clusters, columns, pair).length)
})
const ms = median(times)
const n = (value) => Math.round(value).toLocaleString('en-US')
process.stdout.write(`${n(txs)} transactions, ${n(columns.spends.length)} inputs, ${n(columns.owner.length)} outputs, ${n(owners)} owners

clustering of all inputs, median of ${ROUNDS}   ${n(ms)} ms (${times.map(n).join(', ')}), target ${n(TARGET_MS)} ms: ${ms <= TARGET_MS ? 'met' : 'missed'}
  per input                          ${n((1e6 * ms) / columns.spends.length)} ns
  memory of the clustering           ${(bytesOf(clusters) / owners).toFixed(1)} B an owner
  clusters of more than one          ${n(countJoined(clusters))}; the largest has ${n(members.length)} owners; ${n(clusters.refused)} merges refused
why two owners of the largest        ${(explained.ms / pairs.length).toFixed(3)} ms, ${n(median(links))} links at the median, ${n(Math.max(...links))} at most
peak memory                          ${n(peakMemory() / 2 ** 20)} MiB
`)

function mostOf({ parent, size }) {
  let most = 0
  for (let owner = 0; owner < parent.length; owner++) {
    if (parent[owner] === owner && size[owner] > size[most]) most = owner
  }
  return findRoot(clusters, most)
}

function countJoined({ parent, size }) {
  let count = 0
  for (let owner = 0; owner < parent.length; owner++) if (parent[owner] === owner && size[owner] > 1) count++
  return count
}
