import type {
  AddressDocument,
  CallRecord,
  FeedRecord,
  FindingRecord,
  GuardDocument,
  ImitationRecord,
  RepositoryDocument,
  SafeDocument,
  SafeTransactionRecord,
  SimulationRecord,
} from '../../server/index.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell } from '../table.ts'
import { wrapText } from '../wrapText.ts'

type Fact = readonly [label: string, value: string]
type Paint = Pick<Terminal, 'paint'>

const STYLES = { block: 'red', hold: 'yellow', review: 'yellow', 'no-match': 'dim', note: 'dim' } as const
const INDENT = ' '.repeat(10)
const WIDTH = 110
const TEXT_MAX = 4_000
const CALLS_MAX = 40
const CHANGES_MAX = 20

const NAMES: Readonly<Record<GuardDocument['kind'], string>> = {
  url: 'web address',
  address: 'address',
  transaction: 'transaction',
  'typed-data': 'typed data',
  message: 'message',
  safe: 'Safe:',
  repository: 'repository',
}

/** One line of JSON. */
export function toGuardJson(document: GuardDocument): string {
  return `${JSON.stringify(document)}\n`
}

/** A check for people: the verdict with what it was taken for, then what was found, each with its effect, reason and place. */
export function toGuardText(document: GuardDocument, terminal: Paint): string {
  const { verdict, kind, subject } = document
  const head = headLine(verdict, `${NAMES[kind]} ${clean(subject, 300)}`, terminal)
  return `${[head, ...bodyOf(document, terminal)].join('\n')}\n`
}

function bodyOf(document: GuardDocument, terminal: Paint): string[] {
  switch (document.kind) {
    case 'url':
      return [
        ...factLines([
          ['host', document.host],
          ['standing', document.brand === null ? document.standing : `${document.standing} ${document.brand}`],
          ['lists', feedWords(document.feed)],
        ]),
        ...findingLines(document.findings, terminal),
      ]
    case 'address':
      return [
        ...document.imitates.flatMap((each) => imitationLines(document.subject, each)),
        ...findingLines(document.findings, terminal),
        ...uncheckedLines(document),
      ]
    case 'transaction':
      return [
        ...factLines([
          ['chain', document.chainId === null ? 'any' : `eip155:${document.chainId}`],
          ['from', document.from ?? 'not said'],
          ['signed', document.isSigned ? 'yes' : 'no'],
        ]),
        ...callLines(document.calls, document.findings),
        ...findingLines(document.findings, terminal),
      ]
    case 'typed-data':
      return [
        ...factLines([
          ['words', document.words ?? 'nobody here can say what it allows'],
          ['domain hash', document.domainHash],
          ['message hash', document.messageHash],
          ['digest', document.digest],
        ]),
        ...callLines(document.calls, document.findings),
        ...findingLines(document.findings, terminal),
      ]
    case 'message':
      return [...factLines([['digest', document.digest]]), ...findingLines(document.findings, terminal)]
    case 'safe':
      return safeLines(document, terminal)
    case 'repository':
      return repositoryLines(document, terminal)
  }
}

function safeLines({ node, transactions }: SafeDocument, terminal: Paint): string[] {
  const state: Fact[] =
    node === null
      ? []
      : [
          ['owners', node.owners.join(' ')],
          ['threshold', `${node.threshold} of ${node.owners.length}`],
          ['next nonce', node.nonce],
          ['version', node.version ?? 'not said'],
        ]
  return [...factLines(state), ...transactions.flatMap((each) => safeTransactionLines(each, terminal))]
}

function safeTransactionLines(one: SafeTransactionRecord, terminal: Paint): string[] {
  const { nonce, operation, to, hashes, statedHash, signers } = one
  return [
    '',
    headLine(one.verdict, `nonce ${nonce ?? 'not said'}: ${operation} to ${to}`, terminal),
    ...factLines([
      ['domain hash', hashes?.domain ?? 'cannot be made'],
      ['message hash', hashes?.message ?? 'cannot be made'],
      ['Safe tx hash', hashes?.safeTx ?? 'cannot be made'],
      ...(statedHash === null || statedHash === hashes?.safeTx ? [] : ([['stated hash', statedHash]] as const)),
      ...signers.map(({ owner, signer }) => signerFact(owner, signer)),
    ]),
    ...callLines(one.calls, one.findings),
    ...simulationLines(one.simulation),
    ...findingLines(one.findings, terminal),
  ]
}

function signerFact(owner: string | null, signer: string | null): Fact {
  if (owner === null || owner === signer) return ['signed by', signer ?? 'nobody']
  return ['signed by', `${owner}, but over this content the signature is of ${signer ?? 'nobody'}`]
}

