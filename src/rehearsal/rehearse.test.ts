import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readLabelFile } from '../intel/index.ts'
import type { Scene } from './Defence.ts'
import { openChain } from './node/Chain.ts'
import { findAnvil, HERE } from './node/findAnvil.ts'
import { type Plan, parsePlan } from './Plan.ts'
import { PlainDefence } from './plainDefence.support.ts'
import { type RehearsalReport, rehearse } from './rehearse.ts'
import { rehearsalDocument, toJson } from './report/toJson.ts'
import { toText } from './report/toText.ts'
import { toLabelCsv } from './town/labelTown.ts'
import { readBalance } from './town/perform.ts'

const SMALL = parsePlan(`
format: lazaretto-rehearsal/1
town: { users: 6, blocksBefore: 4, blocksAfter: 1 }
theft: { amount: '50000' }
thief: { splitWidth: 2, peels: 1, waitBlocks: 2, exits: { exchange: 30, mixer: 20, bridge: 20, swap: 10, held: 20 } }
issuer: { freezesAfterBlocks: 4 }
`)

interface Held {
  readonly report: RehearsalReport
  readonly defence: PlainDefence
  readonly scene: Scene
}

async function hold(seed: number, plan: Plan = SMALL): Promise<Held> {
  let scene: Scene | undefined
  let defence: PlainDefence | undefined
  const report = await rehearse({
    seed,
    plan,
    nowMs: () => performance.now(),
    defence: async (given) => {
      scene = given
      defence = new PlainDefence(given)
      return defence
    },
  })
  return { report, defence: defence as PlainDefence, scene: scene as Scene }
}

describe('rehearse', () => {
  it('scores a plain defence: all is followed, at once, and no alarm is false', async () => {
    const { report, defence } = await hold(1)
    const { score } = report
    expect(score.firstAlert).toMatchObject({ rule: 'theft', blocks: 0 })
    expect(score.firstAlert?.ms).toBeLessThan(1000)
    expect(score.stolen).toBe(50_000_000_000n)
    expect([score.followed, score.accounted]).toEqual([score.stolen, score.stolen])
    expect(score.misplaced).toEqual([])
    expect(score.falseAlarms).toEqual([])
    expect(score.ordinary).toBeGreaterThan(20)
    expect(defence.report?.isBalanced).toBe(true)
  })
})
