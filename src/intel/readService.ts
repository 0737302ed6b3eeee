import type { LabelCategory, LabelRole } from './Label.ts'
import {
  BRIDGE_WORDS,
  CONTRACT_WORDS,
  DEPOSIT_TOOLS,
  DOMAIN_ENDINGS,
  OTHER_OWNER_WORDS,
  PREFIX_WORDS,
  SELF_CHOSEN_ENDINGS,
  SERVICE_WORDS,
  TOKEN_ENDINGS,
  TOKEN_MARKS,
} from './labelWords.ts'
import { findAt, type ServiceMatch, type ServiceTable } from './ServiceTable.ts'
import type { SplitLabel, Word } from './splitLabel.ts'

/** A known service in a label. */
export interface ServiceReading {
  readonly category: LabelCategory
  readonly actor: string
  readonly role: LabelRole
  readonly rule: string
  /** Whether the text says that this is a pool, router or other working contract. */
  readonly isContract: boolean
}

type Form = 'name' | 'name-number' | 'name-delimiter' | 'name-words' | 'token'

const DELIMITER = /[:|/()[\]{}#,;_@+\-–—]/u
// A hyphen inside a word ends only a name that nothing else could be: `Binance-deposit`, but not `Gate-Keeper`.
const CLEAR_DELIMITER = /[:|/()[\]{}#,;_@+–—]|\s-|-\s/u
const NUMBER = /^(?:\d+|0x[0-9a-f]*|v\d*)$/u

/**
 * Finds the known service that a label names, at its head or as `...: NAME Deposit`, and reads the words around it.
 *
 * A name in the middle of free text names no owner: `Funds from Binance` is nothing.
 */
export function readService(label: SplitLabel, table: ServiceTable): ServiceReading | undefined {
  const { words } = label
  const deposit = findNestedDeposit(words, table)
  if (deposit !== undefined) return describe(deposit, { form: 'name-delimiter', role: 'deposit', rest: [] })
  const head = findHead(words, table)
  if (head === undefined) return undefined
  const rest = dropDomain(words.slice(head.match.end))
  const form = rest === undefined ? undefined : findForm(head.match, rest)
  if (rest === undefined || form === undefined) return undefined
  const role = head.isDeposit || isDeposit(rest) ? 'deposit' : 'wallet'
  return describe(head.match, { form, role, rest })
}

/** `Wintermute: Binance Deposit` is paid in at Binance, whoever Wintermute is. */
function findNestedDeposit(words: readonly Word[], table: ServiceTable): ServiceMatch | undefined {
  for (let i = 1; i < words.length; i++) {
    const match = DELIMITER.test(words[i]?.before ?? '') ? findAt(table, words, i) : undefined
    const isPaidIn = match !== undefined && match.kind !== 'chain' && isDeposit(words.slice(match.end, match.end + 2))
    if (isPaidIn && words[match.end]?.text === 'deposit') return match
  }
  return undefined
}

type Head = { match: ServiceMatch; isDeposit: boolean }

function findHead(words: readonly Word[], table: ServiceTable): Head | undefined {
  const match = findAt(table, words, 0)
  if (match !== undefined) return { match, isDeposit: false }
  const start = words.findIndex((word) => !PREFIX_WORDS.has(word.text))
  const behind = start < 1 ? undefined : findAt(table, words, start)
  const isClear =
    behind?.kind === 'distinct' || (behind?.kind !== 'chain' && CLEAR_DELIMITER.test(words[start]?.before ?? ''))
  if (behind === undefined || !isClear) return undefined
  return { match: behind, isDeposit: isDeposit(words.slice(0, start)) }
}

/** The words after `.com` and the like; undefined where the name goes on as another domain or as a self-chosen name. */
function dropDomain(rest: readonly Word[]): readonly Word[] | undefined {
  const [first] = rest
  if (first === undefined || first.before !== '.') return rest
  const isOurs = DOMAIN_ENDINGS.has(first.text) && !SELF_CHOSEN_ENDINGS.has(first.text)
  return isOurs ? dropDomain(rest.slice(1)) : undefined
}

function findForm(match: ServiceMatch, rest: readonly Word[]): Form | undefined {
  if (match.kind === 'chain') return rest.some(isBridgeWord) ? 'name-words' : undefined
  const [first] = rest
  if (first === undefined) return 'name'
  if (isToken(rest)) return 'token'
  if ((match.kind === 'distinct' ? DELIMITER : CLEAR_DELIMITER).test(first.before)) return 'name-delimiter'
  if (!isOfService(match, rest)) return undefined
  return NUMBER.test(first.text) ? 'name-number' : 'name-words'
}

function isOfService({ kind }: ServiceMatch, rest: readonly Word[]): boolean {
  if (kind === 'distinct') return !isSomebodyElse(rest)
  return kind === 'exact' ? rest.every((word) => NUMBER.test(word.text)) : isAboutService(rest)
}

function isBridgeWord({ text }: Word): boolean {
  return BRIDGE_WORDS.has(text) || text.endsWith('bridge')
}

function isToken(rest: readonly Word[]): boolean {
  const [first] = rest
  if (first !== undefined && TOKEN_MARKS.has(first.text) && /^[\s-]*$/u.test(first.before)) return true
  const last = rest.findLast((word) => !NUMBER.test(word.text))
  return last !== undefined && TOKEN_ENDINGS.has(last.text)
}

function isSomebodyElse(rest: readonly Word[]): boolean {
  return !isDeposit(rest) && rest.some((word) => OTHER_OWNER_WORDS.has(word.text))
}

function isAboutService(rest: readonly Word[]): boolean {
  const end = rest.findIndex((word, i) => i > 0 && DELIMITER.test(word.before))
  const own = end < 0 ? rest : rest.slice(0, end)
  return own.every((word) => NUMBER.test(word.text) || SERVICE_WORDS.has(word.text))
}

function isDeposit(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => word.text === 'deposit' || word.text === 'deposits')
  return at >= 0 && !DEPOSIT_TOOLS.has(words[at + 1]?.text ?? '')
}

type Finding = { form: Form; role: LabelRole; rest: readonly Word[] }

function describe({ service, alias }: ServiceMatch, { form, role, rest }: Finding): ServiceReading {
  const isContract = rest.some((word) => CONTRACT_WORDS.has(word.text))
  const category = form === 'token' ? 'token' : service.category
  const isCode = form === 'token' || (role === 'wallet' && isContract)
  const rule = `${role === 'deposit' && form !== 'token' ? 'name-deposit' : form}: ${alias}`
  return { category, actor: service.name, role: isCode ? 'contract' : role, rule, isContract }
}
