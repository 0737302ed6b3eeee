export { isAtLeast, isLead } from './grades.ts'
export { type IncidentAddressClaim, listIncidentAddresses } from './listIncidentAddresses.ts'
export { openBuiltInRegister } from './openBuiltIn.ts'
export type { Incident, IncidentAddress, IncidentTx, Register } from './Register.ts'
export type {
  Attribution,
  Claim,
  DatedFact,
  IncidentRecord,
  LossUsd,
  PublishedTotal,
  RegisterDocument,
  RouteStep,
  Source,
  Sourced,
  StoppedMoney,
  TakenAsset,
} from './RegisterDocument.ts'
export { describeProblem, RegisterError, type RegisterProblem, type RegisterProblemCode } from './RegisterError.ts'
export { inspectRegister, mergeRegisters, type RegisterReading, readRegister } from './readRegister.ts'
export { registerSchema } from './registerSchema.ts'
export { ADDRESS_ROLES, type AddressRole, type CountedList, GRADES, type Grade, VECTORS, type Vector } from './words.ts'
