import { LazarettoError } from '../LazarettoError.ts'

/**
 * What a node is in the story of a theft.
 *
 * `seed` is where the stolen money starts, `account` passes it on, `service` is somebody's named door (exchange, mixer,
 * bridge, ...), `held` still has it, and at a `limit` the trace stopped.
 */
export type FlowKind = 'seed' | 'account' | 'service' | 'held' | 'limit'

/** One account, or several drawn as one. Amounts are base units of the stolen asset. */
export interface FlowNode {
  readonly id: string
  /** Label or short address. Untrusted text: it is cleaned when drawn. */
  readonly title: string
  readonly subtitle: string
  readonly kind: FlowKind
  /** For a service, as in its label: `exchange`, `instant-exchange`, `otc`, `mixer`, `bridge`; any other is drawn as another service. */
  readonly category?: string
  /** Stolen units that ended here; 0 when only passing. */
  readonly amount: bigint
  /** Stolen units that passed through. */
  readonly through: bigint
  /** How many accounts this node stands for, when more than one. */
  readonly members?: number
}

/** All transfers from one node to another, added up. */
export interface FlowEdge {
  readonly from: string
  readonly to: string
  readonly amount: bigint
  /** Transfers that were added up. */
  readonly count: number
}

/** Stolen money on its way: the input of a picture, independent of how it was traced. */
export interface Flow {
  readonly title: string
  /** Name of the display unit, e.g. `ETH`. */
  readonly unit: string
  /** Digits between the display unit and the base unit, 0 to 77. */
  readonly decimals: number
  readonly nodes: readonly FlowNode[]
  readonly edges: readonly FlowEdge[]
}

/**
 * Checks that a flow is one: unique node ids, edges between its nodes, no negative amount, sane decimals.
 *
 * @throws InvalidFlowError `LZ_FLOW_INVALID`
 */
export function assertFlow(flow: Flow): void {
  if (!Number.isInteger(flow.decimals) || flow.decimals < 0 || flow.decimals > 77) {
    throw new InvalidFlowError(`decimals ${flow.decimals} are not a whole number from 0 to 77`)
  }
  const ids = new Set<string>()
  for (const node of flow.nodes) assertNode(node, ids)
  for (const edge of flow.edges) assertEdge(edge, ids)
}

function assertNode(node: FlowNode, ids: Set<string>): void {
  if (ids.has(node.id)) throw new InvalidFlowError(`node ${quote(node.id)} is given twice`)
  if (node.amount < 0n || node.through < 0n) throw new InvalidFlowError(`node ${quote(node.id)} has a negative amount`)
  ids.add(node.id)
}

function assertEdge(edge: FlowEdge, ids: Set<string>): void {
  for (const id of [edge.from, edge.to]) {
    if (!ids.has(id)) throw new InvalidFlowError(`an edge names ${quote(id)}, which is not among the nodes`)
  }
  if (!Number.isSafeInteger(edge.count) || edge.count < 0) {
    throw new InvalidFlowError(`the edge from ${quote(edge.from)} has ${edge.count} transfers`)
  }
  if (edge.amount < 0n) throw new InvalidFlowError(`the edge from ${quote(edge.from)} has a negative amount`)
}

function quote(id: string): string {
  return JSON.stringify(id.slice(0, 100))
}

/** The nodes and edges given do not make a flow. */
export class InvalidFlowError extends LazarettoError {
  override readonly name = 'InvalidFlowError'

  constructor(problem: string) {
    super('LZ_FLOW_INVALID', 'input', `Not a flow that can be drawn: ${problem}. Give each node once, then its edges.`)
  }
}
