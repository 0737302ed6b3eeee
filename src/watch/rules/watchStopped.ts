import { ChainId } from '../../chain/index.ts'
import type { LazarettoError } from '../../LazarettoError.ts'
import type { BlockRef } from '../../ledger/index.ts'
import { type AlertDraft, WATCH_RULES_VERSION } from './AlertDraft.ts'
import { cleanText } from './quoteText.ts'

/** What the rule about the watch itself may know. */
export interface StopContext {
  readonly chain: ChainId.ChainId
  /** The last block that was watched. */
  readonly seen: BlockRef | undefined
}

const MESSAGE_LENGTH_MAX = 1_000

/**
 * The watch of a chain has stopped for something that waiting does not mend: told once for each chain and code, until the
 * watch goes on.
 *
 * Sees: data that contradict themselves, such as a chain that takes back what was final, or a node that lies; and a node that
 * refuses what it gave before. Does not see: a node that is down or behind, which `/v1/watch` and the lag of the metrics say.
 * Critical: while it stands still, nothing that is stolen is seen to move.
 */
export function assessStop({ code, kind, message }: LazarettoError, { chain, seen }: StopContext): AlertDraft {
  const name = ChainId.shortName(chain)
  const where = seen === undefined ? 'before its first block' : `behind block ${seen.height}`
  return {
    rule: 'watch-stopped',
    severity: 'critical',
    theft: undefined,
    chain,
    block: undefined,
    tx: undefined,
    title: `The watch of ${name} has stopped: ${code}`,
    text: `The watch of ${name} stands still ${where}, and sees nothing that moves from there on. ${code}: ${cleanText(message, MESSAGE_LENGTH_MAX)}`,
    parties: [],
    amounts: [],
    evidence: {
      version: WATCH_RULES_VERSION,
      code,
      kind,
      message: cleanText(message, MESSAGE_LENGTH_MAX),
      ...(seen !== undefined && { height: seen.height, hash: seen.hash }),
    },
    key: [code],
  }
}
