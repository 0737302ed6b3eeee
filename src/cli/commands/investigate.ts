import { Command, Option } from 'commander'
import { AssetId, ChainId, Time } from '../../chain/index.ts'
import { type Label, readLabelFiles } from '../../intel/index.ts'
import {
  type Bounds,
  type CaseFile,
  type CaseResult,
  describe,
  parseQuestion,
  type Question,
  type Recognised,
} from '../../investigate/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { listFiles, openBytes, writeText } from '../files.ts'
import { assertFree, isCasePath, readCase, writeCase } from '../investigation/caseFiles.ts'
import { followMoney } from '../investigation/followMoney.ts'
import { ALL_SOURCES, type AnySource, canFollow, explainSources, partyOf } from '../investigation/parties.ts'
import { isTxSource, openSource, openTxSource } from '../openSource.ts'
import { gather, parseCount } from '../options.ts'
import { toInvestigationJson, toInvestigationText } from '../report/investigation.ts'
import { toInvestigationHtml } from '../report/investigationHtml.ts'
import type { Terminal } from '../Terminal.ts'

interface Options {
  readonly chain?: string
  readonly source?: AnySource
  readonly sourceUrl?: string
  readonly names?: boolean
  readonly since?: string
  readonly amount?: string
  readonly asset?: string
  readonly rule: Bounds['rule']
  readonly addresses?: number
  readonly hubTransfers: number
  readonly labels?: readonly string[]
  readonly json?: true
  readonly html?: string
  readonly out?: string
}

const EXAMPLES = `
Examples:
  lazaretto investigate 0x7a017e5e9672bc994dcb1a2a27d853c9c629f7c3 --chain ethereum
  lazaretto investigate 0x7a017e5e9672bc994dcb1a2a27d853c9c629f7c3 --chain ethereum --source blockscout --out case.lazaretto
  lazaretto investigate https://tronscan.org/#/transaction/853793d552635f533aa982b92b35b00e63a1c14e526154563a56315263a15263 --source trongrid
  lazaretto investigate case.lazaretto                          what was found, without asking anybody
  lazaretto investigate case.lazaretto --source blockscout      what has happened since
  lazaretto investigate case.lazaretto --html report.html

For whoever was robbed, or helps somebody who was. Give the transaction of the theft, or the address that the money went
to. It says where the money is now, who can still stop it, how to reach them, and what to do next. Nobody is asked before
you name a source: whoever runs it sees the addresses. Never give it a recovery phrase or a private key.
docs/investigate.md says more. Codes: 0 done, 1 error, 2 something must be said first, 5 the reading was cut short.`

const EXIT_UNSAID = 2
const EXIT_INCOMPLETE = 5
const ENDINGS = /\.(?:ya?ml|json|csv)(?:\.gz)?$/i

export function investigateCommand(terminal: Terminal): Command {
  const rules = ['haircut', 'fifo', 'lifo', 'tiho', 'poison']
  return new Command('investigate')
    .description('Find out where stolen money is now, who can still stop it, and what to do next.')
    .argument('<what...>', 'an address, a transaction, a link to one, or a case file')
    .option('--chain <name>', 'its chain, where several are possible')
    .addOption(new Option('--source <name>', 'the explorer to ask; it sees the addresses').choices(ALL_SOURCES))
    .option('--source-url <url>', 'address of its API, where it is not the well-known one')
    .option('--since <time>', 'count only what came from this moment on, UTC: 2026-01-31T12:00:00Z')
    .option('--amount <amount>', 'count at most so much as stolen, in units of --asset')
    .option('--asset <id>', 'follow only this asset: ETH, a contract, a CAIP-19 id')
    .addOption(
      new Option('--rule <rule>', 'how the stolen part of a payment is counted').choices(rules).default('haircut'),
    )
    .option('--addresses <n>', 'read at most so many addresses (500), on Bitcoin transactions (2000)', parseCount)
    .option('--hub-transfers <n>', 'do not read an address further than so many transfers', parseCount, 5000)
    .option('--labels <file>', 'names of addresses, as lazaretto labels takes them; may be given several times', gather)
    .option('--no-names', 'do not ask the explorer what it calls addresses')
    .option('--json', 'print JSON (docs/investigation.schema.json)')
    .option('--html <file>', 'write a self-contained page, with pictures')
    .option('--out <file>', 'keep everything in one file that can be opened and continued')
    .addHelpText('after', EXAMPLES)
    .action((what: readonly string[], options: Options) =>
      // A recovery phrase without quotation marks is many words: it must be known for what it is.
      run(terminal, what.join(' '), options),
    )
}

