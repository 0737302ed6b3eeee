export { findKnownList, KNOWN_LISTS, type KnownList, type ListCategory } from './catalogue.ts'
export type {
  AddressFault,
  BirthDate,
  EntryKind,
  ListEntry,
  ListedAddress,
  ListedDocument,
  ListedName,
  NameQuality,
} from './ListEntry.ts'
export { ListError, type ListErrorCode } from './ListError.ts'
export type { ListCompanions } from './ListFormat.ts'
export type { DeltaAction, ListChange, ListReading, ListSummary } from './ListReading.ts'
export { type ListOptions, readList } from './readList.ts'
export { findAddresses } from './text/findAddresses.ts'
