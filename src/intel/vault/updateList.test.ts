import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { confirmVanished } from './confirmVanished.ts'
import type { Guard } from './guardEdition.ts'
import type { ListState } from './ListState.ts'
import { fileOf, type Party } from './listFile.support.ts'
import type { PastEntry } from './StoredEntry.ts'
import { type ListFile, type UpdateReport, updateList } from './updateList.ts'
import { findRecord, findState, readEntries, readPast, type Vault } from './Vault.ts'

const NOW = 1_790_000_000
const DAY = 86_400

let vault: Vault
beforeEach(() => {
  vault = { folder: mkdtempSync(join(tmpdir(), 'lazaretto-vault-')) }
})
afterEach(() => rmSync(vault.folder, { recursive: true }))

function evm(i: number): string {
  return `0x${i.toString(16).padStart(40, '0')}`
}

function parties(count: number, change: Partial<Party> = {}): Party[] {
  return Array.from({ length: count }, (_, i) => ({
    uid: `${i}`,
    name: `Party ${i}`,
    addresses: [evm(i + 1)],
    ...change,
  }))
}

function update(
  file: ListFile,
  { accept = [], nowSec = NOW }: { accept?: Guard[]; nowSec?: number } = {},
): Promise<UpdateReport> {
  const options = { list: 'test', title: 'Test', category: 'sanctions' as const, nowSec, accept: new Set(accept) }
  return updateList(vault, file, options)
}

async function pastOf(state: ListState): Promise<string[]> {
  const past: PastEntry[] = []
  for await (const entry of readPast(vault, state)) past.push(entry)
  return past.map(({ entry, standing, isPartyGone }) => {
    const what = isPartyGone ? `party ${entry.uid}` : `of ${entry.uid}`
    return `${what} ${entry.addresses.map(({ text }) => Number(text)).join()} ${standing}`
  })
}

async function uids(): Promise<string[]> {
  const state = await findState(vault, 'test')
  const found: string[] = []
  if (state !== undefined) for await (const { uid } of readEntries(vault, 'test', state.current)) found.push(uid)
  return found
}

describe('a first load', () => {
  it('needs a hash, a count, or a word', async () => {
    await expect(update(fileOf(parties(3)))).rejects.toMatchObject({ code: 'LZ_LIST_FIRST' })
    expect(await findState(vault, 'test')).toBeUndefined()
    const { state } = await update(fileOf(parties(3)), { accept: ['first'] })
    expect(state).toMatchObject({ revision: 1, current: { counts: { entries: 3, named: 3, addresses: 3 } } })
    expect(await uids()).toEqual(['0', '1', '2'])
  })

  it('takes a count or a hash that fits, and no other', async () => {
    const options = { list: 'test', title: 'Test', category: 'own' as const, nowSec: NOW, accept: new Set<Guard>() }
    const other = updateList(vault, fileOf(parties(3)), { ...options, expected: { addresses: 4 } })
    await expect(other).rejects.toMatchObject({ code: 'LZ_LIST_EXPECTED' })
    const { state } = await updateList(vault, fileOf(parties(3)), { ...options, expected: { entries: 3 } })
    expect(state.current.counts.entries).toBe(3)
  })

  it('is no delta', async () => {
    const delta = fileOf(parties(3), { scope: 'delta' })
    await expect(update(delta, { accept: ['first'] })).rejects.toMatchObject({ code: 'LZ_LIST_DELTA' })
  })

  it('refuses an empty list, one that lost entries on the way, and a uid that comes twice', async () => {
    const word: { accept: Guard[] } = { accept: ['first', 'shrink'] }
    await expect(update(fileOf([]), word)).rejects.toMatchObject({ code: 'LZ_LIST_EMPTY' })
    await expect(update(fileOf(parties(3), { declared: 4 }), word)).rejects.toMatchObject({ code: 'LZ_LIST_COUNT' })
    await expect(update(fileOf(parties(3, { uid: '7' })), word)).rejects.toMatchObject({ code: 'LZ_LIST_UID_TWICE' })
    expect(readdirSync(join(vault.folder, 'test'))).toEqual([])
  })
})

