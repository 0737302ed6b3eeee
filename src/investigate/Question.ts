import { Address, assertNoSecret, ChainId, TxHash } from '../chain/index.ts'
import { InvestigateError } from './InvestigateError.ts'
import { readLink } from './readLink.ts'

/** What was asked: an address or a transaction, of which chain. */
export interface Question {
  readonly kind: 'address' | 'transaction'
  readonly chain: ChainId.ChainId
  /** Canonical text of the address, or the transaction's hash with `0x`. */
  readonly subject: string
  /** Of a transaction: only one output of it, or one transfer by its log index. */
  readonly ordinal?: number | undefined
}

/** How a question was understood. */
export interface Recognised extends Question {
  /** What was assumed on the way, for the person who asked to check. */
  readonly notes: readonly string[]
}

export interface QuestionOptions {
  /** The chain that the person named. */
  readonly chain?: ChainId.ChainId | undefined
  /** Whether money can be followed on a chain: with the source that was named, or with any. */
  readonly canFollow: (chain: ChainId.ChainId) => boolean
}

/**
 * Understands what a person pasted: an address, a transaction, or an explorer's link to one.
 *
 * Where a text can be of several chains it does not guess.
 *
 * @throws InvestigateError `LZ_INVESTIGATE_TEXT` for what is neither; `LZ_INVESTIGATE_CHAIN` where the chain must be
 * named; `LZ_INVESTIGATE_UNFOLLOWED` for chains that cannot be followed
 * @throws SecretError `LZ_SECRET` for a recovery phrase or a private key, which is never repeated
 * @throws InvalidAddressError where the named chain does not have that address
 * @example
 * parseQuestion('TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', { canFollow }) // an address on tron
 * parseQuestion('0xdac17f958d2ee523a2206206994597c13d831ec7', { canFollow }) // throws LZ_INVESTIGATE_CHAIN
 */
export function parseQuestion(given: string, options: QuestionOptions): Recognised {
  const text = given.trim().replace(/^["'<]+|["'>]+$/g, '')
  assertNoSecret(text)
  const link = readLink(text)
  if (link === undefined) return recognise(text, options)
  const { notes, ...question } = recognise(link.text, { ...options, chain: options.chain ?? link.chain })
  return { ...question, notes: [...notes, `the link is to an explorer of ${ChainId.shortName(question.chain)}`] }
}

function recognise(text: string, options: QuestionOptions): Recognised {
  if (NAME.test(text)) throw nameless(text)
  return TRANSACTION.test(text) ? readTransaction(text, options) : readAddress(text, options)
}

/** A name of ENS or of another service of names. */
const NAME = /^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*\.[a-z]{2,20}$/u

const TRANSACTION = /^((?:0x)?[0-9a-fA-F]{64})(?::(\d{1,9}))?$/

function readTransaction(text: string, options: QuestionOptions): Recognised {
  const [, id = '', ordinal] = TRANSACTION.exec(text) ?? []
  const isMarked = text.startsWith('0x')
  const all = ChainId.known.map(({ id }) => id).filter((chain) => HASH_CHAINS.test(chain))
  const chains = all.filter((chain) => !isMarked || ChainId.isEvm(chain))
  const { chain, notes } = choose({ what: 'transaction', chains }, options)
  const place = ordinal === undefined ? {} : { ordinal: Number(ordinal) }
  return { kind: 'transaction', chain, subject: TxHash.parse(id), ...place, notes }
}

/** Chains whose transactions have names of 32 bytes in hex. */
const HASH_CHAINS = /^(?:eip155|bip122|tron):/

function readAddress(text: string, options: QuestionOptions): Recognised {
  if (options.chain !== undefined) {
    const subject = Address.parse(text, options.chain)
    return { kind: 'address', ...choose({ what: 'address', chains: [options.chain] }, options), subject }
  }
  const matches = Address.detect(text)
  if (matches.length === 0) throw unreadable(text)
  const { chain, notes } = choose({ what: 'address', chains: matches.flatMap(({ chains }) => chains) }, options)
  return { kind: 'address', chain, subject: Address.parse(text, chain), notes }
}

interface Choice {
  readonly what: 'address' | 'transaction'
  readonly chains: readonly ChainId.ChainId[]
}

/** The one chain that a text can be followed on. */
function choose({ what, chains }: Choice, options: QuestionOptions): Pick<Recognised, 'chain' | 'notes'> {
  const all = [...new Set(chains)]
  const here = options.chain === undefined ? all : [options.chain]
  const [first, ...others] = here.filter(options.canFollow)
  if (first === undefined) throw unfollowed(here)
  if (others.length > 0) throw ambiguous(what, [first, ...others])
  const rest = all.filter((chain) => chain !== first && options.chain === undefined).map(ChainId.shortName)
  const note = `it could also be of ${rest.slice(0, 5).join(', ')}, which cannot be followed from here`
  return { chain: first, notes: rest.length === 0 ? [] : [note] }
}

function ambiguous(what: Choice['what'], chains: readonly ChainId.ChainId[]): InvestigateError {
  const names = chains.map(ChainId.shortName).join(', ')
  const where = 'The wallet or the explorer where you copied it shows the network.'
  const why =
    what === 'address'
      ? `This is an address, and the same one can be used on several chains: ${names}`
      : `This is the name of a transaction as several chains have them: ${names}`
  const secret = what === 'transaction' ? ' (If it is a private key, stop: never give it to any program.)' : ''
  return new InvestigateError('LZ_INVESTIGATE_CHAIN', `${why}. ${where} Say which one: --chain ethereum${secret}`)
}

function unfollowed(chains: readonly ChainId.ChainId[]): InvestigateError {
  const names = chains.slice(0, 5).map(ChainId.shortName).join(', ')
  const message = `It is of ${names}, which the sources at hand do not have. EVM chains, Tron and Bitcoin can be followed; name a source of that chain (--source).`
  return new InvestigateError('LZ_INVESTIGATE_UNFOLLOWED', message)
}

function nameless(text: string): InvestigateError {
  const shown = JSON.stringify(text.slice(0, 90))
  const message = `${shown} is a name, and nobody is asked what it stands for: its owner can change that at any time. Give the address that the money went to: the transaction shows it in your wallet or on the explorer’s page.`
  return new InvestigateError('LZ_INVESTIGATE_TEXT', message)
}

function unreadable(text: string): InvestigateError {
  const shown = JSON.stringify(text.slice(0, 90))
  const message = `${shown} is neither an address, nor a transaction, nor a case file that exists. Copy the whole text again, by its copy button, from your wallet or the explorer.`
  return new InvestigateError('LZ_INVESTIGATE_TEXT', message)
}
