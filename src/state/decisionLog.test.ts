import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as CanonicalJson from './CanonicalJson.ts'
import type { Decision, DecisionDraft, LogHead } from './Decision.ts'
import { appendDecision, appendDecisions, findHead, listDecisions, verifyLog } from './decisionLog.ts'
import { createFolder, createState } from './testState.support.ts'
import { inTransaction, openState, type WorkState } from './WorkState.ts'

const draft = (n: number, kind = 'screen'): DecisionDraft => ({
  time: 1_790_000_000 + n,
  kind,
  body: CanonicalJson.encode({ n, note: `decision ${n}` }),
})

function createLog(records: number): WorkState {
  const state = createState()
  appendDecisions(
    state,
    Array.from({ length: records }, (_, n) => draft(n)),
  )
  return state
}

/** Whoever tampers has the file and takes the guards away first. */
function tamper(state: WorkState, sql: string): void {
  state.database.exec(`DROP TRIGGER IF EXISTS decision_stays; DROP TRIGGER IF EXISTS decision_remains; ${sql}`)
}

/** The hash as an outsider computes it from the documented encoding. */
function hashPlainly(record: Decision): string {
  const part = (bytes: Uint8Array): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(BigInt(value))
    return bytes
  }
  const parts = [
    Buffer.from('lazaretto/decision/1'),
    number(record.seq),
    number(record.time),
    record.previous,
    Buffer.from(record.kind),
    record.body,
  ]
  return createHash('sha256')
    .update(Buffer.concat(parts.map(part)))
    .digest('hex')
}

const broken = (seq: number): unknown =>
  expect.objectContaining({
    code: 'LZ_LOG_BROKEN',
    kind: 'integrity',
    message: expect.stringContaining(`Record ${seq} `) as string,
  })

