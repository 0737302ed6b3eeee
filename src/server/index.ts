export { createApp } from './createApp.ts'
export type { Desk, Limits } from './Desk.ts'
export { ENGINE_VERSION } from './edition/Basis.ts'
export { type PolicyFile, readPolicyFile } from './edition/PolicyFile.ts'
export { type ExposureSummary, writeExposures } from './exposureFiles.ts'
export { vaultIn } from './folders.ts'

export { type AddressQuestion, answerAddress } from './guard/answerAddress.ts'
export { answerMessage, answerTyped } from './guard/answerMessage.ts'
export { answerRepository } from './guard/answerRepository.ts'
export { answerSafe, type SafeQuestion } from './guard/answerSafe.ts'
export { answerTransaction, type SigningContext, type TransactionQuestion } from './guard/answerTransaction.ts'
export { answerUrl, toFeedRecord } from './guard/answerUrl.ts'
export { readBook, readPaid, withBook } from './guard/contacts.ts'
export { readAuthorization, readDraft } from './guard/Draft.ts'
export {
  feedPlaces,
  openFeedFile,
  openOwnFeed,
  parseFeedKey,
  readFeedKeys,
  replaceFile,
} from './guard/FeedShelf.ts'
export * from './guard/GuardDocument.ts'
export { GuardError } from './guard/GuardError.ts'
export type { GuardSupplies, GuardTools } from './guard/GuardTools.ts'
export { parseBoundedJson, readBounded } from './guard/guardFiles.ts'
export { isHost } from './guard/links.ts'
export { openNode } from './guard/openNode.ts'
export { readDescriptors } from './guard/readDescriptors.ts'
export { fromRecord, keepForScreenings, toRecord } from './labelRecords.ts'

export { type Listening, type ListenOptions, listen } from './listen.ts'
export { loadScreener } from './loadScreener.ts'
export { openChainView, resolveLabels } from './openChainView.ts'
export { type DeskOptions, type OpenDesk, openDesk } from './openDesk.ts'
export { LedgerQueue } from './process/LedgerQueue.ts'
export { openPort, type Port } from './process/openPort.ts'
export { endpoints } from './routes/index.ts'
export { type CommandOrder, parseOrder, VARIABLES } from './socket/CommandOrder.ts'
export { assertUnserved } from './socket/connectTo.ts'
export { type Door, openDoor } from './socket/openDoor.ts'
export { RelayError } from './socket/RelayError.ts'
export { relayCommand } from './socket/relayCommand.ts'
export { KeptExposures } from './watch/KeptExposures.ts'
export { ListedMoney, toWatchNews } from './watch/ListedMoney.ts'
export type { WatchNews } from './watch/WatchNews.ts'
