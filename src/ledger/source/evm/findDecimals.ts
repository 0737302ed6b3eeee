import { AssetId } from '../../../chain/index.ts'
import type { Endpoint } from '../rpc/Endpoint.ts'
import { SourceError } from '../SourceError.ts'

/** The first four bytes of Keccak-256 of `decimals()`. */
const SELECTOR = '0x313ce567'
const DECIMALS_MAX = 77n

/**
 * How many decimals a token's contract says that it has. No root covers the answer: it changes how amounts are shown,
 * never the amounts.
 *
 * @source https://eips.ethereum.org/EIPS/eip-20
 */
export async function findDecimals(
  endpoint: Endpoint,
  asset: AssetId.AssetId,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const { namespace, reference } = AssetId.toParts(asset)
  if (namespace !== 'erc20') return undefined
  const answer = await callContract(endpoint, reference, signal)
  if (typeof answer !== 'string' || !/^0x[0-9a-f]{64}$/.test(answer)) return undefined
  const decimals = BigInt(answer)
  return decimals <= DECIMALS_MAX ? Number(decimals) : undefined
}

/** A contract that has no such function fails in one way or another: that is an answer too. */
async function callContract(endpoint: Endpoint, to: string, signal?: AbortSignal): Promise<unknown> {
  try {
    return await endpoint.call({ method: 'eth_call', params: [{ to, data: SELECTOR }, 'latest'] }, signal)
  } catch (error) {
    const hasFailed = error instanceof SourceError && error.code === 'LZ_SOURCE_REFUSED' && error.rpcCode !== undefined
    if (hasFailed) return undefined
    throw error
  }
}