async function run(terminal: Terminal, what: string, options: Options): Promise<void> {
  if (isCasePath(what)) return await runCase(terminal, what, options)
  const question = understand(terminal, what, options)
  if (question === undefined) return
  if (options.out !== undefined) assertFree(options.out)
  if (options.source === undefined) {
    terminal.write(explainSources(question, what))
    terminal.exitWith(EXIT_UNSAID)
    return
  }
  for (const note of question.notes) terminal.say(`note: ${note}`)
  await investigate(
    terminal,
    { question: questionOf(question), bounds: boundsOf(question, options), out: options.out },
    options,
  )
}

/** What was asked; undefined where the chain must be said first, which it says. */
function understand(terminal: Terminal, what: string, { chain, source }: Options): Recognised | undefined {
  try {
    return parseQuestion(what, {
      chain: chain === undefined ? undefined : ChainId.parse(chain),
      canFollow: (one) => canFollow(one, source),
    })
  } catch (error) {
    if (!(error instanceof LazarettoError) || error.code !== 'LZ_INVESTIGATE_CHAIN') throw error
    terminal.say(`${error.code}: ${error.message}`)
    terminal.exitWith(EXIT_UNSAID)
    return undefined
  }
}

function questionOf({ notes: _, ...question }: Recognised): Question {
  return question
}

/** Shows what a case file has; goes on with it where a source is named. */
async function runCase(terminal: Terminal, path: string, options: Options): Promise<void> {
  const file = readCase(path)
  const last = lastOf(file)
  const { question, bounds } = last.investigation
  if (options.out !== undefined && options.out !== path) assertFree(options.out)
  if (options.source !== undefined) {
    return await investigate(terminal, { question, bounds, out: options.out ?? path, before: file }, options)
  }
  print(terminal, { result: last, before: file.results.at(-2) }, options)
  if (options.out !== undefined && options.out !== path) writeCase(options.out, file)
  if (options.json) return
  const again = `lazaretto investigate ${path} --source ${last.investigation.source}`
  terminal.say(`Nobody was asked: this is what was found then. To see what has happened since: ${again}`)
}

function lastOf({ results }: CaseFile): CaseResult {
  const last = results.at(-1)
  if (last === undefined) throw new RangeError('a case has a result')
  return last
}

function boundsOf({ chain }: Question, options: Options): Bounds {
  const { rule, amount, addresses, hubTransfers } = options
  return {
    rule,
    ...(options.since !== undefined && { sinceSec: Time.parse(options.since) }),
    ...(amount !== undefined && { amount }),
    ...(options.asset !== undefined && { asset: AssetId.parseOn(options.asset, chain) }),
    accountsMax: addresses ?? (chain.startsWith('bip122:') ? 2000 : 500),
    transfersMax: hubTransfers,
  }
}

interface Work {
  readonly question: Question
  readonly bounds: Bounds
  readonly out: string | undefined
  readonly before?: CaseFile
}

async function investigate(terminal: Terminal, work: Work, options: Options): Promise<void> {
  const { source: name, sourceUrl: url } = options
  if (name === undefined) return
  const { question, bounds, out, before } = work
  const request = { chain: question.chain, url, terminal }
  const source = isTxSource(name)
    ? openTxSource({ ...request, name })
    : openSource({ ...request, name, env: process.env })
  terminal.say(`asking ${partyOf(name, url)}: it sees the addresses that are looked up, and from where`)
  const labels = await readLabels(options.labels ?? [])
  const inquiry = { question, bounds, source, labels, asksNames: options.names !== false }
  const { investigation, file } = await followMoney(terminal, { ...inquiry, before })
  print(terminal, { result: lastOf(file), before: before?.results.at(-1) }, options)
  if (out === undefined) terminal.say('Nothing of this is kept. Add --out case.lazaretto to keep it and go on later.')
  else {
    const sha256 = writeCase(out, file)
    terminal.say(`kept in ${out}, SHA-256 ${sha256}; go on later: lazaretto investigate ${out} --source ${name}`)
  }
  const { waiting, broken } = investigation.reading
  if (waiting.length > 0 || broken !== undefined) terminal.exitWith(EXIT_INCOMPLETE)
}

async function readLabels(paths: readonly string[]): Promise<Label[]> {
  const inputs = paths.flatMap((path) => listFiles(path, ENDINGS)).map((name) => ({ name, bytes: openBytes(name) }))
  const files = await readLabelFiles(inputs, { chain: undefined, source: undefined })
  return files.flatMap(({ labels }) => labels)
}

interface Shown {
  readonly result: CaseResult
  readonly before: CaseResult | undefined
}

function print(terminal: Terminal, { result, before }: Shown, options: Options): void {
  const sections = describe(result.investigation, before?.investigation)
  if (options.html !== undefined) {
    writeText(options.html, toInvestigationHtml(result, sections))
    terminal.say(`wrote ${options.html}`)
  }
  terminal.write(options.json ? toInvestigationJson(result) : toInvestigationText(sections, terminal))
}
