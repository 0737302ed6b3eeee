import { describe, expect, it, vi } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { openState } from '../../state/index.ts'
import { listAlerts, watchAddress } from '../../watch/index.ts'
import { createFolder, installList, LISTED, NOW, openTestDesk, UNKNOWN } from '../desk.support.ts'

describe('a refresh of the lists', () => {
  it('raises an alert where a list names a customer by then', async () => {
    const folder = createFolder()
    const state = openState(folder)
    const chain = ChainId.parse('ethereum')
    const customer = { chain, address: LISTED, purpose: 'customer', name: 'Customer 17', by: 'test' } as const
    watchAddress(state, customer, NOW)
    state.close()
    const { desk } = await openTestDesk({ folder, list: [UNKNOWN] })
    await desk.clerk.assessLists(NOW)
    expect(listAlerts(desk.state, {}, { limit: 9 }).alerts).toEqual([])
    await installList(folder, [UNKNOWN, LISTED])
    await desk.editions.refresh()
    await vi.waitFor(
      () => {
        const { alerts } = listAlerts(desk.state, {}, { limit: 9 })
        expect(alerts).toMatchObject([{ rule: 'sanctions', title: '"OFAC SDN" lists an address of "Customer 17"' }])
      },
      { timeout: 20_000, interval: 20 },
    )
  })
})
