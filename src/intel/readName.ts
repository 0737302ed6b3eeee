import { findWarning } from './findWarning.ts'
import { HARMS, type LabelCategory, type LabelRole, type NameReading, STOPS } from './Label.ts'
import { DEPOSIT_TOOLS, MARKS, NOBODY_WORDS, TOKEN_NAMES } from './labelWords.ts'
import { type HintReading, type NameHints, readHints } from './readHints.ts'
import { readService, type ServiceReading } from './readService.ts'
import { builtIn, findNamed, type ServiceTable } from './ServiceTable.ts'
import { type SplitLabel, splitLabel, type Word } from './splitLabel.ts'

const ACTOR_LENGTH_MAX = 64

/**
 * Reads the text of a label: what kind of thing, whose, in which role, and whether a trace stops there.
 *
 * In this order, and the first that answers wins:
 *
 * 1. a word of theft, victims or investigation in the text; then the source's own word for a crime. These never stop.
 * 2. `null`, `burn` and the like: an address of no one.
 * 3. a known service: `Deposit` in the remainder makes it a deposit address, `... Token` a token contract.
 * 4. a token contract of a project that we do not know.
 * 5. a known service that the source names as actor.
 * 6. the source's category, with a name that we do not know.
 * 7. an official mark (`OFAC`, `blacklisted`), which is no owner.
 * 8. unknown, which does not stop.
 *
 * The text is untrusted; whatever is in it, the answer is one of these and the rule names only words of our own tables.
 *
 * @param table - Services and aliases; an actor pack can add to the built-in ones.
 * @example
 * readName('Huobi_Deposit_0x09c9') // { category: 'exchange', actor: 'HTX', role: 'deposit', stops: true, ... }
 * readName('HTX 33')               // { category: 'exchange', actor: 'HTX', role: 'wallet', stops: true, ... }
 * readName('Harmony Bridge Hacker Contract fad8') // { category: 'theft', actor: undefined, stops: false, ... }
 * readName('HBH Terminus')         // { category: 'analyst', stops: false, ... }
 */
export function readName(name: string, hints: NameHints = {}, table: ServiceTable = builtIn): NameReading {
  const label = splitLabel(name)
  const said = readHints(hints)
  const found =
    readHarm(label, said) ??
    readNobody(label) ??
    readKnown(label, said, table) ??
    readToken(label) ??
    readActor(label, hints, { said, table }) ??
    readCategory(label, said) ??
    readMark(label) ??
    reading('unknown', { rule: label.problem ?? 'unknown-name', basis: 'none' })
  return said.isBlocked && found.category !== 'blocked' ? { ...found, isBlocked: true } : found
}

type Detail = Pick<NameReading, 'rule' | 'basis'> & Partial<Pick<NameReading, 'actor' | 'role'>>

function reading(category: LabelCategory, { rule, basis, actor, role = 'unknown' }: Detail): NameReading {
  return { category, actor, role, rule, basis, stops: STOPS[category] }
}

function readHarm(label: SplitLabel, said: HintReading): NameReading | undefined {
  const warning = findWarning(label)
  const isHarm = warning !== undefined && HARMS.has(warning.category)
  if (!isHarm && said.harm !== undefined) return reading(said.harm, { rule: 'source-abuse', basis: 'category' })
  if (warning === undefined) return undefined
  return reading(warning.category, { rule: `${warning.category}-word: ${warning.word}`, basis: 'name' })
}

function readNobody(label: SplitLabel): NameReading | undefined {
  const [first, second] = label.words
  const isAlone = second === undefined || second.text === 'address' || second.before.includes(':')
  if (first === undefined || !NOBODY_WORDS.has(first.text) || !isAlone) return undefined
  return reading('burn', { rule: `nobody: ${first.text}`, basis: 'name' })
}

function readKnown(label: SplitLabel, said: HintReading, table: ServiceTable): NameReading | undefined {
  const found = label.problem === undefined ? readService(label, table) : undefined
  if (found === undefined) return undefined
  const { actor, role, rule } = found
  return reading(refine(found, said), { actor, role, rule, basis: 'name' })
}

/** A source that names one category knows better than our table, unless its word is only the broader one. */
function refine(found: ServiceReading, said: HintReading): LabelCategory {
  if (found.category === 'token' || (said.isToken && !found.isContract)) return 'token'
  const isBroader = said.category === 'exchange' && (found.category === 'instant-exchange' || found.category === 'otc')
  const isVague = said.category === undefined || said.category === 'defi' || !STOPS[said.category]
  return isBroader || isVague ? found.category : (said.category ?? found.category)
}

function readToken({ words }: SplitLabel): NameReading | undefined {
  const last = words.findLast(({ text }) => !/^(?:v|\d+)$/u.test(text))
  const word = [words[0], last].find((each) => each !== undefined && TOKEN_NAMES.has(each.text))
  return word === undefined
    ? undefined
    : reading('token', { rule: `token-word: ${word.text}`, role: 'contract', basis: 'name' })
}

function readMark({ words }: SplitLabel): NameReading | undefined {
  const word = words.find(({ text }) => MARKS.has(text))
  const category = word === undefined ? undefined : MARKS.get(word.text)
  return category && reading(category, { rule: `mark-word: ${word?.text}`, basis: 'name' })
}

function readActor(
  label: SplitLabel,
  hints: NameHints,
  { said, table }: { said: HintReading; table: ServiceTable },
): NameReading | undefined {
  const service = hints.actor === undefined ? undefined : findNamed(table, hints.actor)
  if (service === undefined || (said.category !== undefined && !STOPS[said.category])) return undefined
  const detail = { actor: service.name, role: findRole(label), rule: `source-actor: ${service.name}` }
  return reading(said.category ?? service.category, { ...detail, basis: 'actor' })
}

function readCategory(label: SplitLabel, said: HintReading): NameReading | undefined {
  const category = said.category ?? said.fallback
  if (category === undefined) return undefined
  const actor = STOPS[category] ? cutActor(label) : undefined
  return reading(category, { actor, role: findRole(label), rule: `source-category: ${category}`, basis: 'category' })
}

function findRole(label: SplitLabel): LabelRole {
  const at = label.words.findIndex((word) => word.text === 'deposit')
  return at < 0 || DEPOSIT_TOOLS.has(label.words[at + 1]?.text ?? '') ? 'unknown' : 'deposit'
}

/** The name before its number, delimiter or deposit mark, where our tables do not know it. */
function cutActor(label: SplitLabel): string | undefined {
  const cut = label.words.find((word, i) => i > 0 && isAfterName(word))
  const end = cut === undefined ? label.text.length : cut.start
  const actor = label.text.slice(0, end).replace(/[\s:|_(#-]+$/u, '')
  return actor === '' ? undefined : actor.slice(0, ACTOR_LENGTH_MAX)
}

function isAfterName({ text, before }: Word): boolean {
  return /[:|_(]/u.test(before) || (before !== '' && /^(?:\d+|deposit)$/u.test(text))
}
