import { Command, InvalidArgumentError, Option } from 'commander'
import type { EntryKind } from '../../intel/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import {
  defaultPolicy,
  type NameAnswer,
  type NamedParty,
  NameIndex,
  type Policy,
  parsePolicy,
  partyOf,
  type Screener,
  screenAddress,
  screenName,
  Verdict,
} from '../../screen/index.ts'
import { loadScreener } from '../../server/index.ts'
import { readText } from '../files.ts'
import { gather, parseBirth } from '../options.ts'
import { basisLines, stringify, toLines, toNameLines, toNameRecord, toRecord } from '../report/screening.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'

interface Options {
  readonly store: string
  readonly policy?: string
  readonly maxAge?: number
  readonly json?: true
  readonly name?: readonly string[]
  readonly kind?: EntryKind
  readonly born?: string
  readonly country?: string
}

const EXAMPLES = `
Examples:
  lazaretto screen 0x098B716B8Aaf21512996dC57EB0615e2383E2f96
  lazaretto screen "$ADDRESS" && send             goes on only where nothing was found in fresh lists
  lazaretto screen - --json < addresses.txt       one address a line, one JSON object a line
  lazaretto screen --name "Ri Jong Ho" --born 1969     somebody of a like name on a list?
  lazaretto screen bc1q... --policy ours.json --max-age 72h

Exit code: 0 no-match, 3 block, 4 review, 5 hold; 1 error, 2 usage. Of several addresses the worst: block, hold, review, no-match.
A likeness of names is never more than review. A no-match says that nothing was found in the lists that it names. It does not say that an address is safe.`

export function screenCommand(terminal: Terminal): Command {
  return new Command('screen')
    .description('May money pass? Look addresses up in all installed lists.')
    .argument('[address...]', 'addresses of any chain; - reads them from standard input, one a line')
    .option(
      '--name <text>',
      'a name of a person, company, vessel or aircraft, in any script; may be given several times',
      gather,
    )
    .addOption(
      new Option('--kind <word>', 'what the names are').choices(['person', 'organisation', 'vessel', 'aircraft']),
    )
    .option('--born <date>', 'when the person was born: 1970 or 1970-01-31', parseBirth)
    .option('--country <text>', 'country or nationality')
    .option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
    .option('--policy <file>', 'what a finding means, as JSON')
    .option('--max-age <time>', 'how old lists may be, such as 24h or 30d, instead of what the policy says', parseHours)
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action((inputs: string[], options: Options) => run(terminal, inputs, options))
}

async function run(terminal: Terminal, inputs: readonly string[], options: Options): Promise<void> {
  const parties: NamedParty[] = []
  const screener = await loadScreener(options.store, readPolicy(options), (source, entry, standing) => {
    const party = options.name === undefined ? undefined : partyOf(source, entry, standing)
    if (party !== undefined) parties.push(party)
  })
  const verdicts = new Set<Verdict.Verdict>()
  for (const answer of screenNames(terminal, options, { screener, parties })) verdicts.add(answer.verdict)
  for await (const input of listInputs(terminal, inputs)) {
    const answer = screenAddress(screener, input, terminal.now())
    verdicts.add(answer.verdict)
    terminal.write(`${print(terminal, options, { answer, screener })}\n`)
  }
  if (verdicts.size === 0) throw new NothingToScreenError()
  if (options.json !== true) terminal.say(basisLines(screener).join('\n'))
  terminal.exitWith(Verdict.EXIT_CODES[Verdict.worst(verdicts)])
}

interface Searched {
  readonly screener: Screener
  readonly parties: readonly NamedParty[]
}

function screenNames(terminal: Terminal, options: Options, { screener, parties }: Searched): NameAnswer[] {
  const { name: names = [], kind, born, country, json } = options
  if (names.length === 0) return []
  const index = NameIndex.create(parties)
  const more = { ...(kind && { kind }), ...(born && { birth: born }), ...(country && { country }) }
  return names.map((text) => {
    const answer = screenName(screener, index, { query: { text, ...more }, nowSec: terminal.now() })
    const lines =
      json === true
        ? [stringify(toNameRecord(text, answer, screener, terminal.now()))]
        : toNameLines(text, answer, terminal)
    terminal.write(`${lines.join('\n')}\n`)
    return answer
  })
}

interface Print {
  readonly answer: ReturnType<typeof screenAddress>
  readonly screener: Screener
}

function print(terminal: Terminal, { json }: Options, { answer, screener }: Print): string {
  if (json === true) return stringify(toRecord(answer, screener, terminal.now()))
  return toLines(answer, terminal).join('\n')
}

async function* listInputs(terminal: Terminal, inputs: readonly string[]): AsyncGenerator<string> {
  for (const input of inputs) {
    if (input === '-') yield* linesOf(terminal.input)
    else yield input
  }
}

/** Lines that hold more than blanks; the last one needs no end. */
async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }))).split('\n')
    rest = lines.pop() ?? ''
    yield* lines.filter((line) => line.trim() !== '')
  }
  if (rest.trim() !== '') yield rest
}

function readPolicy({ policy: path, maxAge }: Options): Policy {
  const policy = path === undefined ? defaultPolicy : parsePolicy(readText(path))
  if (maxAge === undefined) return policy
  const longer = Object.entries(policy.lists.maxAgeHoursOf).filter(([, hours]) => hours > maxAge)
  const lists = { ...policy.lists, maxAgeHours: maxAge, maxAgeHoursOf: Object.fromEntries(longer) }
  return { ...policy, name: `${policy.name}, lists up to ${maxAge} h old`, lists }
}

function parseHours(text: string): number {
  const [, count = '', unit] = /^(\d{1,5})(h|d)$/.exec(text) ?? []
  const hours = Number(count) * (unit === 'd' ? 24 : 1)
  if (hours < 1 || hours > 87_600) throw new InvalidArgumentError('It must be hours or days, such as 24h or 30d.')
  return hours
}

class NothingToScreenError extends LazarettoError {
  constructor() {
    super(
      'LZ_SCREEN_EMPTY',
      'input',
      'There was nothing to screen: give an address or --name, or pipe addresses in with -.',
    )
  }
}
