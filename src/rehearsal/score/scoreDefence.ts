import type { StatedLine } from '../Defence.ts'
import type { Course, RaisedAlert } from './Course.ts'
import { type Comparison, compareLines, sum } from './compareLines.ts'
import { type ExitScore, type JudgedAlert, judgeAlerts, scoreExits } from './judgeAlerts.ts'

/** How good a defence was. Wall times are the only figures that a second run does not repeat. */
export interface Score extends Comparison {
  /** The first alert that is no false alarm; undefined where there was none. */
  readonly firstAlert: FirstAlert | undefined
  readonly stolen: bigint
  /** Units that the defence's account places anywhere: it balances if that is all that was stolen. */
  readonly accounted: bigint
  /** Units that it places where they are. */
  readonly followed: bigint
  readonly exits: readonly ExitScore[]
  readonly alerts: readonly JudgedAlert[]
  /** Among so many ordinary transactions. */
  readonly falseAlarms: readonly JudgedAlert[]
  readonly ordinary: number
}

export interface FirstAlert {
  readonly rule: string
  /** From the theft's block to the newest one when it was raised. */
  readonly blocks: number
  /** Wall time since the theft's block was mined, and since the defence was told of it; below zero: it knew before. */
  readonly ms: number
  readonly msSinceTold: number
}

/** Scores what a defence said against what happened. */
export function scoreDefence(course: Course, raised: readonly RaisedAlert[], stated: readonly StatedLine[]): Score {
  const alerts = judgeAlerts(course, raised)
  const comparison = compareLines(course.truth, stated)
  const first = alerts.find(({ isFalse, height }) => !isFalse && height >= course.theft.height)
  return {
    ...comparison,
    firstAlert: first === undefined ? undefined : timeOf(first, course),
    stolen: course.theft.amount,
    accounted: sum(stated),
    followed: comparison.lines.reduce((total, { followed }) => total + followed, 0n),
    exits: scoreExits(course, alerts),
    alerts,
    falseAlarms: alerts.filter(({ isFalse }) => isFalse),
    ordinary: course.ordinary,
  }
}

function timeOf({ rule, height, raisedMs }: RaisedAlert, { theft }: Course): FirstAlert {
  const ms = raisedMs - theft.minedMs
  return { rule, blocks: height - theft.height, ms, msSinceTold: raisedMs - theft.toldMs }
}
