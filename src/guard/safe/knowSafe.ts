import type { EvmAddress } from '../../chain/index.ts'
import { indexContacts } from '../addresses/AddressBook.ts'
import { knowBook } from '../addresses/knowBook.ts'
import type { GuardContext, Know, Knowledge } from '../context.ts'
import { findKnownContract } from '../signing/known/knownContracts.ts'
import type { Circle } from './gradeSigners.ts'
import { OFFICIAL_CODE } from './officialCode.ts'
import type { SafeTransaction } from './SafeTransaction.ts'

const SAFE = 'the Safe'
const OWNER = 'an owner of the Safe'

/**
 * Adds what the Safe itself tells of addresses: its own, its owners, the contracts of Safe's makers, and which others can be taken
 * for the Safe or its owners.
 */
export function knowSafe(
  { safe }: Pick<SafeTransaction, 'safe'>,
  { owners = [] }: Circle,
  context: GuardContext,
): GuardContext {
  const ours = new Map<EvmAddress.EvmAddress, Knowledge>(OFFICIAL_CODE)
  for (const owner of owners) ours.set(owner, { kind: 'own', name: OWNER })
  ours.set(safe, { kind: 'own', name: SAFE, hasCode: true })
  const circle = [{ address: safe, name: SAFE }, ...owners.map((address) => ({ address, name: OWNER }))]
  const alike = knowBook(indexContacts(circle))
  const know: Know = (address, chainId) =>
    merge(ours.get(address) ?? alike(address, chainId), find(context, address, chainId))
  return { ...context, know }
}

/** Safe's own libraries stay what they are under any name that others give them. */
function find(
  context: GuardContext,
  address: EvmAddress.EvmAddress,
  chainId: number | undefined,
): Knowledge | undefined {
  const theirs = context.know?.(address, chainId)
  const known = findKnownContract(address, chainId)
  return known?.kind === 'safe-library' ? { ...theirs, ...known } : theirs
}

function merge(ours: Knowledge | undefined, theirs: Knowledge | undefined): Knowledge | undefined {
  if (ours === undefined || theirs === undefined) return ours ?? theirs
  const said = Object.fromEntries(Object.entries(theirs).filter(([, value]) => value !== undefined))
  return { ...ours, ...said }
}