function simulationLines(simulation: SimulationRecord | null): string[] {
  if (simulation === null) return []
  const { method, isSuccess, changes } = simulation
  const outcome = isSuccess === null ? 'no answer' : isSuccess ? 'works' : 'fails'
  const lines = changes.flatMap(({ address, balanceWei, slots }) => [
    ...(balanceWei === null ? [] : [`${address} has ${balanceWei.after} wei, before ${balanceWei.before}`]),
    ...slots.map(({ slot, before, after }) => `${address} slot ${slot}: ${before} to ${after}`),
  ])
  const more = lines.length > CHANGES_MAX ? [`and ${lines.length - CHANGES_MAX} changes more (--json has all)`] : []
  return factLines([
    ['simulated', `${outcome} (${method})`],
    ...[...lines.slice(0, CHANGES_MAX), ...more].map((line) => ['change', line] as const),
  ])
}

function repositoryLines({ findings, ...rest }: RepositoryDocument, terminal: Paint): string[] {
  const passed = rest.passedOver.slice(0, 5).join(', ')
  return [
    ...factLines([
      ['files', `${rest.filesRead} read of ${rest.filesSeen}`],
      ['kinds of sign', rest.kinds.length === 0 ? 'none' : rest.kinds.join(', ')],
      ...(rest.techniques.length === 0 ? [] : ([['ATT&CK', rest.techniques.join(' ')]] as const)),
      ...(passed === '' ? [] : ([['passed over', passed]] as const)),
    ]),
    ...findingLines(findings, terminal),
  ]
}

function headLine(verdict: GuardDocument['verdict'], what: string, { paint }: Paint): string {
  return `${paint(STYLES[verdict], verdict.padEnd(8))}  ${what}`
}

function factLines(facts: readonly Fact[]): string[] {
  const width = Math.max(0, ...facts.map(([label]) => label.length)) + 2
  return facts.flatMap(([label, value]) => {
    const first = INDENT + label.padEnd(width)
    return wrapText(clean(value), { first, others: INDENT + ' '.repeat(width), width: WIDTH })
  })
}

/** What is said of calls and stands in no finding. */
function callLines(calls: readonly CallRecord[], findings: readonly FindingRecord[]): string[] {
  const said = new Set(findings.map(({ message }) => message))
  const open = calls.filter(({ words }) => words !== null && !said.has(words))
  const more = open.length > CALLS_MAX ? [`${INDENT}and ${open.length - CALLS_MAX} calls more (--json has all)`] : []
  const lines = open.slice(0, CALLS_MAX).flatMap(({ place, words }) => {
    return factLines([[place === '' ? 'does' : `does (${place})`, words ?? '']])
  })
  return [...lines, ...more]
}

function findingLines(findings: readonly FindingRecord[], { paint }: Paint): string[] {
  const others = `${INDENT}        `
  return findings.flatMap(({ code, effect, message, place }) => {
    const where = place === null ? '' : ` at ${clean(place, 300)}`
    const head = `${INDENT}${paint(STYLES[effect], effect.padEnd(6))}  ${code}${where}`
    return [head, ...wrapText(clean(message), { first: others, others, width: WIDTH })]
  })
}

function imitationLines(address: string, { address: other, name, differing }: ImitationRecord): string[] {
  const marks = Array.from({ length: Math.max(address.length, other.length) }, (_, i) =>
    differing.includes(i) ? '^' : ' ',
  )
  return [
    `${INDENT}yours  ${other}${name === null ? '' : `  ${clean(name, 80)}`}`,
    `${INDENT}this   ${address}`,
    `${INDENT}       ${marks.join('').trimEnd()}`,
  ]
}

const UNCHECKED: Readonly<Record<string, string>> = {
  book: 'whether it imitates somebody in your address book (--book)',
  history: 'whether you have paid it before (--paid)',
  node: 'what is there (--rpc)',
}

function uncheckedLines({ unchecked }: AddressDocument): string[] {
  const words = unchecked.flatMap((check) => UNCHECKED[check] ?? [])
  return words.length === 0 ? [] : factLines([['not checked', words.join('; ')]])
}

function feedWords(feed: FeedRecord | null): string {
  if (feed === null) return 'none (lazaretto guard feed --help says how to get some)'
  const { made, ageDays, entries, lists } = feed
  const stale = feed.stale.length === 0 ? '' : `; too old: ${feed.stale.join(', ')}`
  const days = ageDays === 1 ? '1 day' : `${ageDays} days`
  return `${entries.toLocaleString('en-US')} names of ${lists.map(({ name }) => name).join(', ')}, compiled ${made.slice(0, 10)}, ${days} ago${stale}`
}

function clean(text: string, lengthMax: number = TEXT_MAX): string {
  return cleanCell(text, lengthMax)
}
