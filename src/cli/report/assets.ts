import { Amount, AssetId } from '../../chain/index.ts'

/** An asset as reports name it: a token by its contract. */
export interface ShownAsset {
  readonly asset: string
  /** Undefined where no source said: then amounts are in base units. */
  readonly decimals: number | undefined
}

/** What to call an asset, and that its amounts are base units where they are. */
export function assetText({ asset, decimals }: ShownAsset): string {
  const name = AssetId.displayName(AssetId.parse(asset))
  return decimals === undefined ? `${name} base units` : name
}

/** An amount for people: grouped, at most six decimals; all of them where there are no more than eight. */
export function unitsText(amount: bigint, { decimals = 0 }: ShownAsset): string {
  return Amount.formatGrouped(amount, decimals, decimals <= 8 ? decimals : 6)
}
