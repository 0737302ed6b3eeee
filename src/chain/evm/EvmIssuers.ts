import * as AssetId from '../AssetId.ts'
import * as ChainId from '../ChainId.ts'
import * as EvmAddress from '../EvmAddress.ts'

/** Who has issued a token and can freeze accounts of it, and where that is said. */
export interface EvmIssuer {
  readonly name: string
  readonly asset: AssetId.AssetId
  /** The wallet of several signers that owns the token's contract, where it is known: what it submits is the issuer's wish. */
  readonly wallet: EvmAddress.EvmAddress | undefined
  /** Whose word it is that this contract is the issuer's. */
  readonly source: string
}

const TETHER = 'https://tether.to/en/supported-protocols'
const CIRCLE = 'https://developers.circle.com/stablecoins/usdc-contract-addresses'

/**
 * Tokens whose issuers are known. Any other contract can write the same logs about itself.
 *
 * @source https://etherscan.io/address/0xdac17f958d2ee523a2206206994597c13d831ec7#readContract, `owner`
 */
export const KNOWN: readonly EvmIssuer[] = [
  issue(
    'Tether',
    'ethereum',
    '0xdAC17F958D2ee523a2206206994597C13D831ec7',
    '0xC6CDE7C39eB2f0F0095F41570af89eFC2C1Ea828',
  ),
  issue('Tether', 'avalanche', '0x9702230A8Ea53601f5cD2dc00fDBc13d4dF4A8c7'),
  issue('Circle', 'ethereum', '0xA0b86991c6218b36c1d19D4a2e9Eb0cE3606eB48'),
  issue('Circle', 'base', '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'),
  issue('Circle', 'arbitrum', '0xaf88d065e77c8cC2239327C5EDb3A432268e5831'),
  issue('Circle', 'optimism', '0x0b2C639c533813f4Aa9D7837CAf62653d097Ff85'),
  issue('Circle', 'polygon', '0x3c499c542cEF5E3811e1192ce70d8cC03d5c3359'),
  issue('Circle', 'avalanche', '0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E'),
]

/**
 * The issuer of a token, if it is known.
 *
 * @example
 * EvmIssuers.find(AssetId.parse('eip155:1/erc20:0xdac17f958d2ee523a2206206994597c13d831ec7'))?.name // 'Tether'
 */
export function find(asset: AssetId.AssetId, issuers: readonly EvmIssuer[] = KNOWN): EvmIssuer | undefined {
  return issuers.find((issuer) => issuer.asset === asset)
}

function issue(name: 'Tether' | 'Circle', chain: string, token: string, wallet?: string): EvmIssuer {
  return {
    name,
    asset: AssetId.erc20(ChainId.parse(chain), EvmAddress.parse(token)),
    wallet: wallet === undefined ? undefined : EvmAddress.parse(wallet),
    source: name === 'Tether' ? TETHER : CIRCLE,
  }
}
