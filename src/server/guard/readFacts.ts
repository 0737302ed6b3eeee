import { ChainId, EvmAddress } from '../../chain/index.ts'
import type { AddressFacts, AskNode } from '../../guard/index.ts'
import { GuardError } from './GuardError.ts'

const QUANTITY = /^0x[0-9a-f]{1,64}$/i
const CODE = /^0x(?:[0-9a-f]{2})*$/i

/** Of a code no more is kept than what tells a delegation. */
const CODE_CHARACTERS = 64

/**
 * Asks a node what is at an address: code, transactions sent, balance.
 *
 * @throws GuardError `LZ_GUARD_NODE` where the node is of another chain or answers something else; SourceError
 */
export async function readFacts(
  ask: AskNode,
  { address, chain }: { address: string; chain: ChainId.ChainId | undefined },
): Promise<AddressFacts> {
  if (!address.startsWith('0x'))
    throw new GuardError('LZ_GUARD_NODE', 'Only nodes of EVM chains are asked. Leave the node out.')
  await assertChain(ask, chain === undefined ? undefined : numberOf(chain))
  const at = EvmAddress.parse(address)
  const [code, nonce, balance] = await Promise.all([
    ask('eth_getCode', [at, 'latest']),
    ask('eth_getTransactionCount', [at, 'latest']),
    ask('eth_getBalance', [at, 'latest']),
  ])
  return { code: toCode(code), nonce: Number(toQuantity(nonce)), balance: toQuantity(balance) }
}

/** The chain that a node is of. @throws GuardError `LZ_GUARD_NODE` where another one is meant */
export async function assertChain(ask: AskNode, chainId: number | undefined): Promise<number> {
  const found = Number(toQuantity(await ask('eth_chainId', [])))
  if (chainId === undefined || chainId === found) return found
  throw new GuardError(
    'LZ_GUARD_NODE',
    `The node is of chain ${found}, and this is of chain ${chainId}. Name a node of that chain.`,
  )
}

/** At which addresses there is code. */
export async function findCode(
  ask: AskNode,
  addresses: readonly EvmAddress.EvmAddress[],
): Promise<ReadonlyMap<EvmAddress.EvmAddress, boolean>> {
  const codes = await Promise.all(addresses.map((address) => ask('eth_getCode', [address, 'latest'])))
  return new Map(addresses.map((address, i) => [address, toCode(codes[i]) !== '0x']))
}

/** @throws GuardError `LZ_GUARD_NODE` */
export function toQuantity(value: unknown): bigint {
  if (typeof value === 'string' && QUANTITY.test(value)) return BigInt(value)
  throw new GuardError('LZ_GUARD_NODE', 'The node answers in another form than JSON-RPC has. Name another one.')
}

function toCode(value: unknown): string {
  if (typeof value === 'string' && CODE.test(value)) return value.slice(0, CODE_CHARACTERS).toLowerCase()
  throw new GuardError('LZ_GUARD_NODE', 'The node answers in another form than JSON-RPC has. Name another one.')
}

function numberOf(chain: ChainId.ChainId): number {
  return ChainId.isEvm(chain) ? Number(chain.slice('eip155:'.length)) : Number.NaN
}
