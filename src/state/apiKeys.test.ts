import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKey, findKey, hasScope, type KeyPlan, listKeys, revokeKey, SCOPES, type Scope } from './apiKeys.ts'
import * as CanonicalJson from './CanonicalJson.ts'
import { listDecisions, verifyLog } from './decisionLog.ts'
import { createState } from './testState.support.ts'
import { inTransaction, type WorkState } from './WorkState.ts'

const NOW = 1_790_000_000
const plan: KeyPlan = { name: 'withdrawals', scopes: ['screen', 'read'], by: 'ops' }
const source = { now: NOW, randomBytes }

const decisionsOf = (state: WorkState): unknown[] =>
  listDecisions(state, { from: 1, limit: 100 }).map(({ kind, body }) => [kind, CanonicalJson.decode(body)])

describe('an API key', () => {
  it('opens for the one who has its text, and is in the log without it', async () => {
    const state = createState()
    const { text, key } = createKey(state, plan, source)
    expect(key).toEqual({
      id: text.slice(4, 20),
      name: 'withdrawals',
      scopes: ['read', 'screen'],
      created: NOW,
      expires: undefined,
      revoked: undefined,
      used: undefined,
    })
    expect(findKey(state, text, NOW)?.id).toBe(key.id)
    expect(decisionsOf(state)).toEqual([
      [
        'key',
        { action: 'create', by: 'ops', expires: null, id: key.id, name: 'withdrawals', scopes: ['read', 'screen'] },
      ],
    ])
    await verifyLog(state)
  })

  it('can be found by a scanner that has never heard of us', () => {
    const { text } = createKey(createState(), plan, source)
    const [, encoded = ''] = /^lzk_([a-z2-7]{72})$/.exec(text) ?? []
    const bits = [...encoded]
      .map((letter) => 'abcdefghijklmnopqrstuvwxyz234567'.indexOf(letter).toString(2).padStart(5, '0'))
      .join('')
    const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
    const checksum = createHash('sha256').update('lazaretto/key-checksum/1').update(bytes.subarray(0, 42)).digest()
    expect(bytes.subarray(42)).toEqual(checksum.subarray(0, 3))
  })

  it('is nowhere in the files, neither its text nor its secret', () => {
    const state = createState()
    let drawn = Buffer.alloc(0)
    const { text } = createKey(state, plan, { now: NOW, randomBytes: (length) => (drawn = randomBytes(length)) })
    expect(drawn).toHaveLength(42)
    const secret = drawn.subarray(10)
    for (const name of readdirSync(state.folder)) {
      const bytes = readFileSync(join(state.folder, name))
      for (const hidden of [text, text.slice(20), secret, secret.toString('hex')])
        expect(bytes.includes(hidden)).toBe(false)
    }
  })

  it('is not found by any other text', () => {
    const state = createState()
    const { text } = createKey(state, plan, source)
    const other = createKey(createState(), plan, source).text
    for (const wrong of [
      '',
      'lzk_',
      text.slice(0, -1),
      `${text} `,
      ` ${text}`,
      `${text}\n`,
      text.toUpperCase(),
      other,
      text.slice(0, 20) + other.slice(20),
    ]) {
      expect(findKey(state, wrong, NOW)).toBeUndefined()
    }
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 75 }),
        fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'),
        (at, letter) => {
          const changed = text.slice(0, at) + letter + text.slice(at + 1)
          expect(findKey(state, changed, NOW)?.id).toBe(changed === text ? text.slice(4, 20) : undefined)
        },
      ),
    )
  })

  it('with a right checksum and another secret is not the same', () => {
    const state = createState()
    const id = Buffer.alloc(10, 7)
    const keyOf = (secret: number): string =>
      createKey(secret === 1 ? state : createState(), plan, {
        now: NOW,
        randomBytes: () => Buffer.concat([id, Buffer.alloc(32, secret)]),
      }).text
    const [right, forged] = [keyOf(1), keyOf(2)]
    expect(forged.slice(0, 20)).toBe(right.slice(0, 20))
    expect(findKey(state, right, NOW)).toBeDefined()
    expect(findKey(state, forged, NOW)).toBeUndefined()
  })

  it('ends when it expires, to the second', () => {
    const state = createState()
    const { text } = createKey(state, { ...plan, expires: NOW + 60 }, source)
    expect(findKey(state, text, NOW + 59)?.expires).toBe(NOW + 60)
    expect(findKey(state, text, NOW + 60)).toBeUndefined()
  })

  it('ends when it is revoked, once, and the log says by whom', () => {
    const state = createState()
    const { text, key } = createKey(state, plan, source)
    expect(revokeKey(state, key.id, { by: 'security', now: NOW + 5 }).revoked).toBe(NOW + 5)
    expect(revokeKey(state, key.id, { by: 'somebody', now: NOW + 9 }).revoked).toBe(NOW + 5)
    expect(findKey(state, text, NOW)).toBeUndefined()
    expect(decisionsOf(state)[1]).toEqual([
      'key',
      { action: 'revoke', by: 'security', id: key.id, name: 'withdrawals' },
    ])
    expect(decisionsOf(state)).toHaveLength(2)
    expect(() => revokeKey(state, 'nobody', { by: 'x', now: 1 })).toThrow(
      expect.objectContaining({ code: 'LZ_KEY_NOT_FOUND' }) as Error,
    )
  })

  it('is allowed what its scopes name and nothing else', () => {
    for (const scope of SCOPES) {
      const { key } = createKey(createState(), { ...plan, scopes: [scope] }, source)
      expect(SCOPES.filter((asked) => hasScope(key, asked))).toEqual([scope])
    }
  })

  it('remembers the day of its last use, and writes it once a day', () => {
    const state = createState()
    const { text } = createKey(state, plan, source)
    const day = NOW - (NOW % 86_400)
    expect(findKey(state, text, NOW)?.used).toBe(day)
    const { changes } = state.database.prepare('SELECT total_changes() AS changes').get() as { changes: number }
    expect(findKey(state, text, day + 86_399)?.used).toBe(day)
    expect(state.database.prepare('SELECT total_changes() AS changes').get()).toEqual({ changes })
    expect(findKey(state, text, day + 86_400)?.used).toBe(day + 86_400)
    expect(listKeys(state).map(({ used }) => used)).toEqual([day + 86_400])
  })

  it('and its decision are made together or not at all', () => {
    const state = createState()
    const failing = (): void =>
      inTransaction(state, () => {
        createKey(state, plan, source)
        throw new Error('no')
      })
    expect(failing).toThrow('no')
    expect([listKeys(state), decisionsOf(state)]).toEqual([[], []])
  })

  it.each<[string, Partial<KeyPlan>]>([
    ['no name', { name: ' ' }],
    ['a name with a line break', { name: 'a\nb' }],
    ['a long name', { name: 'x'.repeat(201) }],
    ['nobody who orders it', { by: '' }],
    ['no scopes', { scopes: [] }],
    ['an unknown scope', { scopes: ['root' as Scope] }],
    ['an end in the past', { expires: NOW }],
    ['an end that is no moment', { expires: Number.NaN }],
  ])('with %s is refused', (_, wrong) => {
    const state = createState()
    expect(() => createKey(state, { ...plan, ...wrong }, source)).toThrow(
      expect.objectContaining({ code: 'LZ_KEY_PLAN', kind: 'input' }) as Error,
    )
    expect(listKeys(state)).toEqual([])
  })
})
