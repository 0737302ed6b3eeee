import { describe, expect, test } from 'vitest'
import { FrameFault } from './CallFrame.ts'
import { readCallTracer } from './callTracer.ts'

const at = (number: number): string => `0x${number.toString(16).padStart(40, '0')}`
const HASH = `0x${'11'.repeat(32)}`
const [ALICE, BOB] = [at(0xa1), at(0xb0)]

interface Call {
  readonly type: string
  readonly from: string
  readonly to?: string
  readonly value?: string
  readonly error?: string
  readonly calls?: readonly unknown[]
}

const call = (fields: Partial<Call> = {}): Call => ({ type: 'CALL', from: ALICE, to: BOB, value: '0x1', ...fields })
const read = (result: unknown): ReturnType<typeof readCallTracer>[number] =>
  readCallTracer([{ txHash: HASH, result }], [HASH])[0]!

describe('the calls of a transaction', () => {
  test('come in the order in which they were made', () => {
    const frames = read(call({ calls: [call({ calls: [call(), call()] }), call()] }))
    expect(frames.map(({ path }) => path)).toEqual([[], [0], [0, 0], [0, 1], [1]])
  })

  test('have failed where one that they are part of has', () => {
    const frames = read(
      call({ calls: [call({ error: 'execution reverted', calls: [call({ calls: [call()] })] }), call()] }),
    )
    expect(frames.map(({ isFailed }) => isFailed)).toEqual([false, true, true, true, false])
  })

  test('pay where they call, create or end, and not where they borrow code', () => {
    const types = ['CALL', 'CREATE', 'CREATE2', 'SELFDESTRUCT', 'DELEGATECALL', 'STATICCALL', 'CALLCODE']
    const frames = read(call({ calls: types.map((type) => call({ type })) }))
    expect(frames.slice(1).map(({ isPayment }) => isPayment)).toEqual([true, true, true, true, false, false, false])
  })

  test('are not counted where they ask a precompile and pay nothing', () => {
    const silent = [1, 4, 9, 0x0a, 0x11, 0x100].map((number) =>
      call({ to: at(number), type: 'STATICCALL', value: '0x0' }),
    )
    const frames = read(call({ calls: [...silent, call({ to: at(4) }), call({ to: at(0x12), value: '0x0' })] }))
    expect(frames.slice(1).map(({ path, to }) => [...path, to])).toEqual([
      [0, at(4)],
      [1, at(0x12)],
    ])
  })

  test('may be as deep as the machine allows, and know of their place until it cannot be told', () => {
    let deep = call()
    for (let i = 0; i < 1024; i++) deep = call({ calls: [deep] })
    const frames = read(deep)
    expect(frames).toHaveLength(1025)
    expect(frames[16]?.path).toHaveLength(16)
    expect(frames[1024]?.path).toHaveLength(17)
  })

  test.each([
    ['a trace too few', []],
    ['a trace of another transaction', [{ txHash: `0x${'22'.repeat(32)}`, result: call() }]],
    ['a trace without a call', [{ txHash: HASH }]],
    ['an unknown kind of call', [{ result: call({ type: 'TELEPORT' }) }]],
    ['no address', [{ result: { type: 'CALL', value: '0x0' } }]],
    ['a negative value', [{ result: call({ value: '-0x1' }) }]],
    ['a value of 257 bits', [{ result: call({ value: `0x1${'0'.repeat(64)}` }) }]],
    ['calls that are no list', [{ result: { ...call(), calls: {} } }]],
    ['no list at all', {}],
  ])('are refused with %s', (_name, answer) => {
    expect(() => readCallTracer(answer, [HASH])).toThrow(FrameFault)
  })
})
