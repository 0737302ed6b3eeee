import { openBuiltInRegister } from '../intel/index.ts'
import { openState, type WorkState } from '../state/index.ts'
import { listAddresses } from '../watch/index.ts'
import { AlertClerk } from './alerts/AlertClerk.ts'
import { AlertFeed } from './alerts/AlertFeed.ts'
import { type DecisionLog, openDecisionLog } from './DecisionLog.ts'
import type { Desk, Limits } from './Desk.ts'
import { createRateLimiter } from './edge/RateLimiter.ts'
import { openEditions } from './edition/Editions.ts'
import type { LiveVersion } from './edition/LiveExposures.ts'
import type { PolicyFile } from './edition/PolicyFile.ts'
import type { LiveEdition } from './edition/startEdition.ts'
import { createGuardDesk } from './guard/GuardDesk.ts'
import type { GuardSupplies } from './guard/GuardTools.ts'
import { TraceJobs } from './jobs/TraceJobs.ts'
import { createKeyRing } from './KeyRing.ts'
import { Metrics } from './Metrics.ts'
import { LedgerQueue } from './process/LedgerQueue.ts'
import { LiveWatch, type LiveWatchPlan } from './watch/LiveWatch.ts'

/** What a desk is opened with. */
export interface DeskOptions {
  /** What is watched; nothing where it is not given. */
  readonly watching?: Pick<LiveWatchPlan, 'file' | 'chain' | 'order' | 'retryMs'> | undefined
  /** Folder of the data. */
  readonly folder: string
  readonly limits: Limits
  readonly isLoopbackOpen: boolean
  readonly isSandbox: boolean
  /** What checks of sites, signatures and addresses know beside the feed in the folder. */
  readonly guardSupplies?: GuardSupplies | undefined
  /** Who else opens the ledger; nobody where it is not given. */
  readonly queue?: LedgerQueue
  /** Reads the policy, at the start and at each refresh. */
  readPolicy(): PolicyFile
  /** Whole seconds UTC. */
  now(): number
  report(error: unknown): void
}

/** A desk, and its end. */
export interface OpenDesk extends Desk {
  /** Ends the answers that would go on for ever; before a server waits for those that are under way. */
  endStreams(): void
  /** Ends all that belongs to it; what is stored by then stays. */
  close(): Promise<void>
}

/** Opens the lists, the log and the keys of a folder. @throws StateError, EditionError, PolicyError */
export async function openDesk(options: DeskOptions): Promise<OpenDesk> {
  const { folder, now, queue = new LedgerQueue() } = options
  const state = openState(folder)
  const log = await openDecisionLog(folder, now)
  const clerk = new AlertClerk(folder)
  try {
    const assessLists = (): void => void clerk.assessLists(now()).catch(options.report)
    const editions = await openEditions({
      ...options,
      async announce(edition, isLoaded) {
        await announce(log, edition)
        if (isLoaded && hasCustomers(state)) assessLists()
      },
    })
    const traces = new TraceJobs({ folder, queue, now })
    const onExposures = (version: LiveVersion): void => void editions.setLive(version).catch(options.report)
    const { watching, report } = options
    const watch = watching && new LiveWatch({ ...watching, folder, queue, onExposures, report })
    const feed = new AlertFeed(state, options.report)
    return {
      ...options,
      state,
      log,
      editions,
      keys: createKeyRing(state, now),
      limiter: createRateLimiter(now),
      metrics: new Metrics(),
      register: openBuiltInRegister(),
      traces,
      clerk,
      feed,
      guard: createGuardDesk({ folder, supplies: options.guardSupplies, now, report }),
      watch,
      endStreams: () => feed.close(),
      async close() {
        feed.close()
        traces.close()
        await watch?.close()
        editions.close()
        await clerk.close()
        await log.close()
        state.close()
      },
    }
  } catch (error) {
    await clerk.close()
    await log.close()
    state.close()
    throw error
  }
}

/** Without any, no thread need be started for them. */
function hasCustomers(state: WorkState): boolean {
  return listAddresses(state, 'customer').length > 0
}

/** Decisions name their basis by its hash; the basis itself is a record of its own, before any of them. */
async function announce(log: DecisionLog, { basis, basisHash }: LiveEdition): Promise<void> {
  await log.append('basis', { hash: basisHash, ...basis })
}
