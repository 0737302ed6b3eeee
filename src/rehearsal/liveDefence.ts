import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Label, LabelBook } from '../intel/index.ts'
import {
  type ChainSource,
  createAccountLedger,
  createEvmSource,
  FOLLOW_DEFAULTS,
  followChain,
  openStore,
  type Store,
} from '../ledger/index.ts'
import { createClient } from '../net/index.ts'
import { openState, type WorkState } from '../state/index.ts'
import {
  addSubscriber,
  addTheft,
  getAlert,
  type LoadLabels,
  openWatch,
  unwatchBlocks,
  type Watch,
  watchBlocks,
} from '../watch/index.ts'
import type { Defence, DeliveryReport, Scene, StartDefence, StatedLine, TheftNotice } from './Defence.ts'
import { type Deliveries, startDeliveries } from './deliveries.ts'

/**
 * The defence that Lazaretto is: its own source of blocks, ledger and watch, on the node of the drill.
 *
 * Its ledger and state are in a folder of their own, which goes with it.
 */
export const startLiveDefence: StartDefence = async (scene) => {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-rehearsal-'))
  const store = await openStore(folder, { mode: 'write' })
  const state = openState(folder)
  const hosts = [scene.url, ...scene.webhooks.map(({ url }) => url)].map(hostOf)
  const client = createClient({ allowPrivate: hosts })
  const source = createEvmSource({ chain: scene.chain, native: scene.native, endpoints: [scene.url], client })
  const watch = await openWatch({ store, state, chain: scene.chain, loadLabels: labelsOf(scene), now: nowSec })
  const told = scene.webhooks.map(({ url, secret }) => {
    const plan = { kind: 'webhook', name: 'rehearsal', url, secret, by: 'rehearsal' } as const
    return addSubscriber(state, plan, { now: nowSec(), randomBytes }).subscriber
  })
  const deliveries = startDeliveries(state, told, client)
  const defence = new LiveDefence({ scene, folder, store, state, source, watch, deliveries })
  await defence.onBlock()
  return defence
}

function hostOf(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`
}

function nowSec(): number {
  return Math.floor(Date.now() / 1000)
}

interface Parts {
  readonly scene: Scene
  readonly folder: string
  readonly store: Store
  readonly state: WorkState
  readonly source: ChainSource
  readonly watch: Watch
  readonly deliveries: Deliveries
}

class LiveDefence implements Defence {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async onBlock(): Promise<void> {
    const { store, source, watch } = this.#parts
    for await (const event of followChain(createAccountLedger(store, source), source, FOLLOW_DEFAULTS)) {
      if (event.type === 'undo') await unwatchBlocks(watch, event.blocks)
      for await (const { opened, confirmed } of watchBlocks(watch)) this.#raise([...opened, ...confirmed])
    }
  }

  async onTheft({ name, tx, asset }: TheftNotice): Promise<void> {
    const { state, scene } = this.#parts
    addTheft(state, { by: 'rehearsal', name, chain: scene.chain, assets: [asset], seeds: [tx] }, nowSec())
  }

  async state(): Promise<readonly StatedLine[]> {
    const stated: StatedLine[] = []
    for (const { trace } of this.#parts.watch.followers) {
      for (const { account, kind, origin } of await trace.listEndings()) {
        stated.push({ account, kind: kind === 'service' ? 'cashed-out' : kind, units: origin })
      }
    }
    return stated
  }

  async deliver(): Promise<readonly DeliveryReport[]> {
    return await this.#parts.deliveries.finish()
  }

  async stop(): Promise<void> {
    const { store, state, folder, deliveries } = this.#parts
    await deliveries.finish()
    state.close()
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }

  #raise(ids: readonly string[]): void {
    for (const id of ids) {
      const { rule, tx, parties } = getAlert(this.#parts.state, id).alert
      const accounts = parties.map(({ address }) => address)
      this.#parts.scene.raise({ rule, tx: tx ?? undefined, accounts })
    }
  }
}

function labelsOf({ labels }: Scene): LoadLabels {
  const byAddress = new Map<string, Label[]>()
  for (const label of labels) byAddress.set(label.address, [...(byAddress.get(label.address) ?? []), label])
  return async (view, above) => {
    if (!('findAccounts' in view)) return new Map()
    const accounts = await view.findAccounts([...byAddress.keys()])
    const known = [...accounts].filter(([, account]) => account > above)
    return new Map(
      known.map(([address, account]) => [account, LabelBook.resolve(byAddress.get(address) as readonly Label[])]),
    )
  }
}
