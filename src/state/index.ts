export {
  type ApiKey,
  createKey,
  findKey,
  hasScope,
  type KeyPlan,
  type KeySource,
  listKeys,
  revokeKey,
  SCOPES,
  type Scope,
} from './apiKeys.ts'
export * as CanonicalJson from './CanonicalJson.ts'
export type { Decision, DecisionDraft, LogHead } from './Decision.ts'
export { type DecisionWriter, type DecisionWriterOptions, openDecisionWriter } from './DecisionWriter.ts'
export {
  appendDecision,
  appendDecisions,
  findHead,
  type LogRange,
  listDecisions,
  verifyLog,
} from './decisionLog.ts'
export * as Outbox from './Outbox.ts'
export { StateError } from './StateError.ts'
export { inTransaction, openKeptState, openState, type WorkState } from './WorkState.ts'
