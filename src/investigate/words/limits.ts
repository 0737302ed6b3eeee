import type { Investigation } from '../Investigation.ts'
import { addressOf, clean, count, join, quote } from './phrases.ts'
import { list, type Section } from './Section.ts'

const SHOWN_MAX = 3

/** What is not known. Unknown is never safe. */
export function unknownSection(investigation: Investigation): Section {
  return {
    title: 'What this does not know',
    blocks: [
      list([
        ...readingLines(investigation),
        ...nameLines(investigation),
        ...placeLines(investigation),
        ruleLine(investigation),
        sourceLine(investigation),
        'Names of addresses are claims of those who are named beside them. A thief can choose a name that reassures.',
        'It does not know who a person is. Only an exchange or another service that took a name can say.',
        'That nothing is said against an address does not make it safe. Unknown is never safe.',
      ]),
    ],
  }
}

/** What the word of the source is worth. */
function sourceLine({ source, question }: Investigation): string {
  const checked = question.chain.startsWith('bip122:')
    ? 'Each transaction was proved to stand in a block with its work; that an output is not spent, and that nothing was left out, is its word'
    : 'It was checked for form and not against the chain itself'
  return `All of it is what ${clean(source)} told. ${checked}; for a court, let the police check the transactions with a node.`
}

function readingLines({ reading, question, source }: Investigation): string[] {
  const { waiting, hubs, broken, head } = reading
  const some = (accounts: readonly string[]): string => {
    const shown = accounts.slice(0, SHOWN_MAX).map((account) => addressOf(account, question.chain))
    return join(accounts.length > SHOWN_MAX ? [...shown, `${accounts.length - SHOWN_MAX} more`] : shown)
  }
  return [
    ...(broken === undefined ? [] : [`Reading ended early: ${clean(broken, 300)} What follows from there is missing.`]),
    ...(waiting.length === 0
      ? []
      : [
          `${count(waiting.length, 'address', 'addresses')} that the money reached ${waiting.length === 1 ? 'was' : 'were'} not read (${some(waiting)}): what came there may have moved on. Ask for more with --addresses.`,
        ]),
    ...(hubs.length === 0
      ? []
      : [
          `${count(hubs.length, 'address', 'addresses')} ${hubs.length === 1 ? 'has' : 'have'} more transfers than were read (${some(hubs.map(({ account }) => account))}): probably a service, where other people’s money is too. It was not followed through. The page of ${clean(source)} for that address may have a name.`,
        ]),
    ...(head === undefined
      ? []
      : [
          `It read up to block ${head.height}. What stands above block ${head.settled} may still be replaced, and looking again reads it anew: a payment from there may have vanished by then.`,
        ]),
  ]
}

/** Who was asked for names, and what they are worth. */
function nameLines({ reading: { names } }: Investigation): string[] {
  if (names === undefined) return []
  const { source, asked, named, refused } = names
  const told = `${quote(source)} was asked what ${count(asked, 'address is', 'addresses are')} called, and has a name for ${named}. Such names are collected from many, and nobody vouches for them: ask the exchange itself.`
  const without = `Names of addresses were not to be had${asked === 0 ? '' : ' for all of them'} (${clean(refused ?? '', 300)}): an exchange may be among those without a name.`
  return [...(asked === 0 ? [] : [told]), ...(refused === undefined ? [] : [without])]
}

function placeLines({ assets }: Investigation): string[] {
  const places = assets.flatMap((asset) => asset.places)
  const unnamed = new Set(
    places.filter(({ kind, label }) => kind === 'held' && label === undefined).map(({ account }) => account),
  )
  const isMixed = places.some(({ kind }) => kind === 'mixer')
  return [
    ...(unnamed.size === 0
      ? []
      : [
          `${count(unnamed.size, 'address', 'addresses')} where money lies ${unnamed.size === 1 ? 'has' : 'have'} no name here. One may be a deposit address of an exchange: then it is swept to the exchange soon, and looking again shows it. Give labels with --labels.`,
        ]),
    ...(isMixed ? ['What leaves a mixer is not followed: any guess about it could accuse the innocent.'] : []),
  ]
}

const RULES = {
  haircut: 'where stolen money was together with other money, each payment from there counts for its share of it',
  fifo: 'what came first leaves first',
  lifo: 'what came last leaves first',
  tiho: 'the stolen part goes to the largest payments first',
  poison: 'everything that stolen money touches is counted whole',
} as const

function ruleLine({ bounds }: Investigation): string {
  return `Coins are not marked. How much of a payment is the stolen money is a convention, here "${bounds.rule}": ${RULES[bounds.rule]}. Another convention gives other amounts; the transactions are the same.`
}
