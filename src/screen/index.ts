export type { Effect } from '../Effect.ts'
export * as Verdict from '../Verdict.ts'
export type { Claim, ClaimCategory, Source, Standing } from './Claim.ts'
export { type ClaimingList, claimOfIncident, claimsOfEntry, claimsOfPast, REGISTER } from './claimsOf.ts'
export type { AddressExposure } from './ExposureTable.ts'
export * as ExposureTable from './ExposureTable.ts'
export { findUninstalled } from './findUninstalled.ts'
export { type ListGap, type ListStatus, listGaps } from './ListStatus.ts'
export * from './names/index.ts'
export {
  defaultPolicy,
  type IndirectRule,
  type Policy,
  policyDocument,
} from './Policy.ts'
export { PolicyError, parsePolicy } from './parsePolicy.ts'
export type { CategoryExposure, ExposureSum, Reason, ReasonCode, SourcedClaim } from './Reason.ts'
export { createScreener, type ExposureLookup, noExposure, RULES_VERSION, type Screener } from './Screener.ts'
export { type AddressAnswer, screenAddress } from './screenAddress.ts'
export { type BatchAnswer, screenBatch } from './screenBatch.ts'
export {
  judgeNames,
  type NameAnswer,
  type NamedParty,
  type NameGap,
  type PartyHit,
  type PartyRef,
  partyOf,
  screenName,
} from './screenName.ts'
export { screenTransfer, type TransferAnswer, type TransferQuestion } from './screenTransfer.ts'
export * as Watchlist from './watchlist/Watchlist.ts'
