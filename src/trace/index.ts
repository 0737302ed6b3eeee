export { createFundingFinder } from './behaviour/createFundingFinder.ts'
export { createGapsOf } from './behaviour/createGapsOf.ts'
export { createTimeline, type Timeline } from './behaviour/createTimeline.ts'
export { DEPOSIT_BOUNDS, type DepositFinding, findDeposits } from './behaviour/findDeposits.ts'
export {
  type FindFunding,
  type FunderHop,
  type FunderReport,
  type FunderStop,
  type Funding,
  followFunders,
} from './behaviour/followFunders.ts'
export { listMoves, type Move as AccountMove } from './behaviour/listMoves.ts'
export { listVictims, type Payer, type PayerKind, type VictimReport } from './behaviour/listVictims.ts'
export {
  type Explanation,
  type Gap,
  type ReconcileFacts,
  type ReconcileStatus,
  type Reconciliation,
  reconcile,
} from './behaviour/reconcile.ts'
export { type GapsOf, type ReconcileOptions, reconcileAccounts } from './behaviour/reconcileAccounts.ts'
export { type LedgerBalance, sumBalances } from './behaviour/sumBalances.ts'
export type { CoinJoinFinding } from './coinjoin/classifyCoinJoin.ts'
export { exposeLedger } from './exposeLedger.ts'
export type { ExposureOptions, ExposureSource, LedgerExposure } from './LedgerExposure.ts'
export { createLiveIndex, type LiveIndex, type LiveStart, listStandings } from './live/LiveIndex.ts'
export { type Advance, createLiveTrace, type LiveBounds, type LiveOrigin, type LiveTrace } from './live/LiveTrace.ts'
export type { Move } from './live/Move.ts'
export { type Exposure, measureExposure } from './measureExposure.ts'
export { measureReach } from './measureReach.ts'
export { RULES_VERSION, type TaintRuleName } from './rules/TaintRule.ts'
export { InvalidSeedError, type NamedSeed, parseSeed, type Seed } from './Seed.ts'
export {
  applyTxs,
  CLUSTER_MERGE_MAX,
  type ClusterBounds,
  type Clusters,
  ClustersBehindError,
  createClusters,
  findRoot,
  listMembers,
} from './structure/Clusters.ts'
export { explainLink, type Link } from './structure/explainLink.ts'
export { PEEL_BOUNDS, type PeelBounds, type PeelStep } from './structure/PeelChain.ts'
export {
  type Activity,
  type ClusterReport,
  type LinkReport,
  type MemberReport,
  type Moment,
  reportCluster,
  reportLink,
} from './structure/reportCluster.ts'
export { type CoinReport, type PeelReport, reportTx, type TxReport } from './structure/reportTx.ts'
export { openStructure, type Structure } from './structure/Structure.ts'
export { type ChangeOpinion, type ChangeVote, VOTES_AHEAD_MIN } from './structure/voteChange.ts'
export type { EndKind } from './TaintFlow.ts'
export { TraceError } from './TraceError.ts'
export { createTraceIndex, type Holding, type TraceIndex } from './TraceIndex.ts'
export type {
  CandidateEnd,
  CandidateSet,
  Completion,
  Destination,
  Edge,
  Limit,
  LimitKind,
  LineKind,
  MixStop,
  StatementLine,
  TraceReport,
} from './TraceReport.ts'
export {
  type ChainView,
  COUNTERPARTIES_MAX,
  type Direction,
  type Theft,
  type TraceOptions,
  traceSources,
  traceTheft,
} from './traceTheft.ts'
export type { UtxoRuleName } from './utxo/rules.ts'
export { spreadHaircut as spreadUtxoHaircut } from './utxo/spreadHaircut.ts'
export { createUtxoIndex, type UtxoIndex, UtxoLedgerError } from './utxo/UtxoIndex.ts'
