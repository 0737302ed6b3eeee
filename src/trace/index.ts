export type { EndKind } from './followTaint.ts'
export { RULES_VERSION, type TaintRuleName } from './rules/TaintRule.ts'
export { InvalidSeedError, type NamedSeed, parseSeed, type Seed } from './Seed.ts'
export type {
  Completion,
  Destination,
  Edge,
  Limit,
  LimitKind,
  LineKind,
  StatementLine,
  TraceReport,
} from './TraceReport.ts'
export {
  COUNTERPARTIES_MAX,
  type Direction,
  type Theft,
  TraceError,
  type TraceOptions,
  traceSources,
  traceTheft,
} from './traceTheft.ts'