describe('the decision log', () => {
  it('is chained from the first record on', async () => {
    const state = createLog(3)
    const head = appendDecision(state, draft(2 ** 40, 'policy'))
    const records = listDecisions(state, { from: 1, limit: 10 })
    expect(records.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'screen'],
      [2, 'screen'],
      [3, 'screen'],
      [4, 'policy'],
    ])
    expect(records[0]?.previous).toEqual(new Uint8Array(32))
    for (const [i, record] of records.entries()) {
      expect(Buffer.from(record.hash).toString('hex')).toBe(hashPlainly(record))
      if (i > 0) expect(record.previous).toEqual(records[i - 1]?.hash)
    }
    expect(head.seq).toBe(4)
    expect(await verifyLog(state, head)).toEqual(findHead(state))
  })

  it('is empty before its first record', async () => {
    const state = createState()
    expect(await verifyLog(state)).toEqual({ seq: 0, hash: new Uint8Array(32) })
    expect(listDecisions(state, { from: 0, limit: 5 })).toEqual([])
  })

  it('lists a range, never more than a thousand', () => {
    const state = createLog(1_200)
    expect(listDecisions(state, { from: 7, limit: 2 }).map(({ seq }) => seq)).toEqual([7, 8])
    expect(listDecisions(state, { from: 1, limit: 9_999 })).toHaveLength(1_000)
    expect(listDecisions(state, { from: 1, limit: -1 })).toEqual([])
  })

  it('is part of a transaction', async () => {
    const state = createLog(2)
    const failing = (): void =>
      inTransaction(state, () => {
        appendDecision(state, draft(5))
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect(await verifyLog(state)).toMatchObject({ seq: 2 })
  })

  it.each([
    [{ kind: 'Screen' }],
    [{ kind: '' }],
    [{ kind: 'x'.repeat(33) }],
    [{ kind: 'ſcreen' }],
    [{ time: 1.5 }],
    [{ time: -1 }],
    [{ time: Number.NaN }],
    [{ body: new Uint8Array((1 << 20) + 1) as CanonicalJson.CanonicalJson }],
  ])('refuses %o and keeps nothing of its transaction', (wrong) => {
    const state = createLog(1)
    expect(() => appendDecisions(state, [draft(1), { ...draft(2), ...wrong }])).toThrow(
      expect.objectContaining({ code: 'LZ_LOG_DRAFT' }) as Error,
    )
    expect(findHead(state).seq).toBe(1)
  })

  it('cannot be changed by mistake', () => {
    const state = createLog(2)
    expect(() => state.database.exec(`UPDATE decision SET kind = 'x'`)).toThrow('never changed')
    expect(() => state.database.exec('DELETE FROM decision WHERE seq = 2')).toThrow('never deleted')
  })

  it('stays whole when several connections append by turns', async () => {
    const state = createLog(1)
    const other = openState(state.folder)
    for (let n = 0; n < 20; n++) appendDecision(n % 2 === 0 ? state : other, draft(n))
    other.close()
    expect(await verifyLog(state)).toMatchObject({ seq: 21 })
  })

  it.each([
    ['a body', 2, `UPDATE decision SET body = CAST('{"n":9}' AS BLOB) WHERE seq = 2`],
    [
      'one bit of a body',
      2,
      `UPDATE decision SET body = CAST(replace(CAST(body AS TEXT), '1', '0') AS BLOB) WHERE seq = 2`,
    ],
    ['a kind', 3, `UPDATE decision SET kind = 'intel' WHERE seq = 3`],
    ['a kind by another letter with the same low byte', 3, `UPDATE decision SET kind = 'ų' || 'creen' WHERE seq = 3`],
    ['a time', 4, 'UPDATE decision SET time = time + 1 WHERE seq = 4'],
    ['a time beyond all numbers', 4, 'UPDATE decision SET time = 9223372036854775807 WHERE seq = 4'],
    ['a time below zero', 1, 'UPDATE decision SET time = -time WHERE seq = 1'],
    ['a hash', 5, 'UPDATE decision SET hash = zeroblob(32) WHERE seq = 5'],
    ['a record in the middle', 2, 'DELETE FROM decision WHERE seq = 2'],
    ['the first record', 1, 'DELETE FROM decision WHERE seq = 1'],
    [
      'the order of two',
      2,
      'UPDATE decision SET seq = 99 WHERE seq = 2; UPDATE decision SET seq = 2 WHERE seq = 3; UPDATE decision SET seq = 3 WHERE seq = 99',
    ],
    ['what stands before the first', 1, `INSERT INTO decision VALUES (-3, 1, 'screen', x'7b7d', zeroblob(32))`],
    [
      'a record at the end that nobody appended',
      6,
      `INSERT INTO decision SELECT 6, time, kind, body, hash FROM decision WHERE seq = 5`,
    ],
  ])('shows a change of %s, and where', async (_, seq, sql) => {
    const state = createLog(5)
    tamper(state, sql)
    await expect(verifyLog(state)).rejects.toEqual(broken(seq))
  })

  it('shows a cut end, an old copy and a chain written anew only to whoever remembers the head', async () => {
    const state = createLog(5)
    const head = findHead(state)
    tamper(state, 'DELETE FROM decision WHERE seq > 3')
    expect(await verifyLog(state)).toMatchObject({ seq: 3 })
    await expect(verifyLog(state, head)).rejects.toMatchObject({ code: 'LZ_LOG_TRUNCATED', kind: 'integrity' })
    appendDecisions(state, [draft(70), draft(71), draft(72)])
    expect(await verifyLog(state)).toMatchObject({ seq: 6 })
    await expect(verifyLog(state, head)).rejects.toMatchObject({ code: 'LZ_LOG_REWRITTEN', kind: 'integrity' })
  })

  it('takes the head of any earlier time', async () => {
    const state = createLog(2_500)
    const heads: LogHead[] = [1, 1_000, 1_001, 2_500].flatMap((from) => listDecisions(state, { from, limit: 1 }))
    for (const head of heads) expect(await verifyLog(state, head)).toMatchObject({ seq: 2_500 })
  })

  it('never passes for another one after a byte of its file has changed', async () => {
    const state = createLog(40)
    const head = findHead(state)
    const before = listDecisions(state, { from: 1, limit: 100 })
    state.close()
    const file = readFileSync(join(state.folder, 'work.sqlite'))
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const found = await readDamaged(file, { at, flip, head })
        if (typeof found === 'string')
          expect(found).toMatch(
            /^LZ_(LOG_(BROKEN|TRUNCATED|REWRITTEN)|STATE_(DAMAGED|FOREIGN|VERSION|IO))$|^ERR_SQLITE/,
          )
        else expect(found).toEqual(before)
      }),
      { numRuns: 300 },
    )
  })
})

interface Damage {
  readonly at: number
  readonly flip: number
  readonly head: LogHead
}

/** The records of a log with one other byte if it verifies, else the code of the error. */
async function readDamaged(file: Buffer, { at, flip, head }: Damage): Promise<Decision[] | string> {
  const folder = createFolder()
  const damaged = Buffer.from(file)
  damaged[at] = (damaged[at] as number) ^ flip
  writeFileSync(join(folder, 'work.sqlite'), damaged)
  let state: WorkState | undefined
  try {
    state = openState(folder)
    await verifyLog(state, head)
    return listDecisions(state, { from: 1, limit: 100 })
  } catch (error) {
    return String((error as { code?: unknown }).code)
  } finally {
    state?.close()
  }
}
