import type { AskNode, Descriptions, Feed, Know } from '../../guard/index.ts'

/** What somebody has named for checks; all of it optional. */
export interface GuardSupplies {
  /** Protocols' own words for calls and typed data (ERC-7730). */
  readonly descriptions?: Descriptions | undefined
  /** What is known of addresses, beside the contracts that guard knows itself. */
  readonly know?: Know | undefined
  /** A node: nobody is asked unnamed. */
  readonly ask?: AskNode | undefined
}

/** What a check may use beside what it is asked; whatever is absent is not used, and the answer says so. */
export interface GuardTools extends GuardSupplies {
  /** Seconds UTC. */
  readonly nowSec: number
  /** Lists of bad sites. */
  readonly feed?: Feed | undefined
}
