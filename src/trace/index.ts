export { type ExposureOptions, type ExposureSource, exposeLedger, type LedgerExposure } from './exposeLedger.ts'
export { type Exposure, measureExposure } from './measureExposure.ts'
export { measureReach } from './measureReach.ts'
export { RULES_VERSION, type TaintRuleName } from './rules/TaintRule.ts'
export { InvalidSeedError, type NamedSeed, parseSeed, type Seed } from './Seed.ts'
export type { EndKind } from './TaintFlow.ts'
export { TraceError } from './TraceError.ts'
export { createTraceIndex, type Holding, type TraceIndex } from './TraceIndex.ts'
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
  type ChainView,
  COUNTERPARTIES_MAX,
  type Direction,
  type Mix,
  type Theft,
  type TraceOptions,
  traceSources,
  traceTheft,
} from './traceTheft.ts'
export type { UtxoRuleName } from './utxo/rules.ts'
export { spreadHaircut as spreadUtxoHaircut } from './utxo/spreadHaircut.ts'
export { createUtxoIndex, type UtxoIndex, UtxoLedgerError } from './utxo/UtxoIndex.ts'
