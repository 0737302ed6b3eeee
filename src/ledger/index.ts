export type { BalanceQuery, BalanceSource, FeeSum, StatedBalance } from './BalanceSource.ts'
export {
  type BlockHeader,
  type BlockRef,
  type BlockSource,
  type ChainSource,
  ISSUER_NOTICE_KINDS,
  type IssuerNotice,
  type IssuerNoticeKind,
  type SourceBlock,
  type UtxoBlock,
  type UtxoSource,
} from './ChainSource.ts'
export {
  type Frontier,
  type GatheredHub,
  type GatherOptions,
  type GatherProgress,
  type GatherReport,
  gatherLedger,
} from './gather/gatherLedger.ts'
export {
  gatherUtxos,
  type UtxoFrontier,
  type UtxoGatherOptions,
  type UtxoGatherProgress,
  type UtxoGatherReport,
  type UtxoSeeds,
} from './gather/gatherUtxos.ts'
export { listHubOwners, type Size } from './gather/Sayings.ts'
export {
  type BlockImportOptions,
  type BlockImportReport,
  type BlockProgress,
  importBlocks,
  type PlacedBlock,
} from './importBlocks.ts'
export { type ImportOptions, type ImportProgress, type ImportReport, importFile } from './importFile.ts'
export type {
  BlockRange,
  ImportSummary,
  LabelRecord,
  LedgerAsset,
  LedgerView,
  TransferPlace,
  UntracedBlocks,
} from './LedgerView.ts'
export { createCase, type SampleCase } from './sample/createCase.ts'
export { type GeneratedLedger, generateLedger, type LedgerPlan } from './sample/generateLedger.ts'
export { type SampleFiles, writeSample } from './sample/sampleFiles.ts'
export { writeLedger } from './sample/writeLedger.ts'
export { BlockFileError } from './source/bitcoin/BlockFileError.ts'
export { isBlockFile } from './source/bitcoin/findBlocks.ts'
export type { CutRecord } from './source/bitcoin/listBlocks.ts'
export { type BitcoindSourceOptions, createBitcoindSource } from './source/bitcoind/createBitcoindSource.ts'
export type { CheckedSourceOptions } from './source/CheckedBlocks.ts'
export { createCheckedSource, createCheckedUtxoSource } from './source/createCheckedSource.ts'
export { createUtxoSource, type UtxoSourceOptions } from './source/createUtxoSource.ts'
export { createEsploraBlockSource, type EsploraBlockOptions } from './source/esplora/createEsploraBlockSource.ts'
export { createEsploraTxs, type EsploraOptions } from './source/esplora/createEsploraTxs.ts'
export { ESPLORA_NAMES, type EsploraName, findInstance } from './source/esplora/findInstance.ts'
export type { PendingTx, ProvenTx, Spend, TxPage, TxSource } from './source/esplora/TxSource.ts'
export { createEvmBalances } from './source/evm/createEvmBalances.ts'
export { createEvmSource, type EvmSourceOptions } from './source/evm/createEvmSource.ts'
export { createHeadWatch, type HeadWatch, type HeadWatchOptions } from './source/evm/createHeadWatch.ts'
export { loadRecoverKey } from './source/evm/loadRecoverKey.ts'
export { ExplorerError } from './source/explorer/ExplorerError.ts'
export {
  BLOCKSCOUT_NAMES,
  createBlockscoutSource,
  isBlockscoutsOwn,
} from './source/explorer/etherscan/createBlockscoutSource.ts'
export { createEtherscanSource } from './source/explorer/etherscan/createEtherscanSource.ts'
export type { FirstReceipt } from './source/explorer/findFirstReceipt.ts'
export type { Clock, HistoryPage, HistoryQuery, HistorySource } from './source/explorer/HistorySource.ts'
export type { AddressTag, NameSource } from './source/explorer/NameSource.ts'
export { createTronGridSource } from './source/explorer/tron/createTronGridSource.ts'
export { ImportError } from './source/ImportError.ts'
export { type ColumnMap, parseColumnMap } from './source/layouts.ts'
export { FileError } from './source/lines.ts'
export { Rpc } from './source/rpc/Rpc.ts'
export { SourceError } from './source/SourceError.ts'
export { applyBlocks } from './store/applyBlocks.ts'
export { type Cursor, findCursor, listHeaders, listNextHeaders } from './store/Cursor.ts'
export { type Gathered, listGathered, listHubs } from './store/gatheredHistories.ts'
export { findMark, type LedgerMark } from './store/ledgerMark.ts'
export {
  exportGathered,
  exportGatheredTxs,
  type GatheredLedger,
  importGathered,
  importGatheredTxs,
} from './store/moveGathered.ts'
export { openUtxoView } from './store/openUtxoView.ts'
export { openView } from './store/openView.ts'
export { readTransfers } from './store/readTransfers.ts'
export { inTransaction, openStore, queryRows, type Store, StoreError } from './store/Store.ts'
export { addLabels, listLabels, replaceLabels } from './store/saveLabels.ts'
export { listLabelsOf, listNamed, type NamesAnswer, storeNames } from './store/saveNames.ts'
export { listNotices, undoBlocks } from './store/syncBlocks.ts'
export { listUntraced } from './store/untraced.ts'
export { createAccountLedger } from './sync/accountLedger.ts'
export { FOLLOW_DEFAULTS, type Follower, type FollowOptions, followChain, type SyncEvent } from './sync/followChain.ts'
export { SyncError } from './sync/SyncError.ts'
export { createUtxoLedger, UTXO_FOLLOW_DEFAULTS } from './sync/utxoLedger.ts'
export type { FlowLabel, Reject, Transfer, TransferKind } from './Transfer.ts'
export { amountAt, createColumns, ROW, type TransferColumns } from './TransferColumns.ts'
export { UNKNOWN, type UtxoColumns } from './UtxoColumns.ts'
export type { LiveUtxoView, UtxoOwner, UtxoPart, UtxoTx, UtxoView } from './UtxoView.ts'
