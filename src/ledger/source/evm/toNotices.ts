import { AssetId, type ChainId, type EvmBlock, type EvmIssuers, EvmLogs, TxHash } from '../../../chain/index.ts'
import type { IssuerNotice } from '../../ChainSource.ts'
import type { ReadBlock } from './toTransfers.ts'

/** The chain, and whose wallets may propose what. */
export interface NoticeReading {
  readonly chain: ChainId.ChainId
  readonly issuers: readonly EvmIssuers.EvmIssuer[]
}

/**
 * What contracts say of accounts of their own token, in ledger order. Any contract can: `asset` says which one did.
 *
 * A proposal is one only where it was submitted to the wallet that is known to own the token, in the transaction's own
 * calldata: both are proved by the block's roots. What came to the wallet through another contract is not seen.
 */
export function toNotices({ block, receipts }: ReadBlock, reading: NoticeReading): readonly IssuerNotice[] {
  return block.transactions.flatMap((transaction, i) => {
    const logs = receipts[i]?.logs ?? []
    return logs.flatMap((log): IssuerNotice[] => {
      const notice = findNotice(log, reading.chain) ?? findProposal(transaction, log, reading)
      if (notice === undefined) return []
      const tx = TxHash.toBytes(TxHash.parse(transaction.hash))
      return [{ ...notice, tx, txIndex: transaction.index, ordinal: log.logIndex }]
    })
  })
}

type Said = Pick<IssuerNotice, 'kind' | 'account' | 'asset'>

function findNotice(log: EvmBlock.EvmLog, chain: ChainId.ChainId): Said | undefined {
  const notice = EvmLogs.findNotice(log)
  if (notice === undefined) return undefined
  return { kind: notice.kind, account: notice.account, asset: AssetId.erc20(chain, log.address) }
}

function findProposal(
  transaction: EvmBlock.EvmTransaction,
  log: EvmBlock.EvmLog,
  { chain, issuers }: NoticeReading,
): Said | undefined {
  const proposal = EvmLogs.findProposal(transaction, log)
  if (proposal === undefined) return undefined
  const { kind, account, token } = proposal
  const asset = AssetId.erc20(chain, token)
  const isOwner = issuers.some((issuer) => issuer.asset === asset && issuer.wallet === log.address)
  return isOwner ? { kind, account, asset } : undefined
}
