import { Address, Amount, AssetId, ChainId, TxHash } from '../../chain/index.ts'
import type { AmountFact, Attribution, Party } from './AlertDraft.ts'
import { cleanText, quoteText } from './quoteText.ts'
import type { AssetUnit, RuleContext } from './RuleContext.ts'

const LISTED_MAX = 5
const SYMBOL_LENGTH_MAX = 24

/** A party with what is said of it. */
export function createParty(role: Party['role'], address: string, { findLabel }: RuleContext): Party {
  const label = findLabel(address)
  if (label === undefined) return { role, address, label: undefined }
  const { name, source, category, isDisputed, claims } = label
  const said = { name: cleanText(name), source: cleanText(source), category, isDisputed, claims: claims.length }
  return { role, address, label: said }
}

/** An amount with its decimals, where they are known. */
export function createAmount(
  what: AmountFact['what'],
  [asset, units]: readonly [AssetId.AssetId, bigint],
  context: RuleContext,
): AmountFact {
  return { what, asset, units, decimals: unitOf(asset, context).decimals }
}

/** An address in full, and who says whose it is; that nobody says so is said of a receiver. */
export function partyText({ role, address, label }: Party, { chain }: RuleContext): string {
  const shown = Address.display(address, chain)
  if (label !== undefined) return `${shown} (${attributionText(label)})`
  return role === 'to' ? `${shown} (no source names it, which does not make it safe)` : shown
}

/** Several parties: the first few in full, the others counted. */
export function partiesText(parties: readonly Party[], context: RuleContext): string {
  const shown = parties.slice(0, LISTED_MAX).map((party) => partyText(party, context))
  const rest = parties.length - shown.length
  return joinWords(rest > 0 ? [...shown, `${rest} more`] : shown)
}

function attributionText({ category, name, source, isDisputed, claims }: Attribution): string {
  const others =
    claims === 1 ? '' : isDisputed ? `; ${claims - 1} other claims, in dispute` : `; ${claims - 1} more claims`
  return `${category}: ${quoteText(name)}, says ${quoteText(source)}${others}`
}

/** An amount in display units; in base units where nothing says how many make one. A token has its id beside its name. */
export function amountText({ asset, units, decimals }: AmountFact, context: RuleContext): string {
  const { symbol } = unitOf(asset, context)
  const name =
    symbol === undefined
      ? asset
      : AssetId.findNativeUnit(asset) !== undefined
        ? symbol
        : `${quoteText(symbol, SYMBOL_LENGTH_MAX)} (${asset})`
  return decimals === undefined ? `${units} base units of ${name}` : `${Amount.formatGrouped(units, decimals)} ${name}`
}

/** Several amounts in one phrase. */
export function amountsText(amounts: readonly AmountFact[], context: RuleContext): string {
  return joinWords(amounts.map((amount) => amountText(amount, context)))
}

/** Where and when: transaction, block and time. */
export function momentText({ chain, block }: RuleContext, tx?: string): string {
  const transaction = tx === undefined ? '' : `transaction ${txText(tx, chain)}, `
  return `${transaction}block ${block.height} of ${ChainId.shortName(chain)}, ${timeText(block.timeSec)}`
}

/** A moment as people write it. */
export function timeText(timeSec: number): string {
  return `${new Date(timeSec * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** A span of time in its largest whole unit. */
export function spanText(spanSec: number): string {
  const [size, unit] = SPANS.find(([least]) => spanSec >= least) ?? [1, 'second']
  const count = Math.floor(spanSec / size)
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const SPANS: readonly (readonly [sec: number, unit: string])[] = [
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
]

function txText(tx: string, chain: ChainId.ChainId): string {
  return TxHash.display(tx as TxHash.TxHash, chain)
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function unitOf(asset: AssetId.AssetId, { findUnit }: RuleContext): AssetUnit {
  const native = AssetId.findNativeUnit(asset)
  if (native !== undefined) return native
  const unit = findUnit(asset)
  return { symbol: unit?.symbol ?? AssetId.findName(asset), decimals: unit?.decimals }
}
