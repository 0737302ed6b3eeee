import { AssetId, ChainId } from '../../chain/index.ts'
import type { LedgerAsset } from '../../ledger/index.ts'

/** What the outputs of a chain are worth. Chains that are not in the table are test networks. */
export function utxoAsset(chain: ChainId.ChainId): LedgerAsset {
  const info = ChainId.find(chain)
  const caip19 = info === undefined ? AssetId.parse(`${chain}/slip44:1`) : AssetId.native(chain)
  return { id: 0, caip19, decimals: info?.nativeDecimals ?? 8, inexact: 0 }
}
