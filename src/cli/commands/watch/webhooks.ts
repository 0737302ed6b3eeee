import { randomBytes } from 'node:crypto'
import { Command, InvalidArgumentError, Option } from 'commander'
import { createClient } from '../../../net/index.ts'
import {
  addSubscriber,
  type Delivery,
  deliverDue,
  endSubscriber,
  listDeliveries,
  listSubscribers,
  replayEvents,
  rotateSecret,
  SEVERITIES,
  type Severity,
  type Subscriber,
  sendTest,
} from '../../../watch/index.ts'
import { gather, parseCount } from '../../options.ts'
import type { Terminal } from '../../Terminal.ts'
import { cleanCell, formatTable } from '../../table.ts'
import { momentOf, onStore, withKeptState, withKeptStateAsync, withPerson, withState } from '../../workState.ts'

const EXAMPLES = `
Examples:
  lazaretto watch webhooks add "on call" --url https://alerts.example/lazaretto --severity high
  lazaretto watch webhooks test ID
  lazaretto watch webhooks rotate ID --hours 24
  lazaretto watch webhooks log ID --json
  lazaretto watch webhooks replay ID --from 17

Whoever watches (watch run, serve --watch) delivers: signed, at least once, in order for each theft. docs/webhooks.md says
what is sent. A secret is shown once.`

