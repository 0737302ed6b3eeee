import { Address, AssetId, TxHash } from '../../chain/index.ts'
import type { AddressExposure } from '../../screen/index.ts'
import type { WatchedAddress } from '../watched/addresses.ts'
import { type AlertDraft, type BlockStamp, WATCH_RULES_VERSION } from './AlertDraft.ts'
import { cleanText, quoteText } from './quoteText.ts'
import type { RuleContext } from './RuleContext.ts'
import { amountText, createAmount, createParty, momentText } from './wording.ts'

/** What the rule about money from listed addresses may ask. */
export interface ReachContext extends Omit<RuleContext, 'block'> {
  /** The customers of this chain, by address. */
  readonly customers: ReadonlyMap<string, WatchedAddress>
  /** What a list calls itself, by its id. */
  findTitle(list: string): string | undefined
  /** The block of a transaction; nothing where the ledger does not say. */
  findBlock(tx: string): BlockStamp | undefined
}

const TXS_MAX = 20

/**
 * An address of a sanctions list has paid one of your customers: told once for each list, address and asset.
 *
 * Sees: payments without anybody between (one transfer away), of any asset of the ledger, whether the payment is new or the
 * list is. Does not see: money that came through others, which screenings know and which is told nobody here; customers who
 * paid a listed address.
 * High: the customer is not listed, but what was received may have to be reported, and more may come.
 */
export function assessReach(exposures: readonly AddressExposure[], context: ReachContext): AlertDraft[] {
  return exposures.flatMap((exposure) => {
    const customer = context.customers.get(exposure.address)
    const isDirect = exposure.category === 'sanctions' && exposure.hops === 1
    return customer !== undefined && isDirect ? [draft(exposure, customer, context)] : []
  })
}

function draft(exposure: AddressExposure, customer: WatchedAddress, about: ReachContext): AlertDraft {
  const { origin, path, address, hops } = exposure
  const last = path.at(-1)
  const tx = last === undefined ? undefined : TxHash.parse(last)
  const block = last === undefined ? undefined : about.findBlock(last)
  const context = { ...about, block: block ?? NOWHERE }
  const asset = AssetId.parse(exposure.asset)
  const amount = createAmount('received', [asset, exposure.amount], context)
  const list = quoteText(about.findTitle(origin) ?? origin)
  const name = quoteText(customer.name)
  const shown = Address.display(address, about.chain)
  const when = block === undefined ? '' : ` The last payment of the strongest way: ${momentText(context, tx)}.`
  return {
    rule: 'reaches-customer',
    severity: 'high',
    theft: undefined,
    chain: about.chain,
    block,
    tx,
    title: `${name} has money from an address that ${list} lists`,
    text: `An address that ${list} lists has paid ${shown}, the address of your customer ${name}, with nobody between. Of what it received, ${amountText(amount, context)} came from that list, directly or through others.${when}`,
    parties: [createParty('account', address, context)],
    amounts: [amount],
    evidence: { version: WATCH_RULES_VERSION, list: cleanText(origin), hops, transactions: path.slice(-TXS_MAX) },
    key: [cleanText(origin), address, asset],
  }
}

/** Only for words that name no block. */
const NOWHERE: BlockStamp = { height: 0, hash: '', timeSec: 0 }
