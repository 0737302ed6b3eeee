export { findIncidents, type IncidentFilter } from './findIncidents.ts'
export { isAtLeast, isLead } from './grades.ts'
export { type IncidentAddressClaim, listIncidentAddresses } from './listIncidentAddresses.ts'
export { openBuiltInRegister } from './openBuiltIn.ts'
export type { Incident, IncidentAddress, IncidentTx, Register } from './Register.ts'
export type {
  Attribution,
  Claim as IncidentClaim,
  DatedFact,
  IncidentRecord,
  LossUsd,
  PublishedTotal,
  RegisterDocument,
  RouteStep,
  Source as RegisterSource,
  Sourced as SourcedItems,
  StoppedMoney,
  TakenAsset,
} from './RegisterDocument.ts'
export { describeProblem, RegisterError, type RegisterProblem, type RegisterProblemCode } from './RegisterError.ts'
export { inspectRegister, mergeRegisters, type RegisterReading, readRegister } from './readRegister.ts'
export { ANY_EVM, findRegisterChain } from './registerChain.ts'
export { registerSchema } from './registerSchema.ts'
export {
  type Reconciliation,
  type Statistics as IncidentStatistics,
  type StoppedTally,
  statistics,
  type Tally as IncidentTally,
  type YearTally,
} from './statistics.ts'
export { ADDRESS_ROLES, type AddressRole, type CountedList, GRADES, type Grade, VECTORS, type Vector } from './words.ts'