export function webhooksCommand(terminal: Terminal): Command {
  return new Command('webhooks')
    .description('Tell others of alerts over HTTP.')
    .addHelpText('after', EXAMPLES)
    .addCommand(addCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(endCommand(terminal))
    .addCommand(rotateCommand(terminal))
    .addCommand(testCommand(terminal))
    .addCommand(logCommand(terminal))
    .addCommand(replayCommand(terminal))
}

interface Common {
  readonly store: string
  readonly by: string
}

interface AddOptions extends Common {
  readonly url: string
  readonly severity: Severity
  readonly theft?: readonly string[]
}

function addCommand(terminal: Terminal): Command {
  return withPerson(onStore('add', 'Make a webhook, and print its secret: it is not shown again.'))
    .argument('<name>', 'who is told')
    .requiredOption('--url <url>', 'where to: https, or http on hosts of your own')
    .addOption(new Option('--severity <word>', 'at least so severe').choices(SEVERITIES).default('low'))
    .option('--theft <id>', 'of this theft only; may be given several times', gather)
    .action((name: string, { store, by, url, severity, theft }: AddOptions) =>
      withState(store, (state) => {
        const plan = { kind: 'webhook', name, url, severity, by, ...(theft && { thefts: theft }) } as const
        const { subscriber, secret } = addSubscriber(state, plan, { now: terminal.now(), randomBytes })
        terminal.write(`${secret}\n`)
        terminal.say(`webhook ${subscriber.id}: keep its secret now, it is not shown again`)
      }),
    )
}

function listCommand(terminal: Terminal): Command {
  return onStore('list', 'All webhooks and the hook, without their secrets.')
    .option('--json', 'print JSON')
    .action(({ store, json }: { store: string; json?: true }) =>
      withKeptState(store, (state) => {
        const all = listSubscribers(state)
        terminal.write(json === true ? `${JSON.stringify(all)}\n` : `${tableOf(all).join('\n')}\n`)
      }),
    )
}

function endCommand(terminal: Terminal): Command {
  return withPerson(onStore('end', 'Tell somebody no longer; what waits for them is given up.'))
    .argument('<id>')
    .action((id: string, { store, by }: Common) =>
      withKeptState(store, (state) => {
        const { name } = endSubscriber(state, id, { by, now: terminal.now() })
        terminal.say(`${cleanCell(name)} is told no longer`)
      }),
    )
}

function rotateCommand(terminal: Terminal): Command {
  return withPerson(onStore('rotate', 'Give a webhook a new secret, and print it.'))
    .argument('<id>')
    .option('--hours <n>', 'how long the old one signs, too', parseCount, 24)
    .action((id: string, { store, by, hours }: Common & { hours: number }) =>
      withKeptState(store, (state) => {
        const source = { now: terminal.now(), randomBytes }
        terminal.write(`${rotateSecret(state, id, { by, overlapSec: hours * 3_600, ...source })}\n`)
        terminal.say(`the old secret signs for ${hours} hours more, beside this one`)
      }),
    )
}

function testCommand(terminal: Terminal): Command {
  return withHosts(onStore('test', 'Send a message that says nothing, and say how it went.'))
    .argument('<id>')
    .action((id: string, { store, allowHost }: { store: string; allowHost: readonly string[] }) =>
      withKeptStateAsync(store, async (state) => {
        sendTest(state, id, terminal.now())
        await deliverDue(state, { client: createClient({ allowPrivate: allowHost }), now: terminal.now })
        const [last] = listDeliveries(state, id, { limit: 1 })
        terminal.say(last === undefined ? 'it waits for the watch that delivers' : lineOf(last))
        if (last?.outcome !== 'delivered') terminal.exitWith(1)
      }),
    )
}

function logCommand(terminal: Terminal): Command {
  return onStore('log', 'What was delivered and what failed, the newest first.')
    .argument('<id>')
    .option('--limit <n>', 'at most so many', parseCount, 50)
    .option('--json', 'print JSON')
    .action((id: string, { store, limit, json }: { store: string; limit: number; json?: true }) =>
      withKeptState(store, (state) => {
        const all = listDeliveries(state, id, { limit })
        terminal.write(json === true ? `${JSON.stringify(all)}\n` : `${logOf(all).join('\n')}\n`)
      }),
    )
}

interface ReplayOptions {
  readonly store: string
  readonly from: number
  readonly to: number
}

function replayCommand(terminal: Terminal): Command {
  return onStore('replay', 'Send events again; the receiver knows by their ids what it has.')
    .argument('<id>')
    .requiredOption('--from <event>', 'number of the first event', parseEvent)
    .option('--to <event>', 'number of the last one', parseEvent, Number.MAX_SAFE_INTEGER)
    .action((id: string, { store, from, to }: ReplayOptions) =>
      withKeptState(store, (state) => {
        const count = replayEvents(state, id, { from, to, now: terminal.now() })
        terminal.say(`${count} events are on their way again${count === 1_000 ? '; --from goes on behind them' : ''}`)
      }),
    )
}

function withHosts(command: Command): Command {
  return command.option(
    '--allow-host <host:port>',
    'a host of your own that it may go to; may be given several times',
    gather,
    [],
  )
}

function tableOf(all: readonly Subscriber[]): string[] {
  if (all.length === 0) return ['Nobody is told. Make a webhook: lazaretto watch webhooks add']
  const columns = ['id', 'name', 'where', 'severity', 'thefts', 'state'].map((title) => ({
    title,
    align: 'left' as const,
  }))
  const rows = all.map(({ id, name, kind, url, severity, thefts, ended, isBehind }) => [
    id,
    cleanCell(name, 30),
    kind === 'hook' ? 'the command of --hook' : cleanCell(url ?? ''),
    `${severity} and up`,
    thefts === undefined ? 'all' : String(thefts.length),
    ended === undefined ? (isBehind ? 'behind' : 'good') : `ended ${momentOf(ended)}`,
  ])
  return formatTable(columns, rows)
}

function logOf(all: readonly Delivery[]): string[] {
  if (all.length === 0) return ['Nothing was sent yet.']
  const columns = ['time', 'message', 'try', 'outcome', 'why'].map((title) => ({ title, align: 'left' as const }))
  return formatTable(
    columns,
    all.map((each) => [momentOf(each.time), each.message, String(each.attempt), each.outcome, whyOf(each)]),
  )
}

function lineOf(delivery: Delivery): string {
  return `${delivery.outcome}: ${whyOf(delivery)}`
}

function whyOf({ status, code, reason }: Delivery): string {
  const answer = status === null ? [] : [`HTTP ${status}`]
  return [...answer, ...(code === null ? [] : [code]), ...(reason === null ? [] : [cleanCell(reason, 80)])].join(' ')
}

function parseEvent(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be the number of an event.')
  return Number(text)
}
