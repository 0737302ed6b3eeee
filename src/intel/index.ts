export * from './actors/index.ts'
export { findFreezes } from './findFreezes.ts'
export {
  HARMS,
  type Label,
  type LabelCategory,
  type LabelRole,
  type NameReading,
  type ReadingBasis,
  STOPS,
} from './Label.ts'
export * as LabelBook from './LabelBook.ts'
export { type FlowLabel, labelFromFlow } from './labelFromFlow.ts'
export {
  type FileBytes,
  isNobody,
  isReserved,
  type LabelFile,
  LabelFileError,
  type LabelFileOptions,
  type LabelFormat,
  type LabelReject,
  type LabelRejectCode,
  readLabelFile,
  readLabelFiles,
} from './labels/index.ts'
export { readCurrency } from './labels/readCurrency.ts'
export { type ExplorerSaying, labelsFromExplorer } from './labelsFromExplorer.ts'
export {
  type AddressFault,
  type BirthDate,
  type DeltaAction,
  type EntryKind,
  findAddresses,
  findKnownList,
  KNOWN_LISTS,
  type KnownList,
  type ListCategory,
  type ListChange,
  type ListCompanions,
  type ListEntry,
  ListError,
  type ListErrorCode,
  type ListedAddress,
  type ListedDocument,
  type ListedName,
  type ListOptions,
  type ListReading,
  type ListSummary,
  type NameQuality,
  readList,
} from './lists/index.ts'
export { parseReading } from './parseReading.ts'
export type { NameHints } from './readHints.ts'
export { readName } from './readName.ts'
export * from './register/index.ts'
export * as ServiceTable from './ServiceTable.ts'
export type { Service } from './services/Service.ts'
export * from './vault/index.ts'
