import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { Address } from '../../chain/index.ts'
import {
  ANY_EVM,
  describeProblem,
  findIncidents,
  findRegisterChain,
  GRADES,
  type Grade,
  type Incident,
  type IncidentFilter,
  mergeRegisters,
  type Register,
  RegisterError,
  registerSchema,
  statistics,
  VECTORS,
  type Vector,
} from '../../intel/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { drawCharts } from '../../picture/index.ts'
import { writeText } from '../files.ts'
import { gather, parseCount } from '../options.ts'
import { inspectFile, listRegisterFiles, openRegister } from '../registers.ts'
import { toIncidentText } from '../report/incident.ts'
import { toCharts } from '../report/incidentCharts.ts'
import { toStatisticsCsv, toStatisticsJson, toStatisticsText } from '../report/incidentStatistics.ts'
import { toIncidentsCsv, toIncidentsJson, toIncidentsText } from '../report/incidents.ts'
import type { Terminal } from '../Terminal.ts'

interface RegisterOptions {
  readonly register?: readonly string[]
}

interface ListOptions extends RegisterOptions {
  readonly year?: string
  readonly from?: string
  readonly to?: string
  readonly victim?: string
  readonly chain?: IncidentFilter['chain']
  readonly vector?: Vector
  readonly grade?: Grade
  readonly address?: readonly string[]
  readonly minUsd?: number
  readonly actor?: string
  readonly json?: true
  readonly csv?: true
}

interface StatisticsOptions extends RegisterOptions {
  readonly json?: true
  readonly csv?: true
  readonly svg?: string
}

const EXAMPLES = `
Examples:
  lazaretto incidents --year 2025 --min-usd 10000000
  lazaretto incidents --grade government --actor "Jade Sleet"
  lazaretto incidents --address 0x47666Fab8bd0Ac7003bce3f5C3585383F09486E2
  lazaretto incidents --vector insider-worker --csv > insiders.csv
  lazaretto incidents show bybit-2025
  lazaretto incidents stats --svg thefts.svg
  lazaretto incidents check ours.json

An attribution is somebody's claim, with its grade: ${GRADES.join(', ')}.
A lead rests on a researcher's word or less: it is something to look into, and no finding.`

const SHOW_EXAMPLES = `
Examples:
  lazaretto incidents show bybit-2025
  lazaretto incidents show gateio-2018 --json`

const STATISTICS_EXAMPLES = `
Examples:
  lazaretto incidents stats
  lazaretto incidents stats --csv > years.csv
  lazaretto incidents stats --svg thefts.svg`

const CHECK_EXAMPLES = `
Examples:
  lazaretto incidents check ours.json
  lazaretto incidents check docs/register

The form of a register file is in docs/register.schema.json; \`lazaretto incidents schema\` prints it.
Each fault is a line: the file, the incident, the field, the code, and what to do.`

/** \`lazaretto incidents\`: the register of thefts. */
export function incidentsCommand(terminal: Terminal): Command {
  return withFilters(withRegister(new Command('incidents')))
    .description('List, show, add up and check thefts that are attributed to actors of the DPRK.')
    .enablePositionalOptions()
    .option('--json', 'one JSON object a line')
    .option('--csv', 'comma-separated values')
    .addHelpText('after', EXAMPLES)
    .action((options: ListOptions) => list(terminal, options))
    .addCommand(showCommand(terminal))
    .addCommand(statisticsCommand(terminal))
    .addCommand(checkCommand(terminal))
    .addCommand(schemaCommand(terminal))
}

function withFilters(command: Command): Command {
  return command
    .option('--year <year>', 'thefts of a year', parseYear)
    .option('--from <day>', 'not before this day, month or year', parseDay)
    .option('--to <day>', 'not after it', parseDay)
    .option('--victim <text>', 'part of the victim’s name or of the id')
    .option('--chain <name>', `chain that the loot touched; ${ANY_EVM}: the source names none`, parseChain)
    .addOption(new Option('--vector <word>', 'how the thieves came in').choices(VECTORS))
    .addOption(new Option('--grade <grade>', 'attributed at least so strongly').choices(GRADES))
    .option('--address <address>', 'an address of the incident, in any spelling', parseAddress)
    .option('--min-usd <n>', 'loss of at least so many US dollars', parseCount)
    .option('--actor <name>', 'attributed to an actor, under any of its names')
}

function withRegister(command: Command): Command {
  return command.option('--register <path>', 'files or folders in place of the built-in register', gather)
}

