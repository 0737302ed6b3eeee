export type { EditionDiff, OwnedAddress } from './compareEditions.ts'
export { confirmCurrent } from './confirmCurrent.ts'
export { type Confirmation, confirmVanished } from './confirmVanished.ts'
export { diffEditions, type FormDiff } from './diffEditions.ts'
export { type EditionClaim, type Guard, guardEdition, ListRefusedError, type Word } from './guardEdition.ts'
export { createJsonLines, type JsonLinesWriter, readJsonLines } from './jsonLinesFile.ts'
export {
  type EditionCounts,
  type EditionInfo,
  type ListCheck,
  type ListState,
  VaultError,
} from './ListState.ts'
export type { PastEntry, StoredEntry } from './StoredEntry.ts'
export { readEdition } from './stageFile.ts'
export { type ListFile, type UpdateOptions, type UpdateReport, updateList } from './updateList.ts'
export { findRecord, findState, isListId, listStates, readEntries, readPast, type Vault } from './Vault.ts'
