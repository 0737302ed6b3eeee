import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import { type Guard, readList, updateList } from '../intel/index.ts'
import {
  CanonicalJson,
  createKey,
  type Decision,
  listDecisions,
  openState,
  type Scope,
  type WorkState,
} from '../state/index.ts'
import { type Bindings, createApp } from './createApp.ts'
import { readPolicyFile } from './edition/PolicyFile.ts'
import { vaultIn } from './folders.ts'
import { type DeskOptions, type OpenDesk, openDesk } from './openDesk.ts'
import { endpoints } from './routes/index.ts'

/** The moment of these tests, in seconds since 1970. */
export const NOW = 1_790_000_000

export const LISTED = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
export const LISTED_TRON = 'TGUjh57T2E2HRygT3YHdR3ya1Ag1f37SoW'
export const UNKNOWN = '0x1111111111111111111111111111111111111111'

/** A server of one test, without a socket. */
export interface TestDesk {
  readonly desk: OpenDesk
  readonly app: Hono<Bindings>
  readonly folder: string
  /** What went to the operator's log. */
  readonly reports: unknown[]
  /** Asks with a key that may do everything, unless `key` says another, or none by the empty text. */
  ask(path: string, asking?: Asking): Promise<Response>
  createKey(scopes: readonly Scope[]): string
  /** Records of the decision log, but for keys and bases. */
  decisions(): (Omit<Decision, 'body'> & { readonly body: Record<string, unknown> })[]
}

interface Asking {
  readonly body?: unknown
  readonly key?: string
  readonly method?: string
  readonly headers?: Record<string, string>
}

/** Puts a list of addresses into force in a folder. */
export async function installList(folder: string, addresses: readonly string[], accept: Guard[] = []): Promise<void> {
  const text = `uid,name,address,asset\n${addresses.map((address, i) => `${i},Party ${i},${address},XBT`).join('\n')}\n`
  const bytes = (async function* () {
    yield Buffer.from(text)
  })()
  const reading = await readList(bytes, { name: 'ours.csv', list: 'ofac-sdn', published: '2026-09-21' })
  const file = { reading, origin: 'ours.csv', isFromPublisher: true }
  const options = { list: 'ofac-sdn', title: 'OFAC SDN', category: 'sanctions' as const, nowSec: NOW }
  await updateList(vaultIn(folder), file, { ...options, accept: new Set<Guard>(['first', ...accept]) })
}

/** A folder of one test. */
export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-server-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

interface DeskChange extends Partial<DeskOptions> {
  readonly list?: readonly string[]
}

/** Opens a desk for one test, on a list of two addresses unless the folder has another. */
export async function openTestDesk(change: DeskChange = {}): Promise<TestDesk> {
  const opened = await openSharedDesk({ folder: createFolder(), ...change })
  onTestFinished(() => opened.close())
  return opened
}

/** Opens a desk for several tests; the caller closes it. */
export async function openSharedDesk(change: DeskChange = {}): Promise<TestDesk & { close(): Promise<void> }> {
  const { list = [LISTED, LISTED_TRON], ...options } = change
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'lazaretto-server-'))
  if (list.length > 0) await installList(folder, list)
  const reports: unknown[] = []
  const desk = await openDesk({
    folder,
    limits: { perKey: 1_000_000, perAddress: 1_000_000, bodyBytesMax: 1 << 20 },
    isLoopbackOpen: false,
    isSandbox: false,
    readPolicy: () => readPolicyFile(),
    now: () => NOW,
    report: (error) => void reports.push(error),
    ...options,
  })
  const key = makeKey(folder, ['screen', 'read', 'trace'])
  const app = createApp(desk, endpoints)
  return {
    desk,
    app,
    folder,
    reports,
    createKey: (scopes) => makeKey(folder, scopes),
    ask: async (path, asking = {}) => await app.request(path, toInit({ key, ...asking })),
    decisions: () => listAnswers(desk.state),
    close: async () => {
      await desk.close().catch(() => undefined)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function toInit({ body, key = '', method, headers = {} }: Asking): RequestInit {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(key === '' ? {} : { Authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: text }),
  }
}

function listAnswers(state: WorkState): ReturnType<TestDesk['decisions']> {
  return listDecisions(state, { from: 1, limit: 1000 })
    .filter(({ kind }) => kind !== 'key' && kind !== 'basis')
    .map((decision) => ({ ...decision, body: CanonicalJson.decode(decision.body) as Record<string, unknown> }))
}

function makeKey(folder: string, scopes: readonly Scope[]): string {
  const state = openState(folder)
  try {
    return createKey(state, { name: 'test', scopes, by: 'test' }, { now: NOW, randomBytes }).text
  } finally {
    state.close()
  }
}