function list(terminal: Terminal, options: ListOptions): void {
  const { register: paths, year, from = year, to = year, victim, chain, vector, grade, actor } = options
  const filter = { from, to, victim, chain, vector, grade, actor, addresses: options.address, usdMin: options.minUsd }
  const incidents = findIncidents(openRegister(paths), filter).reverse()
  if (options.json === true) terminal.write(toIncidentsJson(incidents))
  else if (options.csv === true) terminal.write(toIncidentsCsv(incidents))
  else terminal.write(toIncidentsText(incidents))
}

function showCommand(terminal: Terminal): Command {
  return withRegister(new Command('show'))
    .description('Show all that is known of one theft, and who says it.')
    .argument('<id>', 'id of the theft, as the list has it')
    .option('--json', 'one JSON object')
    .addHelpText('after', SHOW_EXAMPLES)
    .action((id: string, options: RegisterOptions & { json?: true }) => {
      const register = openRegister(options.register)
      const incident = getIncident(register, id)
      terminal.write(options.json === true ? toIncidentsJson([incident]) : toIncidentText(incident, register, terminal))
    })
}

function getIncident(register: Register, id: string): Incident {
  const incident = register.incidents.find((each) => each.id === id)
  if (incident === undefined) throw new IncidentNotFoundError(id, findIncidents(register, { victim: id }))
  return incident
}

function statisticsCommand(terminal: Terminal): Command {
  return withRegister(new Command('stats'))
    .description('Add the register up by year, beside what others published.')
    .option('--json', 'one JSON object')
    .option('--csv', 'the years as comma-separated values')
    .option('--svg <file>', 'write charts: losses by grade, and how much was stopped')
    .addHelpText('after', STATISTICS_EXAMPLES)
    .action((options: StatisticsOptions) => {
      const figures = statistics(openRegister(options.register))
      if (options.svg !== undefined) writeText(options.svg, drawCharts(toCharts(figures)))
      if (options.json === true) terminal.write(toStatisticsJson(figures))
      else if (options.csv === true) terminal.write(toStatisticsCsv(figures))
      else terminal.write(toStatisticsText(figures, terminal))
    })
}

function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('Check register files and name every fault with its place.')
    .argument('<path...>', 'register files, or folders of them')
    .addHelpText('after', CHECK_EXAMPLES)
    .action((paths: string[]) => {
      const registers = listRegisterFiles(paths).map((path) => checkFile(terminal, path))
      const good = registers.filter((register) => register !== undefined)
      const bad = registers.length - good.length
      if (bad > 0) throw new RegisterError('LZ_REGISTER_INVALID', `${bad} of ${registers.length} files have faults.`)
      if (good.length > 1) mergeRegisters(good)
    })
}

function checkFile(terminal: Terminal, path: string): Register | undefined {
  const { register, problems } = inspectFile(path)
  for (const problem of problems) terminal.write(`${path}: ${describeProblem(problem)}\n`)
  if (register === undefined) return undefined
  const claims = register.incidents.reduce((count, { attributions }) => count + attributions.length, 0)
  terminal.write(`${path}: ${register.incidents.length} thefts, ${claims} attributions, no fault\n`)
  return register
}

function schemaCommand(terminal: Terminal): Command {
  return new Command('schema')
    .description('Print the JSON Schema of a register file.')
    .action(() => terminal.write(`${JSON.stringify(z.toJSONSchema(registerSchema), null, 2)}\n`))
}

function parseYear(text: string): string {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError('It must be a year, such as 2025.')
  return text
}

function parseDay(text: string): string {
  if (!/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/.test(text))
    throw new InvalidArgumentError('Write it as 2025-02-21, 2025-02 or 2025.')
  return text
}

function parseChain(text: string): IncidentFilter['chain'] {
  const word = text.toLowerCase()
  const chain = word === ANY_EVM ? ANY_EVM : (findRegisterChain(word) ?? findRegisterChain(text))
  if (chain === undefined)
    throw new InvalidArgumentError('It names no chain. Try ethereum, bitcoin, tron or a CAIP-2 id.')
  return chain
}

function parseAddress(text: string): readonly string[] {
  const readings = Address.detect(text.trim())
  if (readings.length === 0)
    throw new InvalidArgumentError('It has the form of no known address; check that it is complete.')
  return readings.map(({ canonical }) => canonical)
}

/** An id that no incident has. */
class IncidentNotFoundError extends LazarettoError {
  override readonly name = 'IncidentNotFoundError'

  constructor(id: string, close: readonly Incident[]) {
    const near = close.slice(0, 5).map((incident) => incident.id)
    const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'List them with: lazaretto incidents'
    super('LZ_INCIDENT_NOT_FOUND', 'not-found', `No theft has the id ${JSON.stringify(id.slice(0, 80))}. ${hint}`)
  }
}