describe("a file of a publisher's list without a date", () => {
  const load = (
    published: string | undefined,
    { list = 'ofac-sdn', accept = ['first'] as Guard[], isFromPublisher = false },
  ) => {
    const options = { list, title: 'T', category: 'sanctions' as const, nowSec: NOW, accept: new Set(accept) }
    const shape = published === undefined ? {} : { published }
    return updateList(vault, { ...fileOf(parties(10), shape), isFromPublisher }, options)
  }

  it('does not make the list fresh, unless its publisher gave it', async () => {
    expect((await load(undefined, {})).state.check).toEqual({ atSec: 0 })
    expect((await load('2026-09-20', {})).state.check.atSec).toBe(Date.parse('2026-09-20T23:59:59Z') / 1000)
    expect((await load(undefined, { isFromPublisher: true })).state.check.atSec).toBe(NOW)
  })

  it('takes the place of one with a date only by the word of a person', async () => {
    await load('2026-09-20', {})
    await expect(load(undefined, {})).rejects.toMatchObject({ code: 'LZ_LIST_UNDATED' })
    expect((await load(undefined, { accept: ['undated'] })).state.check).toEqual({ atSec: 0 })
  })

  it("is as old as its import where the list is one's own", async () => {
    await load('2026-09-20', { list: 'ours' })
    expect((await load(undefined, { list: 'ours' })).state.check.atSec).toBe(NOW)
  })
})

describe('a list that is a row of notices', () => {
  const load = (parts: readonly Party[], published: string | undefined, accept: Guard[] = []) => {
    const options = { list: 'us-fbi', title: 'FBI', category: 'stolen-funds' as const, nowSec: NOW }
    const file = { ...fileOf(parts, published === undefined ? {} : { published }), isFromPublisher: false }
    return updateList(vault, file, { ...options, accept: new Set(accept) })
  }
  const notice = (uid: string, ...numbers: number[]): Party => ({ uid, addresses: numbers.map(evm) })
  const listed = async () => {
    const state = (await findState(vault, 'us-fbi')) as ListState
    const found: string[] = []
    for await (const { uid, addresses } of readEntries(vault, 'us-fbi', state.current))
      found.push(`${uid} ${addresses.map(({ text }) => Number(text)).join()}`)
    return found.sort()
  }

  it('keeps each beside the others, in any order', async () => {
    await load([notice('2025', 1, 2, 3)], '2025-02-26', ['first'])
    const { state, vanished } = await load([notice('2023', 7)], '2023-08-22')
    expect(await listed()).toEqual(['2023 7', '2025 1,2,3'])
    expect([vanished, state.current.published]).toEqual([0, '2025-02-26'])
    expect(state.check.atSec).toBe(Date.parse('2025-02-26T23:59:59Z') / 1000)
    expect(await findRecord(vault, state, '2025')).toContain('2025')
    expect((await load([notice('none', 9)], undefined)).state.check).toEqual(state.check)
  })

  it('loses an address of a notice only by the word of a person', async () => {
    await load([notice('2025', 1, 2, 3), notice('2023', 7, 8)], '2025-02-26', ['first'])
    await load([notice('2025', 1, 2, 4)], '2025-03-01')
    expect(await listed()).toEqual(['2023 7,8', '2025 1,2,3,4'])
    const { state } = await load([notice('2025', 1, 2, 4)], '2025-03-02', ['vanished'])
    expect(await listed()).toEqual(['2023 7,8', '2025 1,2,4'])
    const past: PastEntry[] = []
    for await (const entry of readPast(vault, state)) past.push(entry)
    expect(past).toMatchObject([{ standing: 'delisted', entry: { uid: '2025' } }])
  })
})

