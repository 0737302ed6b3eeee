import type { AssetAccount, Investigation, Move } from '../Investigation.ts'
import { addressOf, amountOf, clean, count, moment, txOf, unitOf } from './phrases.ts'
import { type Block, list, type Section, say } from './Section.ts'

const MOVES_SHOWN = 20

/** What is new in a result, compared with the one before it. */
export function changeSection(before: Investigation, after: Investigation): Section {
  const blocks = after.assets.flatMap((asset) => {
    const old = before.assets.find(({ id }) => id === asset.id)
    return changesOf(asset, old, after)
  })
  const gone = before.assets.filter(({ id }) => !after.assets.some((asset) => asset.id === id))
  const lost = gone.map((asset) =>
    say(`Of ${unitOf(asset)} nothing is found any more: the source tells another story than before.`),
  )
  const nothing = say('Nothing has moved since then, as far as the source tells.')
  const all = [...blocks, ...lost]
  return { title: `What changed since ${moment(before.atSec)}`, blocks: all.length === 0 ? [nothing] : all }
}

function changesOf(asset: AssetAccount, old: AssetAccount | undefined, { question }: Investigation): Block[] {
  const moves = newMoves(asset.moves, old?.moves ?? [])
  const taken = BigInt(asset.taken.amount) - BigInt(old?.taken.amount ?? 0)
  const reached = newServices(asset, old)
  const shown = moves.slice(0, MOVES_SHOWN).map(({ tx, timeSec, from, to, amount }) => {
    const service = asset.places.find(({ account }) => account === to)?.service
    const known = service === undefined ? '' : ` (${clean(service)})`
    const way = `from ${addressOf(from, question.chain)} to ${addressOf(to, question.chain)}${known}`
    return `${amountOf(asset, amount)} ${way}, ${moment(timeSec)}, transaction ${txOf(tx, question.chain)}`
  })
  const rest = moves.length - shown.length
  return [
    ...(taken > 0n ? [say(`${amountOf(asset, taken)} more came to where it began.`)] : []),
    ...(taken < 0n ? [say(`${amountOf(asset, -taken)} less than before counts as taken.`)] : []),
    ...(moves.length > 0 ? [say(`${count(moves.length, 'new transfer')} of ${unitOf(asset)}:`), list(shown)] : []),
    ...(rest > 0 ? [say(`and ${rest} more, in the JSON`)] : []),
    ...reached.map((name) => say(`It has now reached ${name}. Act on it at once, as said below.`)),
  ]
}

/** Moves that were not there; several can be alike. */
function newMoves(moves: readonly Move[], old: readonly Move[]): Move[] {
  const keyOf = ({ tx, from, to }: Move): string => `${tx} ${from} ${to}`
  const left = new Map<string, number>()
  for (const move of old) left.set(keyOf(move), (left.get(keyOf(move)) ?? 0) + 1)
  return moves.filter((move) => {
    const known = left.get(keyOf(move)) ?? 0
    left.set(keyOf(move), known - 1)
    return known <= 0
  })
}

function newServices(asset: AssetAccount, old: AssetAccount | undefined): string[] {
  const namesOf = (account: AssetAccount | undefined): string[] =>
    (account?.places ?? []).flatMap(({ kind, service }) =>
      kind === 'cashed-out' && service !== undefined ? [service] : [],
    )
  const known = new Set(namesOf(old))
  return [...new Set(namesOf(asset))].filter((name) => !known.has(name)).map((name) => clean(name))
}
