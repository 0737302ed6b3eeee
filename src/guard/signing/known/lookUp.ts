import type { EvmAddress } from '../../../chain/index.ts'
import type { GuardContext, Knowledge } from '../../context.ts'
import { findKnownContract } from './knownContracts.ts'

/** What is known of an address: who uses this goes before the table that comes with it. */
export function lookUp(
  { context, chainId }: { readonly context: GuardContext; readonly chainId: number | undefined },
  address: EvmAddress.EvmAddress,
): Knowledge {
  const theirs = context.know?.(address, chainId)
  const own: Knowledge = address === context.from ? { kind: 'own' } : {}
  return { ...findKnownContract(address, chainId), ...own, ...withoutAbsent(theirs ?? {}) }
}

function withoutAbsent(knowledge: Knowledge): Knowledge {
  return Object.fromEntries(Object.entries(knowledge).filter(([, value]) => value !== undefined))
}
