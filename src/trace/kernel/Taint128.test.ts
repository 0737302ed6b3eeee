import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLimbs, writeLimbs } from './limbs.ts'
import { createTaint128, type Taint128 } from './Taint128.ts'

const MAX = 2n ** 128n - 1n
const EDGES = [0n, 1n, 2n, 3n, 2n ** 31n, 2n ** 53n, 2n ** 127n, MAX - 1n, MAX]
for (const bits of [32n, 48n, 64n, 80n, 95n, 96n, 112n]) EDGES.push(2n ** bits - 1n, 2n ** bits, 2n ** bits + 1n)

/** The rule in its plain form. */
function shareOf(taint: bigint, amount: bigint, before: bigint): bigint {
  return amount >= before ? taint : (taint * amount) / before
}

function pay(taint: Taint128, from: number, to: number, amount: bigint, before: bigint): bigint {
  writeLimbs(taint.amount, 0, amount)
  writeLimbs(taint.before, 0, before)
  expect(taint.pay(from, to)).toBe(readLimbs(taint.moved, 0) > 0n)
  return readLimbs(taint.moved, 0)
}

/** The share that a payment of `amount` out of `before` carries of `taint`, by the kernel. */
function share(kernel: Taint128, taint: bigint, amount: bigint, before: bigint): bigint {
  writeLimbs(kernel.state, 0, taint)
  writeLimbs(kernel.state, 1, 0n)
  const moved = pay(kernel, 0, 1, amount, before)
  expect(readLimbs(kernel.state, 0)).toBe(taint - moved)
  expect(readLimbs(kernel.state, 1)).toBe(moved)
  return moved
}

/** Numbers of every magnitude: the bits are drawn first, then the number. */
function createDraw(seed: number): (max: bigint) => bigint {
  let state = BigInt(seed) | 1n
  const next = (): bigint => {
    state = BigInt.asUintN(128, state * 0x2360ed051fc65da44385df649fccf645n + 0x5851f42d4c957f2d14057b7ef767814fn)
    return (state >> 64n) ^ state
  }
  const word = (): bigint => BigInt.asUintN(64, next())
  return (max) => {
    const value = ((word() << 64n) | word()) >> (word() % 129n)
    const near = word() % 8n === 0n ? max - (value >> 100n) : value
    return near < 0n || max === 0n ? 0n : near <= max ? near : near % (max + 1n)
  }
}

describe('the share of a payment', () => {
  it('is that of BigInt for all edges', () => {
    const kernel = createTaint128(2)
    for (const before of EDGES) {
      for (const amount of EDGES) {
        for (const taint of EDGES) {
          const moved = share(kernel, taint, amount, before)
          if (moved !== shareOf(taint, amount, before)) expect([taint, amount, before, moved]).toBe('equal')
        }
      }
    }
  })

  it('is that of BigInt in 200,000 cases of all magnitudes', () => {
    const kernel = createTaint128(2)
    const draw = createDraw(20_240_613)
    for (let i = 0; i < 200_000; i++) {
      const before = draw(MAX)
      const [amount, taint] = [draw(before), draw(before)]
      const moved = shareBare(kernel, taint, amount, before)
      if (moved !== shareOf(taint, amount, before)) expect([taint, amount, before, moved]).toBe('equal')
    }
  })

  it('is that of BigInt for any three numbers', () => {
    const kernel = createTaint128(2)
    const number = fc.bigInt({ min: 0n, max: MAX })
    fc.assert(fc.property(number, number, number, (t, a, b) => share(kernel, t, a, b) === shareOf(t, a, b)))
  })
})

/** `share` without its own checks, for many cases. */
function shareBare(kernel: Taint128, taint: bigint, amount: bigint, before: bigint): bigint {
  writeLimbs(kernel.state, 0, taint)
  writeLimbs(kernel.amount, 0, amount)
  writeLimbs(kernel.before, 0, before)
  kernel.pay(0, 1)
  return readLimbs(kernel.moved, 0)
}

interface Payment {
  readonly from: number
  readonly to: number
  readonly amount: bigint
  readonly before: bigint
}

const SLOTS = 5
const payment = fc.record({
  from: fc.nat(SLOTS - 1),
  to: fc.nat(SLOTS - 1),
  amount: fc.bigInt({ min: 0n, max: 2n ** 125n }),
  before: fc.bigInt({ min: 0n, max: 2n ** 125n }),
})
const taints = fc.array(fc.bigInt({ min: 0n, max: 2n ** 125n }), { minLength: SLOTS, maxLength: SLOTS })

function withTaints(values: readonly bigint[]): Taint128 {
  const kernel = createTaint128(values.length)
  for (const [slot, value] of values.entries()) writeLimbs(kernel.state, slot, value)
  return kernel
}

function listTaints({ state, slots }: Taint128): bigint[] {
  return Array.from({ length: slots }, (_, slot) => readLimbs(state, slot))
}

