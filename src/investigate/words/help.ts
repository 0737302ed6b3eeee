import { ChainId } from '../../chain/index.ts'
import type { Investigation } from '../Investigation.ts'
import { findResponders, type Responder, sumOf } from '../responders/findResponders.ts'
import type { Contact } from '../responders/Responder.ts'
import { shownAssets } from './findings.ts'
import { addressOf, amountOf, clean, join, quote, txOf } from './phrases.ts'
import { list, type Section, type Step, say } from './Section.ts'

const NOBODY =
  'Nobody who is known here can stop it where it is now. Report it all the same: what cannot be stopped today may come to an exchange later.'

/** Who can still stop it, with what power, and how to reach them. */
export function stopSection(investigation: Investigation): Section {
  const responders = findResponders(investigation)
  const check =
    'Pages move and are imitated. Type the company’s own address yourself, and do not follow advertisements or messages.'
  const blocks = [
    ...responders.flatMap((responder) => responderBlocks(responder, investigation)),
    ...freeAssets(investigation).map(say),
    ...(responders.length === 0 ? [] : [say(check)]),
  ]
  return { title: 'Who can still stop it', blocks: blocks.length === 0 ? [say(NOBODY)] : blocks }
}

/** Money that lies where nobody can block it. */
function freeAssets(investigation: Investigation): string[] {
  const issued = new Set(
    findResponders(investigation).flatMap(({ kind, asset }) => (kind === 'issuer' ? asset.id : [])),
  )
  return shownAssets(investigation).flatMap((asset) => {
    const places = asset.places.filter(({ kind, frozenBy }) => kind === 'held' && frozenBy === undefined)
    if (places.length === 0 || issued.has(asset.id)) return []
    return `${amountOf(asset, sumOf(places))} cannot be blocked by anybody who is known here, where it lies. It can be stopped where it arrives: at the next exchange. So look again often.`
  })
}

function responderBlocks(responder: Responder, { question }: Investigation): Section['blocks'] {
  const { name, asset, amount, contacts, places } = responder
  const some = places.slice(0, PLACES_SHOWN).map(({ account }) => addressOf(account, question.chain))
  const at = join(places.length > PLACES_SHOWN ? [...some, `${places.length - PLACES_SHOWN} more`] : some)
  const known = contacts.map((contact) => contactLine(contact))
  const unknown = `No page of ${clean(name)} is known here. Look on its own site, in the help centre, for "stolen funds" or "law enforcement request".`
  return [
    say(`${responderName(responder)}: ${amountOf(asset, amount)} at ${at}. ${powerOf(responder)}${claimOf(responder)}`),
    list(known.length === 0 ? [unknown] : known),
  ]
}

const PLACES_SHOWN = 3

function responderName({ kind, name, asset }: Responder): string {
  return kind === 'issuer' ? `${name}, the issuer of ${asset.name ?? asset.id}` : clean(name)
}

function powerOf({ issuer }: Responder): string {
  if (issuer === undefined)
    return 'It can hold the account that was paid and knows whose it is. It acts for the police; some hold money for a short time on a victim’s word.'
  return `It can freeze the tokens where they lie (${issuer.freezes}). It acts on ${issuer.actsOn}; ${issuer.returns}.`
}

/** Whose word it is that an address belongs to a service. */
function claimOf({ kind, places }: Responder): string {
  const sources = [...new Set(places.flatMap(({ label }) => (label === undefined ? [] : [quote(label.source)])))]
  if (kind === 'issuer' || sources.length === 0) return ''
  return ` That the address is its own is what ${join(sources)} says; it can tell you whether that is so.`
}

function contactLine({ who, page, mail, asks, asOf, source }: Contact): string {
  const to = who === 'anyone' ? 'You write to' : 'The police write to'
  const from = source === page ? '' : `, as ${source} has it`
  return `${to} ${page}${mail === undefined ? '' : ` or ${mail}`}. It asks for ${asks}. (Page of ${asOf}${from}; check it.)`
}

/** What to do next, in order. */
export function stepSection(investigation: Investigation): Section {
  const responders = findResponders(investigation)
  const services = responders.filter(({ kind }) => kind === 'service')
  const issuers = responders.filter(({ kind }) => kind === 'issuer')
  const steps = [
    ...FIRST_STEPS,
    ...services.map((one) => serviceStep(one, investigation)),
    POLICE,
    ...issuers.map((one) => issuerStep(one, investigation)),
    ...bridgeSteps(investigation),
    lookAgain(investigation),
    KEEP,
  ]
  return { title: 'What to do now, in this order', blocks: [{ kind: 'steps', steps }] }
}

