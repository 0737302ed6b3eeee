import type { DefenceAlert } from '../Defence.ts'
import type { Exit, Role } from '../script/Step.ts'

/** A transaction that belongs to the theft, as the script knows it. */
export interface Deed {
  readonly tx: string
  readonly height: number
  /** Wall time when its block was mined. */
  readonly minedMs: number
  readonly role: Exclude<Role, 'ordinary'>
  /** Where it takes stolen units out of the thief's accounts: which exit, and how many. */
  readonly exit: Exit | undefined
  readonly units: bigint
}

/** An alert, with the wall time and the newest block when it was raised. */
export interface RaisedAlert extends DefenceAlert {
  readonly raisedMs: number
  readonly height: number
}

/** Where stolen units ended, in addresses and heights. */
export interface TruthPlace {
  readonly exit: Exit
  readonly account: string
  /** That, and the accounts of services by which they came there or went on: to name one of them is right too. */
  readonly places: readonly string[]
  /** Base units of the stolen token; for what was swapped those that were sold. */
  readonly units: bigint
  /** Of the first and the last payment there, with the times of their blocks. */
  readonly first: Moment
  readonly last: Moment
}

export interface Moment {
  readonly height: number
  readonly timeSec: number
}

/** What happened in a rehearsal, from the script itself. */
export interface Course {
  /** Units that were stolen, by which transaction, when its block was mined, and when the defence was told. */
  readonly theft: {
    readonly tx: string
    readonly height: number
    readonly minedMs: number
    readonly toldMs: number
    readonly amount: bigint
  }
  readonly deeds: readonly Deed[]
  /** Transactions that have nothing to do with the theft. */
  readonly ordinary: number
  /** Addresses of the thief: his accounts, the one of his fees, and his deposit addresses. */
  readonly thief: ReadonlySet<string>
  readonly truth: readonly TruthPlace[]
}
