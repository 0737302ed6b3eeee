import { describe, expect, it, vi } from 'vitest'
import { defaultPolicy } from '../../screen/index.ts'
import { createFolder, installList, LISTED, openTestDesk, UNKNOWN } from '../desk.support.ts'
import { readPolicyFile } from './PolicyFile.ts'

const OTHER = '0x2222222222222222222222222222222222222222'

async function verdictOf(desk: Awaited<ReturnType<typeof openTestDesk>>, address: string): Promise<string> {
  const response = await desk.ask('/v1/screen/address', { body: { address } })
  return ((await response.json()) as { verdict: string }).verdict
}

describe('a refresh', () => {
  it('puts new lists into force, and notes what answers rest on from then', async () => {
    const opened = await openTestDesk({ list: [LISTED] })
    const before = opened.desk.editions.current
    expect(await verdictOf(opened, OTHER)).toBe('no-match')
    await installList(opened.folder, [LISTED, OTHER])
    expect(await opened.desk.editions.refresh()).toBe(true)
    expect(await verdictOf(opened, OTHER)).toBe('block')
    const bases = opened.decisions().map(({ body }) => body['basis'])
    expect(bases).toEqual([before.basisHash, opened.desk.editions.current.basisHash])
    expect(bases[0]).not.toBe(bases[1])
  })

  it('happens by itself where a list was updated', async () => {
    const opened = await openTestDesk({ list: [LISTED] })
    opened.desk.editions.watch(20)
    await installList(opened.folder, [LISTED, UNKNOWN])
    await vi.waitFor(async () => expect(await verdictOf(opened, UNKNOWN)).toBe('block'), { timeout: 30_000 })
  })

  it('takes the policy with it, and leaves all as it was where that is wrong', async () => {
    let text = JSON.stringify(defaultPolicy)
    const opened = await openTestDesk({ readPolicy: () => readPolicyFile(text) })
    const first = opened.desk.editions.current
    text = '{'
    expect(await opened.desk.editions.refresh()).toBe(false)
    expect(opened.reports).toMatchObject([{ code: 'LZ_POLICY_SYNTAX' }])
    expect(opened.desk.editions.current).toBe(first)
    text = JSON.stringify({ ...defaultPolicy, name: 'mild', direct: { ...defaultPolicy.direct, sanctions: 'review' } })
    expect(await opened.desk.editions.refresh()).toBe(true)
    expect(await verdictOf(opened, LISTED)).toBe('review')
  })

  it('of many orders at a time is one', async () => {
    const { desk } = await openTestDesk()
    await Promise.all([desk.editions.refresh(), desk.editions.refresh(), desk.editions.refresh()])
    expect(desk.editions.refreshes).toEqual({ done: 1, failed: 0 })
  })

  it('lets a search for a name end that the edition before was asked', async () => {
    const { desk } = await openTestDesk()
    const { current } = desk.editions
    const search = current.searchName({ text: 'Party 0' }, { threshold: 0.3 })
    await desk.editions.refresh()
    expect((await search)[0]?.party.ref.source.id).toBe('ofac-sdn')
    await vi.waitFor(() =>
      expect(current.searchName({ text: 'Party' }, {})).rejects.toMatchObject({ code: 'LZ_EDITION_THREAD' }),
    )
  })
})

describe('a start', () => {
  it('with a wrong policy is refused', async () => {
    const folder = createFolder()
    await expect(openTestDesk({ folder, readPolicy: () => readPolicyFile('{}') })).rejects.toMatchObject({
      code: 'LZ_POLICY_SCHEMA',
    })
  })

  it('says which lists of the policy are not there, and goes on', async () => {
    const lists = { ...defaultPolicy.lists, maxAgeHoursOf: { 'ofac-snd': 5 } }
    const text = JSON.stringify({ ...defaultPolicy, lists })
    const opened = await openTestDesk({ readPolicy: () => readPolicyFile(text) })
    expect(opened.reports).toMatchObject([
      { code: 'LZ_POLICY_LIST', message: expect.stringContaining('Is ofac-sdn meant?') as string },
    ])
    expect(await verdictOf(opened, LISTED)).toBe('block')
  })
})