const FIRST_STEPS: readonly Step[] = [
  {
    what: 'If the robbed wallet is yours: bring what is left in it to safety. Make a new wallet with a new recovery phrase on another device, and move the rest there.',
    when: 'now',
    why: 'Whoever took the money may have the key. Then everything in that wallet can go in the next minutes. Never use the old one again, but keep it.',
  },
  {
    what: 'Write down what happened: times, addresses, transactions, web sites, names, telephone numbers. Save messages and pictures. Delete nothing.',
    when: 'in the first half hour',
    why: 'You will be asked for it many times, and pages and chats disappear.',
  },
  {
    what: 'Do not pay, and do not answer the thief.',
    when: 'from now on',
    why: 'A fee, a tax or a deposit "to release the money" is the next theft. Who warns a thief makes him hurry.',
  },
]

const POLICE: Step = {
  what: 'Report it to the police, with this report, and ask for the case number. In the USA: https://www.ic3.gov. In the EU: https://www.europol.europa.eu/report-a-crime/report-cybercrime-online lists the police of each country. Elsewhere: "report cybercrime" on the site of your own police.',
  when: 'today; in the same hour if somebody who can stop it is named above',
  why: 'Exchanges and issuers act for the police. Without a case number most of them do nothing that lasts.',
}

const KEEP: Step = {
  what: 'Keep the case file as it is, note its SHA-256 and who has had it, and give copies away, never the only one.',
  when: 'always',
  why: 'It holds what the source said at that time. That it was not changed must be shown later, in court as well.',
}

function serviceStep({ name, asset, amount, places }: Responder, { question, deposits }: Investigation): Step {
  const own = deposits.filter(({ exchange, asset: of }) => exchange === name && of === asset.id)
  const through = own.map(({ account }) => addressOf(account, question.chain)).slice(0, PLACES_SHOWN)
  const customer =
    through.length === 0
      ? ''
      : ` Name ${join(through)} too: ${through.length === 1 ? 'it behaves like an address' : 'they behave like addresses'} where one of its customers pays in (likely, no proof).`
  const [first] = places
  const tx = first?.lastTx === undefined ? '' : `, the transaction (${txOf(first.lastTx, question.chain)})`
  const account = first === undefined ? '' : addressOf(first.account, question.chain)
  return {
    what: `Tell ${clean(name)} that ${amountOf(asset, amount)} of stolen money came in. Give the address that was paid (${account})${tx}, time and amount.${customer} Ask it to hold the money and to keep its records until the police write.`,
    when: 'at once; minutes count, and it is still right tomorrow',
    why: 'An exchange can hold the account only while the money is there, and money often leaves within the hour.',
  }
}

function issuerStep({ name, asset, amount, places }: Responder, { question }: Investigation): Step {
  const contract = asset.id.split(':').at(-1) ?? ''
  return {
    what: `Ask the police to have ${name} freeze ${amountOf(asset, amount)} at ${places.length === 1 ? 'one address' : `${places.length} addresses`}. They need: the chain (${ChainId.shortName(question.chain)}), the token’s contract (${contract}), the addresses and amounts above as text, every transaction from the theft to there, the case number, and an officer’s name.`,
    when: 'with the police report, the same day',
    why: 'It works only while the tokens lie there. A wrong chain or contract is refused.',
  }
}

function bridgeSteps({ assets }: Investigation): Step[] {
  const bridges = assets.flatMap(({ places }) => places.filter(({ kind }) => kind === 'bridge'))
  const names = [...new Set(bridges.map(({ service, label }) => service ?? quote(label?.name ?? 'a bridge')))]
  if (names.length === 0) return []
  return [
    {
      what: `Find out where the money came out of ${join(names)}: open the transaction on the bridge’s own explorer, and begin again here with the address and chain that it shows.`,
      when: 'today',
      why: 'The trail goes on there. This report ends at the bridge.',
    },
  ]
}

function lookAgain({ source }: Investigation): Step {
  return {
    what: `Look again: keep the result with --out case.lazaretto, and later run: lazaretto investigate case.lazaretto --source ${clean(source)}`,
    when: 'every hour on the first day, every day in the first weeks, then every month, for years',
    why: 'Stolen money often lies still and then moves. The moment when it reaches an exchange is the moment to act.',
  }
}

/** What to beware of: those who rob the robbed, and what is there to be mistaken for something else. */
export function bewareSection({ lookalikes, question }: Investigation): Section {
  const pairs = lookalikes.map(({ account, other }) => {
    return `${addressOf(account, question.chain)} is not ${addressOf(other, question.chain)}: they only look alike. Compare every character, and never copy an address from a history.`
  })
  return {
    title: 'Beware',
    blocks: [
      list([
        'People will offer to get your money back for a fee: by mail, in chats, in comments, as lawyers, "hackers", or "the FBI". Anybody who asks for money first is a thief. Nobody can take coins out of another’s wallet. Police and exchanges take no fee. (FBI, IC3 alert I-081123-PSA.)',
        'Never give your recovery phrase, a private key or remote access to your computer to anybody, whoever they say they are.',
        'This report is no recovery service and asks for nothing.',
        ...pairs,
      ]),
    ],
  }
}
