import type { AssetId } from '../../chain/index.ts'
import { TxHash } from '../../chain/index.ts'
import type { Transfer } from '../../ledger/index.ts'
import type { WatchedAddress } from '../watched/addresses.ts'
import { type AlertDraft, WATCH_RULES_VERSION } from './AlertDraft.ts'
import { boundAlerts } from './boundAlerts.ts'
import { groupBy } from './MoveGroup.ts'
import { quoteText } from './quoteText.ts'
import type { RuleContext } from './RuleContext.ts'
import { amountText, createAmount, createParty, momentText, partiesText, partyText } from './wording.ts'

/** What the rule about balances may ask beside the others. */
export interface BalanceContext extends RuleContext {
  /** The addresses of this chain whose balance is watched, by address. */
  readonly watched: ReadonlyMap<string, WatchedAddress>
}

/**
 * The balance of a watched address changes: one alert for each transaction and asset, of what comes and goes in all.
 *
 * Sees: transfers of the assets that are watched at the address. Does not see: other tokens, because anybody can make one
 * and send it; amounts below `leastUnits`; fees; a balance that changes without a transfer (rebasing tokens).
 * Medium when money comes; high when it goes, for somebody with the keys has paid.
 */
export function assessBalances(transfers: readonly Transfer[], context: BalanceContext): AlertDraft[] {
  const touching = transfers.flatMap((transfer) => touch(transfer, context))
  const byAddress = groupBy(touching, ({ watched }) => watched.address)
  return [...byAddress].flatMap(([address, touches]) => {
    const groups = groupBy(touches, ({ transfer: { tx, asset } }) => `${TxHash.fromBytes(tx)} ${asset}`)
    const drafts = [...groups.values()].flatMap((group) => draft(group, context))
    return boundAlerts(drafts, { theft: undefined, about: address, key: address }, context)
  })
}

interface Touch {
  readonly transfer: Transfer
  readonly watched: WatchedAddress
}

function touch(transfer: Transfer, { watched }: BalanceContext): Touch[] {
  const { from, to, asset } = transfer
  if (from === to) return []
  const touched = [watched.get(from), watched.get(to)]
  return touched.flatMap((found) => (found?.assets.includes(asset) === true ? [{ transfer, watched: found }] : []))
}

function draft(touches: readonly Touch[], context: BalanceContext): AlertDraft[] {
  const [{ transfer, watched }] = touches as [Touch]
  const change = touches.reduce((sum, one) => sum + signed(one), 0n)
  const size = change < 0n ? -change : change
  if (size < (context.options.leastUnits.get(transfer.asset) ?? 1n)) return []
  return [tell({ touches, watched, asset: transfer.asset, tx: TxHash.fromBytes(transfer.tx), change }, context)]
}

function signed({ transfer, watched }: Touch): bigint {
  return transfer.to === watched.address ? transfer.amount : -transfer.amount
}

interface Change {
  readonly touches: readonly Touch[]
  readonly watched: WatchedAddress
  readonly asset: AssetId.AssetId
  readonly tx: string
  readonly change: bigint
}

function tell({ touches, watched, asset, tx, change }: Change, context: BalanceContext): AlertDraft {
  const goes = change < 0n
  const amount = createAmount(goes ? 'sent' : 'received', [asset, goes ? -change : change], context)
  const account = createParty('account', watched.address, context)
  const others = othersOf(touches).map((address) => createParty(goes ? 'to' : 'from', address, context))
  const verb = goes ? 'sent' : 'received'
  return {
    rule: 'balance',
    severity: goes ? 'high' : 'medium',
    theft: undefined,
    chain: context.chain,
    block: context.block,
    tx,
    title: `${quoteText(watched.name)} ${verb} ${amountText(amount, context)}`,
    text: `The watched address ${quoteText(watched.name)}, ${partyText(account, context)}, ${verb} ${amountText(amount, context)} ${goes ? 'to' : 'from'} ${partiesText(others, context)}, in ${momentText(context, tx)}.`,
    parties: [account, ...others.slice(0, 20)],
    amounts: [amount],
    evidence: { version: WATCH_RULES_VERSION, transfers: touches.length },
    key: [tx, watched.address, asset],
  }
}

function othersOf(touches: readonly Touch[]): string[] {
  return [...new Set(touches.map(({ transfer: { from, to }, watched }) => (to === watched.address ? from : to)))]
}
