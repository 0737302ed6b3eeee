import { EvmIssuers, TxHash } from '../../chain/index.ts'
import type { IssuerNotice, IssuerNoticeKind } from '../../ledger/index.ts'
import type { WatchedAddress } from '../watched/addresses.ts'
import { type AlertDraft, type AmountFact, type Severity, WATCH_RULES_VERSION } from './AlertDraft.ts'
import { boundAlerts } from './boundAlerts.ts'
import { quoteText } from './quoteText.ts'
import type { RuleContext } from './RuleContext.ts'
import { amountText, createAmount, createParty, momentText, partyText } from './wording.ts'

/** Stolen money that an account has when the block ends. */
export interface HeldTaint {
  readonly theft: string
  readonly name: string
  readonly stolen: AmountFact['asset']
  readonly origin: bigint
}

/** What the rule about issuers may ask beside the others. */
export interface NoticeContext extends RuleContext {
  listHeld(account: string): readonly HeldTaint[]
  findWatched(account: string): WatchedAddress | undefined
}

type Relation = 'tainted' | 'watched' | 'other'

const SEVERITY: Readonly<Record<IssuerNoticeKind, Readonly<Record<Relation, Severity>>>> = {
  freeze: { tainted: 'high', watched: 'critical', other: 'low' },
  unfreeze: { tainted: 'critical', watched: 'high', other: 'low' },
  'freeze-proposed': { tainted: 'critical', watched: 'critical', other: 'medium' },
  'unfreeze-proposed': { tainted: 'critical', watched: 'high', other: 'medium' },
  destroy: { tainted: 'high', watched: 'critical', other: 'low' },
}

const VERBS: Readonly<Record<IssuerNoticeKind, string>> = {
  freeze: 'froze',
  unfreeze: 'unfroze',
  'freeze-proposed': 'proposed to freeze',
  'unfreeze-proposed': 'proposed to unfreeze',
  destroy: 'destroyed the frozen balance of',
}

const FOLLOWS: Readonly<Record<IssuerNoticeKind, string>> = {
  freeze: 'The asset cannot leave this account until the issuer lifts it; other assets of the account can.',
  unfreeze: 'The asset can leave this account again.',
  'freeze-proposed': 'It is not frozen until enough signers confirm: until then the holder can see this and pay out.',
  'unfreeze-proposed': 'It stays frozen until enough signers confirm.',
  destroy: 'The units are burned; the issuer may issue them again to whom they belong.',
}

/**
 * A token's issuer freezes an account, lifts a freeze, proposes either, or destroys what is frozen.
 *
 * Sees: what the issuer's contract logs, as the source of blocks reads it. Does not see: what an issuer does off the
 * chain, freezes of contracts that the source does not know, and why it was done.
 * For an account with stolen money critical where somebody must act at once (a proposal that the thief can see too, a lift),
 * else high; for a watched one critical or high; for all others low, and medium for proposals, which are the news of the
 * minutes before a freeze. One alert for each theft that has money there.
 */
export function assessNotices(notices: readonly IssuerNotice[], context: NoticeContext): AlertDraft[] {
  const drafts = notices.flatMap((notice) => assess(notice, context))
  const others = drafts.filter(({ theft }) => theft === undefined)
  const bounded = boundAlerts(others, { theft: undefined, about: 'issuers', key: 'issuers' }, context)
  return [...drafts.filter(({ theft }) => theft !== undefined), ...bounded]
}

function assess(notice: IssuerNotice, context: NoticeContext): AlertDraft[] {
  const held = context.listHeld(notice.account)
  const watched = context.findWatched(notice.account)
  const about = held.map((taint) => tell(notice, { relation: 'tainted', taint }, context))
  if (watched !== undefined) return [...about, tell(notice, { relation: 'watched', watched }, context)]
  return about.length > 0 ? about : [tell(notice, { relation: 'other' }, context)]
}

interface Why {
  readonly relation: Relation
  readonly taint?: HeldTaint
  readonly watched?: WatchedAddress
}

function tell(notice: IssuerNotice, { relation, taint, watched }: Why, context: NoticeContext): AlertDraft {
  const { kind, asset, account } = notice
  const tx = TxHash.fromBytes(notice.tx)
  const party = createParty('account', account, context)
  const stolen = taint === undefined ? undefined : createAmount('stolen', [taint.stolen, taint.origin], context)
  const subject = taint === undefined ? 'an account' : `an account with money of ${quoteText(taint.name)}`
  const name = context.findUnit(asset)?.symbol
  const known = EvmIssuers.find(asset)
  const token = name === undefined ? asset : `${quoteText(name, 24)} (${asset})`
  const issuer =
    known === undefined ? `The issuer of ${token}, whom nobody here knows,` : `${known.name}, the issuer of ${token},`
  const has =
    stolen === undefined || taint === undefined
      ? ''
      : ` It has ${amountText(stolen, context)} stolen in ${quoteText(taint.name)}.`
  const is = watched === undefined ? '' : ` It is the watched address ${quoteText(watched.name)}.`
  return {
    rule: 'issuer',
    severity: isOthersToken(known, asset, taint) ? 'low' : SEVERITY[kind][relation],
    theft: taint?.theft,
    chain: context.chain,
    block: context.block,
    tx,
    title: `An issuer ${VERBS[kind]} ${watched === undefined ? subject : quoteText(watched.name)}`,
    text: `${issuer} ${VERBS[kind]} ${partyText(party, context)}, says its contract in ${momentText(context, tx)}.${has}${is} ${FOLLOWS[kind]}`,
    parties: [party],
    amounts: stolen === undefined ? [] : [stolen],
    evidence: {
      version: WATCH_RULES_VERSION,
      notice: kind,
      asset,
      relation,
      ordinal: notice.ordinal,
      ...toldBy(known),
    },
    key: [tx, kind, asset, account, relation, taint?.stolen ?? ''],
  }
}

/** Anyone can issue a token and let it say something of any account: of what was stolen even that is news. */
function isOthersToken(
  known: EvmIssuers.EvmIssuer | undefined,
  asset: IssuerNotice['asset'],
  taint: HeldTaint | undefined,
): boolean {
  return known === undefined && taint?.stolen !== asset
}

/** Who is said to have issued the token, and by whom. */
function toldBy(known: EvmIssuers.EvmIssuer | undefined): AlertDraft['evidence'] {
  return known === undefined ? { issuer: 'unknown' } : { issuer: known.name, issuerSource: known.source }
}
