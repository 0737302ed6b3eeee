import { AssetId, type ChainId, type EvmAddress } from '../../chain/index.ts'
import type { Token, Who } from '../script/Step.ts'

/** A chain with everything on it: who has which address. */
export interface Town {
  readonly chain: ChainId.ChainId
  readonly tokens: Readonly<Record<Token, EvmAddress.EvmAddress>>
  readonly router: EvmAddress.EvmAddress
  /** Accounts, deposit addresses, pools, the bridge and the pair, by their part in the script. */
  readonly addresses: ReadonlyMap<Who, EvmAddress.EvmAddress>
}

/** The address of somebody in the script. */
export function addressOf({ addresses }: Pick<Town, 'addresses'>, who: Who): EvmAddress.EvmAddress {
  const address = addresses.get(who)
  if (address === undefined) throw new RangeError(`Nobody in the town is called ${who}.`)
  return address
}

export function assetOf({ chain, tokens }: Town, token: Token): AssetId.AssetId {
  return AssetId.erc20(chain, tokens[token])
}
