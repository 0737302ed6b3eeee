export * from './addresses/index.ts'
export type { GuardContext, Know, Knowledge, KnowledgeKind } from './context.ts'
export { createFeed, type Feed, type FeedHit } from './domains/feed/Feed.ts'
export type { FeedHeader, FeedSource } from './domains/feed/FeedHeader.ts'
export { type OpenFeedOptions, openFeed, type VerifyEd25519 } from './domains/feed/openFeed.ts'
export { guardUrl, type UrlAnswer, type UrlContext, type UrlFinding, type UrlStanding } from './domains/guardUrl.ts'
export type { KnownName, KnownNames } from './domains/KnownNames.ts'
export { type Brand, type BrandTable, createBrandTable } from './domains/lookalike/Brand.ts'
export { parse as parseSite, type Site } from './domains/Site.ts'
export { conclude, type Finding, type GuardAnswer } from './Finding.ts'
export { checkSafe, type SafeAnswer, type SafeOptions } from './safe/checkSafe.ts'
export { gradeExecution as gradeSafeExecution } from './safe/gradeContent.ts'
export { parseRecords as parseSafeRecords, type RecordContext as SafeRecordContext } from './safe/parseRecords.ts'
export type { SafeCode, SafeFinding } from './safe/SafeFinding.ts'
export {
  findHashes as findSafeHashes,
  findMessageHashes as findSafeMessageHashes,
  type SafeForm,
  type SafeHashes,
} from './safe/SafeHashes.ts'
export type { Confirmation, SafeRecord, SafeTransaction } from './safe/SafeTransaction.ts'
export { AbiError } from './signing/abi/AbiError.ts'
export type { AbiField, AbiType } from './signing/abi/AbiType.ts'
export { type AbiOddity, type AbiValue, type Decoded, decodeArguments } from './signing/abi/decodeArguments.ts'
export { type AbiFunction, parseSignature, parseType } from './signing/abi/parseSignature.ts'
export type { Call, Description, Explainers, Explanation } from './signing/calls/Call.ts'
export { type ExplainedCall, explainCall } from './signing/calls/explainCall.ts'
export { findKnownContract } from './signing/known/knownContracts.ts'
export { readExploits } from './signing/known/readExploits.ts'
export { explainHash, explainMessage, type MessageAnswer } from './signing/messages/explainMessage.ts'
export { SigningError } from './signing/SigningError.ts'
export type { SigningCode, SigningFinding } from './signing/SigningFinding.ts'
export type { Struct } from './signing/Struct.ts'
export { type Authorization, hashAuthorization } from './signing/transaction/Authorization.ts'
export { explainAuthorization } from './signing/transaction/explainAuthorization.ts'
export {
  explainParsed,
  explainTransaction,
  type TransactionAnswer,
  type TransactionExplainers,
} from './signing/transaction/explainTransaction.ts'
export { gradeAuthorization } from './signing/transaction/gradeAuthorization.ts'
export { parseTransaction, type RawTransaction } from './signing/transaction/parseTransaction.ts'
export { explainTypedData, type TypedAnswer, type TypedExplainers } from './signing/typed/explainTypedData.ts'
export { parseTypedData } from './signing/typed/parseTypedData.ts'
export type { TypedData } from './signing/typed/TypedData.ts'
