import { AssetId, ChainId } from '../../chain/index.ts'
import type { LedgerAsset } from '../../ledger/index.ts'
import type { BlockStamp } from '../rules/AlertDraft.ts'
import type { AssetUnit, RuleContext } from '../rules/RuleContext.ts'
import { WATCH_OPTIONS } from '../watched/WatchOptions.ts'
import type { Watch } from './Watch.ts'

/** What every rule may ask of a block. */
export function createRuleContext(
  { plan, ledger }: Pick<Watch, 'plan' | 'ledger'>,
  block: BlockStamp,
  assets: readonly LedgerAsset[],
): RuleContext {
  const units = new Map(assets.map((asset) => [asset.caip19, toUnit(asset)]))
  return {
    chain: plan.chain,
    block,
    options: WATCH_OPTIONS,
    findLabel: (address) => ledger.findLabel(address),
    findUnit: (asset) => units.get(asset),
  }
}

function toUnit({ caip19, decimals }: LedgerAsset): AssetUnit {
  const { chain, namespace } = AssetId.toParts(caip19 as AssetId.AssetId)
  return { decimals, symbol: namespace === 'slip44' ? ChainId.find(chain)?.nativeSymbol : undefined }
}
