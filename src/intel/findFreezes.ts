import type { Label } from './Label.ts'
import * as LabelBook from './LabelBook.ts'
import { isReserved } from './labels/index.ts'

/**
 * Those labels of one address that say that the issuer of a token has frozen it.
 *
 * None where that says nothing of an owner: issuers also block the zero address, precompiles and other numbers to `0x..ffff`,
 * contracts of tokens (their own too, so that nobody pays in by mistake), and pools, routers and wallets of services that
 * are known by name. An address where a service's customer pays in has an owner.
 *
 * @param labels - All of one address.
 * @source https://github.com/graphsense/graphsense-tagpacks/blob/master/packs/usdt_blacklist.yaml
 */
export function findFreezes(labels: readonly Label[]): readonly Label[] {
  const freezes = labels.filter(({ category, isBlocked }) => category === 'blocked' || isBlocked === true)
  const [first] = freezes
  if (first === undefined || isReserved(first.address)) return []
  return isOwned(LabelBook.resolve(labels)) ? freezes : []
}

function isOwned({ category, stops, basis, role }: LabelBook.ResolvedLabel): boolean {
  const isService = stops && basis !== 'category' && role !== 'deposit'
  return category !== 'token' && category !== 'burn' && !isService
}
