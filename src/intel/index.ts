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
  type LabelFile,
  LabelFileError,
  type LabelFileOptions,
  type LabelFormat,
  type LabelReject,
  type LabelRejectCode,
  readLabelFile,
  readLabelFiles,
} from './labels/index.ts'
export type { BirthDate, EntryKind, ListedName, NameQuality } from './lists/ListEntry.ts'
export { parseReading } from './parseReading.ts'
export type { NameHints } from './readHints.ts'
export { readName } from './readName.ts'
export * as ServiceTable from './ServiceTable.ts'
export type { Service } from './services/Service.ts'
