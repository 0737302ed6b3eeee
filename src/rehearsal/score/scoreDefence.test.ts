import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StatedLine } from '../Defence.ts'
import type { Course, Deed, RaisedAlert, TruthPlace } from './Course.ts'
import { compareLines, sum } from './compareLines.ts'
import { scoreDefence } from './scoreDefence.ts'

const MOMENT = { height: 12, timeSec: 144 }

function place(account: string, units: bigint, ...services: string[]): TruthPlace {
  return { exit: 'exchange', account, places: [account, ...services], units, first: MOMENT, last: MOMENT }
}

function say(account: string, units: bigint): StatedLine {
  return { account, kind: 'held', units }
}

function deed(tx: string, height: number, more: Partial<Deed> = {}): Deed {
  return { tx, height, minedMs: height * 1000, role: 'move', exit: undefined, units: 0n, ...more }
}

function alert(tx: string | undefined, height: number, ...accounts: string[]): RaisedAlert {
  return { rule: 'moved', tx, accounts, height, raisedMs: height * 1000 + 50 }
}

const COURSE: Course = {
  theft: { tx: '0x10', height: 10, minedMs: 10_000, toldMs: 10_020, amount: 100n },
  deeds: [
    deed('0x10', 10, { role: 'theft' }),
    deed('0x11', 11, { role: 'exit', exit: 'mixer', units: 60n }),
    deed('0x12', 12, { role: 'exit', exit: 'mixer', units: 20n }),
    deed('0x13', 13, { role: 'exit', exit: 'bridge', units: 20n }),
  ],
  ordinary: 7,
  thief: new Set(['0xa']),
  truth: [place('0xpool', 80n), place('0xbridge', 20n)],
}

describe('compareLines', () => {
  it('takes a service by which money came there for right, and counts a unit once', () => {
    const truth = [place('d1', 60n, 'hot'), place('d2', 40n, 'hot')]
    const { lines, misplaced } = compareLines(truth, [say('hot', 90n), say('d1', 30n)])
    expect(lines.map(({ followed }) => followed)).toEqual([60n, 40n])
    expect(misplaced).toEqual([say('hot', 20n)])
  })

  it('leaves a shared service to the lines that have no other', () => {
    const truth = [place('d1', 50n, 'hot', 'pair'), place('d2', 50n, 'hot')]
    const { lines } = compareLines(truth, [say('hot', 50n), say('pair', 50n)])
    expect(lines.map(({ followed }) => followed)).toEqual([50n, 50n])
  })

  it('misplaces what is stated where nothing is, or too much of it', () => {
    const { lines, misplaced } = compareLines([place('d1', 50n)], [say('D1', 70n), say('x', 1n)])
    expect(lines.map(({ followed }) => followed)).toEqual([50n])
    expect(misplaced).toEqual([say('d1', 20n), say('x', 1n)])
  })

  it('follows no more than is true nor than is stated, and places every stated unit once', () => {
    const account = fc.constantFrom('a', 'b', 'c', 'd')
    const units = fc.bigInt({ min: 0n, max: 100n })
    const truths = fc.array(fc.tuple(account, units, fc.array(account, { maxLength: 2 })), { maxLength: 8 })
    const stated = fc.array(fc.tuple(account, units), { maxLength: 8 })
    fc.assert(
      fc.property(truths, stated, (places, lines) => {
        const said = lines.map(([who, amount]) => say(who, amount))
        const result = compareLines(
          places.map(([who, amount, services]) => place(who, amount, ...services)),
          said,
        )
        const followed = result.lines.reduce((total, line) => total + line.followed, 0n)
        for (const line of result.lines)
          expect(line.followed <= line.units && line.followed === sum(line.stated)).toBe(true)
        expect(followed + sum(result.misplaced)).toBe(sum(said))
      }),
    )
  })
})

describe('scoreDefence', () => {
  it('times the first alert about the theft, and no false one before it', () => {
    const { firstAlert } = scoreDefence(COURSE, [alert('0xff', 10), alert('0x11', 11), alert('0x10', 12)], [])
    expect(firstAlert).toEqual({ rule: 'moved', blocks: 1, ms: 1050, msSinceTold: 1030 })
    expect(scoreDefence(COURSE, [alert('0xff', 10)], []).firstAlert).toBeUndefined()
  })

  it('calls an alert false that is about no transaction of the theft, or about none and nobody of it', () => {
    const said = [
      alert('0xff', 11, '0xa'),
      alert('0x11', 11),
      alert(undefined, 11, '0xb'),
      alert(undefined, 12, '0xB', '0xA'),
    ]
    expect(scoreDefence(COURSE, said, []).falseAlarms.map(({ tx, accounts }) => [tx, ...accounts])).toEqual([
      ['0xff', '0xa'],
      [undefined, '0xb'],
    ])
  })

  it('says of each exit what was missed, and how late the latest alert was', () => {
    const { exits } = scoreDefence(COURSE, [alert('0x11', 11), alert('0x12', 15), alert('0x12', 16)], [])
    expect(exits).toEqual([
      { exit: 'mixer', payments: 2, alerted: 2, missed: [], blocksMax: 3, msMax: 3050 },
      { exit: 'bridge', payments: 1, alerted: 0, missed: ['0x13'], blocksMax: undefined, msMax: undefined },
    ])
  })

  it('tells what is placed anywhere from what is placed rightly', () => {
    const score = scoreDefence(COURSE, [], [say('0xpool', 70n), say('0xc', 30n)])
    expect([score.stolen, score.accounted, score.followed]).toEqual([100n, 100n, 70n])
  })
})
