import { Command, Option } from 'commander'
import {
  type Alert,
  assignAlert,
  closeAlert,
  declineClosing,
  getAlert,
  listAlerts,
  SEVERITIES,
  type Severity,
} from '../../watch/index.ts'
import { parseCount } from '../options.ts'
import type { Terminal } from '../Terminal.ts'
import { cleanCell, formatTable } from '../table.ts'
import { momentOf, onStore, withKeptState, withPerson } from '../workState.ts'

const EXAMPLES = `
Examples:
  lazaretto alerts list --severity high
  lazaretto alerts show ID
  lazaretto alerts assign ID --to bob --by alice
  lazaretto alerts close ID --verdict true --comment "deposit held, case 17" --by alice

ID is as alerts list shows it. docs/alerts.md says what raises an alert, and what to do. One of high or critical severity is closed by the second of two people who come to the same verdict.`

export function alertsCommand(terminal: Terminal): Command {
  return new Command('alerts')
    .description('Look through what the watch has found, and settle it.')
    .addHelpText('after', EXAMPLES)
    .addCommand(listCommand(terminal))
    .addCommand(showCommand(terminal))
    .addCommand(assignCommand(terminal))
    .addCommand(closeCommand(terminal))
    .addCommand(declineCommand(terminal))
}

interface ListOptions {
  readonly store: string
  readonly severity?: Severity
  readonly theft?: string
  readonly all?: true
  readonly limit: number
  readonly json?: true
}

function listCommand(terminal: Terminal): Command {
  return onStore('list', 'Alerts, the newest first.')
    .addOption(new Option('--severity <word>', 'at least so severe').choices(SEVERITIES))
    .option('--theft <id>', 'of this theft only')
    .option('--all', 'closed and retracted ones too')
    .option('--limit <n>', 'at most so many', parseCount, 50)
    .option('--json', 'print JSON')
    .action(({ store, severity, theft, all, limit, json }: ListOptions) => {
      const filter = {
        ...(severity === undefined ? {} : { severity }),
        ...(theft === undefined ? {} : { theft }),
        ...(all === true ? { withRetracted: true } : { statuses: ['open', 'assigned', 'closing'] as const }),
      }
      withKeptState(store, (state) => {
        const { alerts, next } = listAlerts(state, filter, { limit })
        terminal.write(json === true ? `${JSON.stringify(alerts)}\n` : `${tableOf(alerts).join('\n')}\n`)
        if (alerts.length === 0)
          terminal.say(`no such alert in ${store}${all === true ? '' : '; --all shows those that are settled'}`)
        if (next !== undefined) terminal.say(`the newest ${alerts.length} of more; --limit shows others`)
      })
    })
}

function tableOf(alerts: readonly Alert[]): string[] {
  const columns = ['severity', 'time', 'id', 'status', 'what'].map((title) => ({ title, align: 'left' as const }))
  const rows = alerts.map(({ severity, timeSec, id, status, title, isRetracted }) => [
    severity,
    momentOf(timeSec),
    id,
    isRetracted ? 'retracted' : status,
    cleanCell(title, 90),
  ])
  return formatTable(columns, rows)
}

function showCommand(terminal: Terminal): Command {
  return onStore('show', 'An alert with its evidence and its life, as JSON.')
    .argument('<id>')
    .action((id: string, { store }: { store: string }) => {
      withKeptState(store, (state) => terminal.write(`${JSON.stringify(getAlert(state, id), null, 2)}\n`))
    })
}

interface DeedOptions {
  readonly store: string
  readonly by: string
}

function assignCommand(terminal: Terminal): Command {
  return withPerson(onStore('assign', 'Give an alert to somebody.'))
    .argument('<id>')
    .requiredOption('--to <name>', 'who takes care of it')
    .action((id: string, { store, by, to }: DeedOptions & { to: string }) => {
      withKeptState(store, (state) => {
        assignAlert(state, id, { to, by, now: terminal.now() })
        terminal.say(`${id} is ${to}'s`)
      })
    })
}

function closeCommand(terminal: Terminal): Command {
  return withPerson(onStore('close', 'Say what an alert came to.'))
    .argument('<id>')
    .addOption(
      new Option('--verdict <word>', 'whether the alarm was true').choices(['true', 'false']).makeOptionMandatory(),
    )
    .requiredOption('--comment <text>', 'why')
    .action((id: string, options: DeedOptions & { verdict: 'true' | 'false'; comment: string }) => {
      const { store, by, verdict, comment } = options
      withKeptState(store, (state) => {
        const { status } = closeAlert(state, id, { verdict, comment, by, now: terminal.now() })
        terminal.say(status === 'closed' ? `${id} is closed` : `${id} waits for a second person`)
      })
    })
}

function declineCommand(terminal: Terminal): Command {
  return withPerson(onStore('decline', 'Keep an alert open that somebody asked to close.'))
    .argument('<id>')
    .requiredOption('--comment <text>', 'why')
    .action((id: string, { store, by, comment }: DeedOptions & { comment: string }) => {
      withKeptState(store, (state) => {
        declineClosing(state, id, { by, comment, now: terminal.now() })
        terminal.say(`${id} stays open`)
      })
    })
}