describe('an update', () => {
  const first = fileOf(parties(10), { published: '2026-09-01' })
  beforeEach(async () => {
    await update(fileOf(parties(10), { published: '2026-09-01' }), { accept: ['first'] })
  })

  it('keeps the old edition where the new one shrank by more than a fifth, and says why', async () => {
    await expect(update(fileOf(parties(7)))).rejects.toMatchObject({ code: 'LZ_LIST_SHRUNK' })
    await expect(update(fileOf(parties(10, { addresses: [] })))).rejects.toMatchObject({ code: 'LZ_LIST_SHRUNK' })
    expect(await uids()).toHaveLength(10)
    expect((await findState(vault, 'test'))?.refusal).toMatchObject({ code: 'LZ_LIST_SHRUNK', atSec: NOW })
    const { state } = await update(fileOf(parties(8)))
    expect(state.refusal).toBeUndefined()
    expect(await uids()).toHaveLength(8)
  })

  it('does not go back in time', async () => {
    const older = fileOf(parties(10), { published: '2026-08-31' })
    await expect(update(older)).rejects.toMatchObject({ code: 'LZ_LIST_OLDER' })
    await expect(update(fileOf(parties(9), { published: '2026-08-31' }), { accept: ['older'] })).resolves.toBeDefined()
  })

  it('is not published tomorrow but one', async () => {
    const ahead = (day: string) => update(fileOf(parties(10), { published: day }))
    await expect(ahead('2026-09-23')).rejects.toMatchObject({ code: 'LZ_LIST_FUTURE' })
    await expect(ahead('2031-11-20T00:00:00Z')).rejects.toMatchObject({ code: 'LZ_LIST_FUTURE' })
    const delta = fileOf([{ uid: '9', action: 'remove' }], { scope: 'delta', published: '2031-11-20' })
    await expect(update(delta)).rejects.toMatchObject({ code: 'LZ_LIST_FUTURE' })
    expect((await ahead('2026-09-22')).state.current.published).toBe('2026-09-22')
  })

  it('keeps what is gone under review until somebody confirms it', async () => {
    const { state } = await update(fileOf(parties(9)))
    expect(await pastOf(state)).toEqual(['party 9 10 vanished'])
    expect(await confirmVanished(vault, 'test', { which: new Set(['other']), by: 'me' })).toBe(0)
    expect(await confirmVanished(vault, 'test', { which: new Set([evm(10)]), by: 'me' })).toBe(1)
    expect(await pastOf((await findState(vault, 'test')) as ListState)).toEqual(['party 9 10 delisted'])
    expect(await confirmVanished(vault, 'test', { which: 'all', by: 'me' })).toBe(0)
  })

  it('makes history at once where a person has confirmed it', async () => {
    const { state } = await update(fileOf(parties(9)), { accept: ['vanished'] })
    expect(await pastOf(state)).toEqual(['party 9 10 delisted'])
  })

  it('tells an address that went from a party that went, and forgets what came back', async () => {
    const [lead, ...rest] = parties(10) as [Party, ...Party[]]
    const { state } = await update(fileOf([{ ...lead, addresses: [] }, ...rest.slice(0, 8)]))
    expect((await pastOf(state)).sort()).toEqual(['of 0 1 vanished', 'party 9 10 vanished'])
    const back = await update(fileOf([...rest.slice(0, 8), { uid: '0', name: 'Party 0', addresses: [evm(1)] }]))
    expect(await pastOf(back.state)).toEqual(['party 9 10 vanished'])
    const all = await update(fileOf(parties(10)))
    expect(await pastOf(all.state)).toEqual([])
  })

  it('does not take an address for gone that moved to another party or was spelled otherwise', async () => {
    const spelled = parties(10).map((party) => ({
      ...party,
      addresses: party.addresses?.map((text) => text.toUpperCase().replace('X', 'x')) ?? [],
    }))
    const [a, b, ...rest] = spelled as unknown as [Party, Party, ...Party[]]
    const { state, diff } = await update(
      fileOf([{ ...a, addresses: b.addresses ?? [] }, { ...b, addresses: a.addresses ?? [] }, ...rest]),
    )
    expect(await pastOf(state)).toEqual([])
    expect(diff.changed.length).toBeGreaterThan(0)
    expect([...diff.addedAddresses, ...diff.removedAddresses]).toEqual([])
  })

  it('applies a delta, whose removals are confirmed', async () => {
    const changes: Party[] = [
      { uid: '9', action: 'remove' },
      { uid: '10', name: 'New', addresses: [evm(99)], action: 'add' },
      { uid: '0', name: 'Renamed', addresses: [evm(1)], action: 'modify' },
    ]
    const { state } = await update(fileOf(changes, { scope: 'delta', published: '2026-09-02' }))
    expect(await uids()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '10'])
    expect(await pastOf(state)).toEqual(['party 9 10 delisted'])
    expect(JSON.parse((await findRecord(vault, state, '0')) ?? '')).toMatchObject({ name: 'Renamed' })
    expect(JSON.parse((await findRecord(vault, state, '1')) ?? '')).toMatchObject({ name: 'Party 1' })
  })

  it('refuses a delta that belongs to another edition', async () => {
    for (const change of [
      { uid: '77', action: 'remove' },
      { uid: '0', action: 'add' },
    ] as const) {
      await expect(update(fileOf([change], { scope: 'delta' }))).rejects.toMatchObject({ code: 'LZ_LIST_DELTA' })
    }
    expect(await uids()).toHaveLength(10)
  })

  it('keeps the age and names the edition on which deltas rest', async () => {
    const add = (uid: string): Party => ({
      uid,
      name: `New ${uid}`,
      addresses: [evm(100 + Number(uid))],
      action: 'add',
    })
    const checked = (await findState(vault, 'test'))?.check.atSec
    const later = { nowSec: NOW + 90 * DAY }
    const one = await update(fileOf([add('10')], { scope: 'delta', published: '2026-12-01' }), later)
    const two = await update(fileOf([add('11')], { scope: 'delta', published: '2026-12-02' }), later)
    expect([one.state.check, two.state.check]).toEqual([{ atSec: checked }, { atSec: checked }])
    expect(two.state.current).toMatchObject({ published: '2026-12-02', base: { published: '2026-09-01' } })
    const whole = await update(fileOf(parties(12), { published: '2026-12-03' }), later)
    expect(whole.state.check.atSec).toBe(NOW + 90 * DAY)
    expect(whole.state.current.base).toBeUndefined()
  })

  it('refuses a delta that takes away more than a fifth, whatever it adds', async () => {
    const gone = (count: number): Party[] => parties(count).map(({ uid }) => ({ uid, action: 'remove' as const }))
    const added = parties(20).map((party, i) => ({ ...party, uid: `x${i}`, addresses: [evm(200 + i)] }))
    const wipe = fileOf([...gone(3), ...added], { scope: 'delta', published: '2026-09-02' })
    await expect(update(wipe)).rejects.toMatchObject({ code: 'LZ_LIST_SHRUNK' })
    const bare = parties(3).map(({ uid, name }) => ({
      uid,
      ...(name === undefined ? {} : { name }),
      action: 'modify' as const,
    }))
    await expect(update(fileOf(bare, { scope: 'delta' }))).rejects.toMatchObject({ code: 'LZ_LIST_SHRUNK' })
    await expect(update(fileOf(gone(10), { scope: 'delta' }), { accept: ['shrink'] })).rejects.toMatchObject({
      code: 'LZ_LIST_EMPTY',
    })
    expect(await uids()).toHaveLength(10)
    await update(fileOf(gone(2), { scope: 'delta' }))
    await update(
      fileOf(
        [
          { uid: '2', action: 'remove' },
          { uid: '3', action: 'remove' },
        ],
        { scope: 'delta' },
      ),
      {
        accept: ['shrink'],
      },
    )
    expect(await uids()).toEqual(['4', '5', '6', '7', '8', '9'])
  })

  it('refuses a delta from before the edition in force', async () => {
    const old = fileOf([{ uid: '9', action: 'remove' }], { scope: 'delta', published: '2026-08-31' })
    await expect(update(old)).rejects.toMatchObject({ code: 'LZ_LIST_OLDER' })
  })

  it('gives the same list by a delta as by the whole new file', async () => {
    const next = [...parties(9), { uid: 'x', name: 'X', addresses: [evm(50)] }]
    const delta: Party[] = [
      { uid: '9', action: 'remove' },
      { uid: 'x', name: 'X', addresses: [evm(50)], action: 'add' },
    ]
    const byDelta = (await update(fileOf(delta, { scope: 'delta' }))).state.current
    expect((await update(fileOf(next))).state.current.entries).toBe(byDelta.entries)
  })

  it('counts the age of a file from its publication, and that of an answer from the publisher from now', async () => {
    const own = { ...fileOf(parties(10), { published: '2026-09-20' }), isFromPublisher: false }
    const { state } = await update(own, { nowSec: NOW + 30 * DAY })
    expect(state.check.atSec).toBe(Date.parse('2026-09-20T23:59:59Z') / 1000)
    const asked = await update(fileOf(parties(10), { published: '2026-09-20' }), { nowSec: NOW + 30 * DAY })
    expect(asked.state.check.atSec).toBe(NOW + 30 * DAY)
    expect(asked.isSame).toBe(true)
  })

  it('notices a file of the vault that somebody changed', async () => {
    const { state } = await update(first)
    const path = join(vault.folder, 'test', state.current.entries)
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.subarray(0, -9))
    await expect(uids()).rejects.toMatchObject({ code: 'LZ_VAULT_FILE' })
    rmSync(path)
    await expect(uids()).rejects.toMatchObject({ code: 'LZ_VAULT_FILE' })
  })

  it('lets one of two updates at a time win and tells the other', async () => {
    const both = await Promise.allSettled([update(fileOf(parties(11))), update(fileOf(parties(12)))])
    const won = both.filter(({ status }) => status === 'fulfilled')
    const lost = both.filter((result) => result.status === 'rejected')
    expect(won).toHaveLength(1)
    expect(lost[0]?.reason).toMatchObject({ code: 'LZ_VAULT_BUSY' })
    expect([11, 12]).toContain((await uids()).length)
  })
})
