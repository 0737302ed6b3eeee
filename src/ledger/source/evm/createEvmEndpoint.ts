import { ChainId } from '../../../chain/index.ts'
import type { Patience } from '../createPatience.ts'
import { Endpoint } from '../rpc/Endpoint.ts'
import type { Rpc } from '../rpc/Rpc.ts'
import { SourceError } from '../SourceError.ts'

/** A node that must be of an EVM chain. @throws SourceError `LZ_SOURCE_OPTIONS` where the chain is none */
export function createEvmEndpoint(rpc: Rpc, chain: ChainId.ChainId, patience: Patience = {}): Endpoint {
  if (ChainId.isEvm(chain)) return new Endpoint(rpc, (asked) => assertChain(asked, chain), patience)
  const finding = `${chain} is no chain of the EVM: its blocks cannot be read there.`
  throw new SourceError('LZ_SOURCE_OPTIONS', { endpoint: rpc.endpoint }, finding)
}

async function assertChain(rpc: Rpc, chain: ChainId.ChainId): Promise<void> {
  const method = 'eth_chainId'
  const answer = await rpc.call({ method, params: [] })
  const expected = `0x${BigInt(chain.slice(chain.indexOf(':') + 1)).toString(16)}`
  if (answer === expected) return
  const finding = `The node is of chain ${nameChain(answer)}, not of ${chain}. Name a node of ${chain}, or the node's own chain.`
  throw new SourceError('LZ_SOURCE_CHAIN', { endpoint: rpc.endpoint, method }, finding)
}

/** What a node says of its chain: as a CAIP-2 id, where it can be read. */
function nameChain(answer: unknown): string {
  if (typeof answer === 'string' && /^0x[0-9a-f]{1,16}$/.test(answer)) return `eip155:${BigInt(answer)}`
  return JSON.stringify(answer).slice(0, 80)
}
