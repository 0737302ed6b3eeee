import { AssetId, type ChainId, EvmLogs, TxHash } from '../../../chain/index.ts'
import type { IssuerNotice } from '../../ChainSource.ts'
import type { ReadBlock } from './toTransfers.ts'

/** What contracts say of accounts of their own token, in ledger order. Any contract can: `asset` says which one did. */
export function toNotices({ block, receipts }: ReadBlock, chain: ChainId.ChainId): readonly IssuerNotice[] {
  return block.transactions.flatMap(({ hash, index }, i) => {
    const logs = receipts[i]?.logs ?? []
    return logs.flatMap((log): IssuerNotice[] => {
      const notice = EvmLogs.findNotice(log)
      if (notice === undefined) return []
      const { kind, account } = notice
      const asset = AssetId.erc20(chain, log.address)
      return [{ kind, account, asset, tx: TxHash.toBytes(TxHash.parse(hash)), txIndex: index, ordinal: log.logIndex }]
    })
  })
}
