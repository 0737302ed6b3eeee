import { Address, ChainId } from '../../chain/index.ts'
import type { FormDiff, OwnedAddress } from '../../intel/index.ts'
import type { WatchedAddress } from '../watched/addresses.ts'
import { type AlertDraft, WATCH_RULES_VERSION } from './AlertDraft.ts'
import { cleanText, quoteText } from './quoteText.ts'

/** A list, and whom its addresses could touch. */
export interface ListChangeContext {
  /** Id and title of the list, e.g. `ofac-sdn`. */
  readonly list: { readonly id: string; readonly title: string; readonly published: string | undefined }
  readonly customers: readonly WatchedAddress[]
}

/**
 * An entry of a sanctions list has an address of one of your customers: told once for each list and address.
 *
 * Sees: addresses that came to the list, in any spelling, on every chain where they are valid: an EVM address that is
 * listed for one chain is a customer's on all of them. Does not see: customers who only dealt with the new address, which
 * is what a screening of their history answers, and names.
 * Critical: from the entry's date on, dealing with this customer may be forbidden.
 */
export function assessListChange(
  { addedAddresses }: Pick<FormDiff, 'addedAddresses'>,
  context: ListChangeContext,
): AlertDraft[] {
  const byAddress = new Map<string, WatchedAddress[]>()
  for (const customer of context.customers) {
    byAddress.set(customer.address, [...(byAddress.get(customer.address) ?? []), customer])
  }
  return addedAddresses.flatMap((added) =>
    findTouched(added, byAddress).map((customer) => draft(added, customer, context)),
  )
}

function findTouched({ address }: OwnedAddress, customers: ReadonlyMap<string, WatchedAddress[]>): WatchedAddress[] {
  const readings = address.readings.flatMap(({ canonical }) => customers.get(canonical) ?? [])
  const evm = address.readings.some(({ kind }) => kind === 'evm')
  const touched = readings.filter(({ chain, address: own }) =>
    address.readings.some(
      ({ canonical, chains }) => canonical === own && (chains.includes(chain) || (evm && ChainId.isEvm(chain))),
    ),
  )
  return [...new Set(touched)]
}

function draft({ address, owner }: OwnedAddress, customer: WatchedAddress, { list }: ListChangeContext): AlertDraft {
  const party = owner.names[0]?.text
  const who = party === undefined ? 'an entry without a name' : quoteText(party)
  const source = cleanText(list.title)
  const shown = Address.display(customer.address, customer.chain)
  const edition = list.published === undefined ? '' : `, edition of ${cleanText(list.published)}`
  const label = { name: cleanText(party ?? address.text), source, category: 'sanctioned', isDisputed: false, claims: 1 }
  return {
    rule: 'sanctions',
    severity: 'critical',
    theft: undefined,
    chain: customer.chain,
    block: undefined,
    tx: undefined,
    title: `${quoteText(list.title)} lists an address of ${quoteText(customer.name)}`,
    text: `${quoteText(list.title)}${edition} has the address ${shown} on ${ChainId.shortName(customer.chain)}, of ${who} (entry ${quoteText(owner.uid)}). It is the address of your customer ${quoteText(customer.name)}. The list writes it ${quoteText(address.text, 128)}.`,
    parties: [{ role: 'account', address: customer.address, label }],
    amounts: [],
    evidence: {
      version: WATCH_RULES_VERSION,
      list: cleanText(list.id),
      uid: cleanText(owner.uid),
      programmes: owner.programmes.slice(0, 20).map((programme) => cleanText(programme)),
      recordHash: owner.recordHash,
    },
    // Not the entry: many lists number theirs anew in each edition.
    key: [cleanText(list.id), customer.address],
  }
}
