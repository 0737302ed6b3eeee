import { ChainId } from '../../chain/index.ts'
import type { AssetAccount, Investigation } from '../Investigation.ts'
import { findResponders, sumOf } from '../responders/findResponders.ts'
import { addressOf, amountOf, capital, clean, count, join, moment, txOf, unitOf } from './phrases.ts'
import { groupPlaces, placeLines } from './places.ts'
import { type Block, list, type Section, say } from './Section.ts'

const ASSETS_SHOWN = 5

/** Assets that are told in words: those with a name that we vouch for, and some of the others. */
export function shownAssets({ assets }: Investigation): readonly AssetAccount[] {
  const named = assets.filter(({ name }) => name !== undefined)
  const others = assets.filter(({ name }) => name === undefined)
  return [...named, ...others.slice(0, Math.max(0, ASSETS_SHOWN - named.length))]
}

/** What was asked, and the answer in one sentence for each asset. */
export function summarySection(investigation: Investigation): Section {
  const { question, source, atSec, reading } = investigation
  const chain = ChainId.shortName(question.chain)
  const asked = `${capital(subjectOf(investigation))} on ${chain}, followed with what ${clean(source)} told up to ${moment(atSec)}.`
  const answers = shownAssets(investigation).map((asset) => answerOf(asset, investigation))
  const nothing = `${clean(source)} knows of no money that moved here. Check the address and the chain: the same address can be empty on one chain and in use on another.`
  const moving = (reading.pending ?? []).map((tx) => {
    return `It is moving right now: the transaction ${txOf(tx, question.chain)} waits for a block. Look again in ten minutes.`
  })
  const told = answers.length === 0 ? [nothing] : answers
  return { title: 'In short', blocks: [asked, ...told, ...moving, ...actLines(investigation)].map(say) }
}

/** Who can still stop a part of it, in one line. */
function actLines(investigation: Investigation): string[] {
  const all = findResponders(investigation).map(
    ({ name, asset, amount }) => `${clean(name)} (${amountOf(asset, amount)})`,
  )
  return all.length === 0 ? [] : [`A part can still be stopped, by ${join(all)}. What to do now stands below.`]
}

/** `the address 0x...`, `the transaction 0x...`. */
export function subjectOf({ question }: Investigation): string {
  const { kind, subject, chain, ordinal } = question
  if (kind === 'address') return `the address ${addressOf(subject, chain)}`
  const part = ordinal === undefined ? '' : `, number ${ordinal} of its parts,`
  return `the transaction ${txOf(subject, chain)}${part}`
}

function answerOf(asset: AssetAccount, investigation: Investigation): string {
  const parts = groupPlaces(asset, investigation).map(({ amount, where }) => `${amountOf(asset, amount)} ${where}`)
  return `Of ${amountOf(asset, asset.taken.amount)}: ${join(parts)}.`
}

const CHANGE =
  'All outputs of the transaction are followed. One of them may be the change that went back to whoever paid: if you know which output was stolen, ask again with its number behind the transaction, as in ...:0.'

/** What was taken, and when. */
export function takenSection(investigation: Investigation): Section {
  const { question, bounds, assets } = investigation
  const hasChange =
    question.kind === 'transaction' && question.ordinal === undefined && question.chain.startsWith('bip122:')
  const rest = assets.length - shownAssets(investigation).length
  const own =
    'This counts all that came to this address. If it is your own wallet, it is more than what was stolen: ask again with the transaction of the theft, or with --since and the time of the theft.'
  const others = `${count(rest, 'other token')} also moved. Anybody can make a token and call it as they like, and most such tokens are worth nothing; the JSON (--json) has them all.`
  return {
    title: question.kind === 'address' ? 'What came to this address' : 'What this transaction took',
    blocks: [
      list(shownAssets(investigation).map(takenLine)),
      ...(rest > 0 ? [say(others)] : []),
      ...cutLines(investigation).map(say),
      ...(question.kind === 'address' && bounds.sinceSec === undefined ? [say(own)] : []),
      ...(hasChange ? [say(CHANGE)] : []),
    ],
  }
}

/** What the person asked to leave out. */
function cutLines({ bounds, assets }: Investigation): string[] {
  const [first] = assets
  return [
    ...(bounds.sinceSec === undefined
      ? []
      : [`Only what came from ${moment(bounds.sinceSec)} on is counted, as you asked.`]),
    ...(bounds.amount === undefined || first === undefined
      ? []
      : [`At most ${clean(bounds.amount)} ${unitOf(first)} is counted as stolen, as you asked.`]),
  ]
}

function takenLine(asset: AssetAccount): string {
  const { amount, transfers, senders, firstSec, lastSec, opening } = asset.taken
  const when = firstSec === lastSec ? `, ${moment(firstSec)}` : `, from ${moment(firstSec)} to ${moment(lastSec)}`
  const how =
    transfers === 0 ? '' : ` in ${count(transfers, 'transfer')} from ${count(senders, 'address', 'addresses')}${when}`
  const before =
    BigInt(opening) === 0n ? '' : `; ${amountOf(asset, opening)} of it without a receipt that the source shows`
  return `${amountOf(asset, amount)}${how}${before}`
}

/** Where it is now: for each asset its places, and that they add up. */
export function whereSections(investigation: Investigation): Section[] {
  return shownAssets(investigation).map((asset) => ({
    title: `Where the ${unitOf(asset)} is now`,
    blocks: [
      ...groupPlaces(asset, investigation).flatMap((group): Block[] => {
        const { amount, where, note } = group
        const said = `${amountOf(asset, amount)} ${where}.${note === '' ? '' : ` ${note}`}`
        return [say(said), list(placeLines(group, asset, investigation))]
      }),
      say(balanceOf(asset)),
    ],
  }))
}

function balanceOf(asset: AssetAccount): string {
  const total = amountOf(asset, sumOf(asset.places))
  if (asset.isBalanced) return `Together ${total}: all of it is accounted for, to the last unit.`
  return `These do not add up to ${amountOf(asset, asset.taken.amount)}: the rule poison says what the money touched, not how much of it.`
}
