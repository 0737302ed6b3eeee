import type { AskNode, Descriptions, Feed, Know } from '../../guard/index.ts'

/** What checks may use beside what they are asked; whatever is absent is not used, and the answers say so. */
export interface GuardTools {
  /** Seconds UTC. */
  readonly nowSec: number
  /** Lists of bad sites. */
  readonly feed?: Feed | undefined
  /** Protocols' own words for calls and typed data (ERC-7730). */
  readonly descriptions?: Descriptions | undefined
  /** What is known of addresses, beside the contracts that guard knows itself. */
  readonly know?: Know | undefined
  /** A node that somebody has named for this. */
  readonly ask?: AskNode | undefined
}
