import { listStates } from '../../intel/index.ts'
import { findUninstalled, PolicyError } from '../../screen/index.ts'
import { listExposureFiles } from '../exposureFiles.ts'
import { vaultIn } from '../folders.ts'
import { listLabelFiles } from '../labelFile.ts'
import { layOver } from './Edition.ts'
import type { LiveVersion } from './LiveExposures.ts'
import type { PolicyFile } from './PolicyFile.ts'
import { type LiveEdition, startEdition } from './startEdition.ts'

/** What the editions need of the world. */
export interface EditionsOptions {
  readonly folder: string
  /** Reads the policy; again at each refresh that was ordered. @throws PolicyError */
  readPolicy(): PolicyFile
  /** Told of each edition before it comes into force: what must be stored of it, and whether lists were loaded for it. */
  announce(edition: LiveEdition, isLoaded: boolean): Promise<void>
  /**
   * Told of a refresh that failed, so that the edition before it stays in force; and of lists that the policy names and
   * that are not installed, `LZ_POLICY_LIST`, which changes nothing.
   */
  report(error: unknown): void
}

/** The edition in force, and the change from one to the next, which no request waits for. */
export class Editions {
  readonly #options: EditionsOptions
  #revision: string
  /** What was loaded, and the same with what a watch knows by now. */
  #loaded: LiveEdition
  #current: LiveEdition
  readonly #live = new Map<string, LiveVersion>()
  #turn: Promise<void> = Promise.resolve()
  #refreshing: Promise<boolean> | undefined
  #timer: NodeJS.Timeout | undefined
  /** How many refreshes there were. */
  readonly refreshes: { done: number; failed: number } = { done: 0, failed: 0 }

  /** Use `openEditions`. */
  constructor(options: EditionsOptions, first: { revision: string; edition: LiveEdition }) {
    this.#options = options
    this.#revision = first.revision
    this.#loaded = first.edition
    this.#current = first.edition
  }

  /** The edition in force: take it once for each answer. */
  get current(): LiveEdition {
    return this.#current
  }

  /** Loads lists and policy again; two orders at a time are one. @returns whether the new edition is in force */
  refresh(): Promise<boolean> {
    this.#refreshing ??= this.#replace().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  /**
   * Takes over what a watch knows of its chain behind a block, in the place of what was built of it. No list is read for it.
   */
  async setLive(version: LiveVersion): Promise<void> {
    this.#live.set(version.basis.chain, version)
    await this.#putForward(() => this.#loaded)
  }

  /** The watch of a chain has ended: what was built of it counts again. */
  async dropLive(chain: string): Promise<void> {
    if (this.#live.delete(chain)) await this.#putForward(() => this.#loaded)
  }

  /** Looks every so often whether lists, exposures or labels were updated, and loads them then. */
  watch(everyMs: number): void {
    this.#timer = setInterval(() => void this.#look(), everyMs).unref()
  }

  close(): void {
    clearInterval(this.#timer)
    this.#loaded.retire()
  }

  /** One after the other: each is announced with all that is known live when its turn has come. */
  #putForward(choose: () => LiveEdition): Promise<void> {
    const turn = this.#turn.then(async () => {
      const loaded = choose()
      const live = [...this.#live.values()]
      const next = live.length === 0 ? loaded : { ...loaded, ...layOver(loaded, live) }
      await this.#options.announce(next, loaded !== this.#loaded)
      this.#loaded = loaded
      this.#current = next
    })
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  async #look(): Promise<void> {
    try {
      if ((await readRevision(this.#options.folder)) !== this.#revision) await this.refresh()
    } catch (error) {
      this.#options.report(error)
    }
  }

  async #replace(): Promise<boolean> {
    try {
      const policy = this.#options.readPolicy()
      const revision = await readRevision(this.#options.folder)
      const next = await startEdition(this.#options.folder, policy)
      const before = this.#loaded
      await this.#putForward(() => next)
      reportUninstalled(this.#options, next)
      this.#revision = revision
      before.retire()
      this.refreshes.done++
      return true
    } catch (error) {
      this.refreshes.failed++
      this.#options.report(error)
      return false
    }
  }
}

/** Loads the first edition. @throws what `startEdition` throws; PolicyError */
export async function openEditions(options: EditionsOptions): Promise<Editions> {
  const policy = options.readPolicy()
  const revision = await readRevision(options.folder)
  const edition = await startEdition(options.folder, policy)
  await options.announce(edition, true)
  reportUninstalled(options, edition)
  return new Editions(options, { revision, edition })
}

function reportUninstalled({ report }: EditionsOptions, { screener: { policy, lists } }: LiveEdition): void {
  const installed = lists.map(({ list }) => list)
  for (const message of findUninstalled(policy, installed)) report(new PolicyError('LZ_POLICY_LIST', message))
}

/** Changes with every write to any list, with every building of exposures, and with the labels. */
async function readRevision(folder: string): Promise<string> {
  const states = await listStates(vaultIn(folder))
  const files = [...((await listExposureFiles(folder)) ?? []), ...(await listLabelFiles(folder))]
  return [...states.map(({ list, revision }) => `${list} ${revision}`), ...files].join('\n')
}
