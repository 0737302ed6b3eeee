import { listStates, type OwnedAddress, readEntries, type Vault } from '../../intel/index.ts'
import type { WorkState } from '../../state/index.ts'
import { recordAlerts } from '../alerts/recordBlock.ts'
import type { AlertDraft } from '../rules/AlertDraft.ts'
import { assessListChange } from '../rules/touchesCustomer.ts'
import { listAddresses } from '../watched/addresses.ts'

/** Whose lists are looked at, for whose customers. */
export interface ListPlan {
  readonly state: WorkState
  readonly vault: Vault
  /** Whole seconds UTC. */
  now(): number
}

/**
 * Looks whether a sanctions list that is in force has an address of a customer.
 *
 * All of each list is looked at, and not what an update changed: an alert has the same id for ever, so that nothing is told
 * twice, and whoever was killed between an update and its alerts misses nothing.
 *
 * @returns ids of the alerts that were opened
 * @throws VaultError where a file of a list is damaged; StateError
 */
export async function assessLists({ state, vault, now }: ListPlan): Promise<readonly string[]> {
  const customers = listAddresses(state, 'customer')
  if (customers.length === 0) return []
  const known = new Set(customers.map(({ address }) => address))
  const alerts: AlertDraft[] = []
  for (const { list: id, title, category, current } of await listStates(vault)) {
    if (category !== 'sanctions') continue
    const listed: OwnedAddress[] = []
    for await (const owner of readEntries(vault, id, current)) {
      for (const address of owner.addresses) {
        if (address.readings.some(({ canonical }) => known.has(canonical))) listed.push({ address, owner })
      }
    }
    const list = { id, title, published: current.published }
    alerts.push(...assessListChange({ addedAddresses: listed }, { list, customers }))
  }
  return recordAlerts(state, alerts, now()).opened
}

/** Looks at the lists whenever one of them has changed. */
export interface ListWatch {
  /** @returns ids of the alerts that were opened @throws as `assessLists` */
  look(): Promise<readonly string[]>
}

/** Makes one; its first look is at the lists as they are. */
export function createListWatch(plan: ListPlan): ListWatch {
  let seen: string | undefined
  return {
    async look() {
      const states = await listStates(plan.vault)
      const revision = states.map(({ list, revision: count }) => `${list} ${count}`).join('\n')
      if (revision === seen) return []
      const opened = await assessLists(plan)
      seen = revision
      return opened
    },
  }
}
