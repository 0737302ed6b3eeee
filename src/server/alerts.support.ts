import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { AssetId, ChainId } from '../chain/index.ts'
import { createKey, openState, type Scope, type WorkState } from '../state/index.ts'
import { type AlertDraft, recordAlerts, type Severity } from '../watch/index.ts'
import { AlertClerk } from './alerts/AlertClerk.ts'
import { AlertFeed, type FeedLimits } from './alerts/AlertFeed.ts'
import type { Desk } from './Desk.ts'
import { createFolder, NOW } from './desk.support.ts'
import { createKeyRing } from './KeyRing.ts'

const chain = ChainId.parse('ethereum')

/** Finds something, as the watch does. @returns id of the alert */
function raise(state: WorkState, key: string, severity: Severity = 'low', text = 'It moved.'): string {
  const draft: AlertDraft = {
    rule: 'moves',
    severity,
    theft: 'bybit',
    chain,
    block: undefined,
    tx: undefined,
    title: `alert ${key}`,
    text,
    parties: [],
    amounts: [{ what: 'stolen', asset: AssetId.native(chain), units: 5n, decimals: 18 }],
    evidence: {},
    key: [key],
  }
  return recordAlerts(state, [draft], NOW).opened[0] as string
}

/** A desk with alerts and keys of its own, and all else of another one, whose lists take seconds to load. */
export interface AlertDesk {
  readonly desk: Desk
  readonly state: WorkState
  raise(key: string, severity?: Severity, text?: string): string
  createKey(scopes: readonly Scope[], name?: string): string
}

export function createAlertDesk(
  shared: Desk,
  { limits, now = () => NOW }: { readonly limits?: Partial<FeedLimits>; now?(): number } = {},
): AlertDesk {
  const folder = createFolder()
  const state = openState(folder)
  const [feed, clerk] = [new AlertFeed(state, shared.report, limits), new AlertClerk(folder)]
  onTestFinished(async () => {
    feed.close()
    await clerk.close()
    state.close()
  })
  return {
    desk: { ...shared, state, keys: createKeyRing(state, now), feed, clerk, now },
    state,
    raise: (...args) => raise(state, ...args),
    createKey: (scopes, name = 'alice') =>
      createKey(state, { name, scopes, by: 'test' }, { now: NOW, randomBytes }).text,
  }
}