function payPlain(values: readonly bigint[], payments: readonly Payment[]): bigint[] {
  const state = [...values]
  for (const { from, to, amount, before } of payments) {
    const moved = shareOf(state[from]!, amount, before)
    state[from]! -= moved
    state[to]! += moved
  }
  return state
}

describe('payments in a row', () => {
  it('leave what plain BigInt leaves, one by one and as a window, and nothing is lost', () => {
    fc.assert(
      fc.property(taints, fc.array(payment, { maxLength: 1300 }), (values, payments) => {
        const single = withTaints(values)
        for (const { from, to, amount, before } of payments) pay(single, from, to, amount, before)
        const batch = withTaints(values)
        payments.forEach((row, i) => {
          batch.window.from[i] = row.from
          batch.window.to[i] = row.to
          writeLimbs(batch.window.amount, i, row.amount)
          writeLimbs(batch.window.before, i, row.before)
        })
        batch.payAll(payments.length)
        const plain = payPlain(values, payments)
        expect(listTaints(single)).toEqual(plain)
        expect(listTaints(batch)).toEqual(plain)
        expect(sum(listTaints(batch))).toBe(sum(values))
      }),
      { numRuns: 60 },
    )
  })

  it('go on over the edge of the rows that are touched ahead', () => {
    const kernel = withTaints([7n ** 40n, 0n])
    const { rows, from, to, amount, before } = kernel.window
    for (let i = 0; i < rows; i++) {
      from[i] = i % 2
      to[i] = 1 - (i % 2)
      writeLimbs(amount, i, 2n)
      writeLimbs(before, i, 3n)
    }
    kernel.payAll(rows)
    const payments = Array.from({ length: rows }, (_, i) => ({ from: i % 2, to: 1 - (i % 2), amount: 2n, before: 3n }))
    expect(listTaints(kernel)).toEqual(payPlain([7n ** 40n, 0n], payments))
  })
})

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}

describe('the other moves', () => {
  it('take and give make a payment', () => {
    fc.assert(
      fc.property(taints, payment, (values, { from, to, amount, before }) => {
        const kernel = withTaints(values)
        writeLimbs(kernel.amount, 0, amount)
        writeLimbs(kernel.before, 0, before)
        const isMoved = kernel.take(from)
        const moved = readLimbs(kernel.moved, 0)
        expect([moved, isMoved]).toEqual([shareOf(values[from]!, amount, before), moved > 0n])
        expect(readLimbs(kernel.state, from)).toBe(values[from]! - moved)
        kernel.give(to)
        expect(listTaints(kernel)).toEqual(payPlain(values, [{ from, to, amount, before }]))
      }),
    )
  })

  it('drain moves all, to itself too', () => {
    const kernel = withTaints([MAX - 1n, 1n, 0n])
    expect([kernel.drain(0, 1), readLimbs(kernel.moved, 0), ...listTaints(kernel)]).toEqual([
      true,
      MAX - 1n,
      0n,
      MAX,
      0n,
    ])
    expect([kernel.drain(1, 1), ...listTaints(kernel)]).toEqual([true, 0n, MAX, 0n])
    expect([kernel.drain(2, 0), ...listTaints(kernel)]).toEqual([false, 0n, MAX, 0n])
  })

  it('of nothing answer false and move nothing', () => {
    const kernel = withTaints([0n, 5n])
    expect(pay(kernel, 0, 1, 3n, 4n)).toBe(0n)
    expect(pay(kernel, 1, 0, 1n, 6n)).toBe(0n)
    expect(listTaints(kernel)).toEqual([0n, 5n])
  })
})

describe('memory', () => {
  it('grows, keeps what there is, and new slots are clean', () => {
    const kernel = withTaints([1n, 2n])
    kernel.grow(100_000)
    expect([kernel.slots, kernel.state.length]).toEqual([100_000, 400_000])
    expect([readLimbs(kernel.state, 0), readLimbs(kernel.state, 1), readLimbs(kernel.state, 99_999)]).toEqual([
      1n,
      2n,
      0n,
    ])
    writeLimbs(kernel.state, 99_999, 9n)
    expect(pay(kernel, 99_999, 0, 1n, 1n)).toBe(9n)
    kernel.grow(10)
    expect(kernel.slots).toBe(100_000)
  })

  it('says that 4 GiB are the end', () => {
    expect(() => createTaint128(300_000_000)).toThrow(expect.objectContaining({ code: 'LZ_TRACE_MEMORY' }))
  })
})

describe('limbs', () => {
  it('round-trip', () => {
    const limbs = new Uint32Array(8)
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: MAX }), (value) => {
        writeLimbs(limbs, 1, value)
        return readLimbs(limbs, 1) === value && readLimbs(limbs, 0) === 0n
      }),
    )
  })

  it.each([-1n, MAX + 1n])('refuse %s', (value) => {
    expect(() => writeLimbs(new Uint32Array(4), 0, value)).toThrow(RangeError)
  })
})

it('kernels are compiled from what is beside them', () => {
  const script = join(process.cwd(), 'scripts/wasm.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})
