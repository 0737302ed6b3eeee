import { setTimeout } from 'node:timers/promises'
import { describe } from 'vitest'
import { type Client, createClient } from '../../net/index.ts'
import type { Clock } from './explorer/HistorySource.ts'

/** What of the environment names a service: nobody is asked whom no variable names. */
export type LiveVariable =
  `LAZARETTO_LIVE_${'RPC' | 'WS' | 'BITCOIND' | 'ESPLORA' | 'BLOCKSCOUT' | 'ETHERSCAN' | 'TRONGRID'}`

/** The services that a variable names, with commas between. */
export function listNamed(variable: LiveVariable): readonly string[] {
  return (process.env[variable] ?? '').split(/[\s,]+/).filter((service) => service !== '')
}

/** Asks each service that a variable names. Where it names none its tests are skipped, and the run says what would switch them on. */
export function describeLive(variable: LiveVariable, what: string, ask: (service: string) => void): void {
  const services = listNamed(variable)
  for (const service of services) describe(`${what} (${variable}: ${showService(service)})`, () => ask(service))
  if (services.length > 0) return
  console.warn(`SKIPPED ${what}: nobody is asked. Set ${variable}.`)
  describe.skip(`${what} (set ${variable})`, () => ask(''))
}

/** Another variable, as of a key; undefined where it is not set. */
export function readVariable(name: string): string | undefined {
  return process.env[name] || undefined
}

/** The address of a service; undefined where its variable only says `yes`: then it is the well-known one. */
export function toUrl(service: string): string | undefined {
  return service === 'yes' ? undefined : service
}

/** A way out that may reach the hosts that were named by their address, also those at home. */
export function createLiveClient(services: readonly string[]): Client {
  return createClient({ allowPrivate: services.filter((service) => URL.canParse(service)).map(toHost) })
}

export const liveClock: Clock = {
  nowMs: () => performance.now(),
  sleep: async (ms, signal) => await setTimeout(ms, undefined, signal && { signal }),
}

/** Without what may be a key or a password. */
function showService(service: string): string {
  return URL.canParse(service) ? new URL(service).host : service
}

function toHost(service: string): string {
  const { hostname, port, protocol } = new URL(service)
  return `${hostname}:${port || (/^(?:https|wss):$/.test(protocol) ? '443' : '80')}`
}
