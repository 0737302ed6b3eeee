export type { DrawOptions } from './drawFlow.ts'
export { drawFlow } from './drawFlow.ts'
export type { Flow, FlowEdge, FlowKind, FlowNode } from './Flow.ts'
export { InvalidFlowError } from './Flow.ts'
