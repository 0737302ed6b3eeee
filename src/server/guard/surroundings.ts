import type { EvmAddress } from '../../chain/index.ts'
import {
  type Explainers,
  type GuardContext,
  gradeSafeExecution,
  type Know,
  type Knowledge,
  type TypedExplainers,
} from '../../guard/index.ts'
import { GuardError } from './GuardError.ts'
import type { GuardTools } from './GuardTools.ts'
import { assertChain, findCode } from './readFacts.ts'

const ASKED_MAX = 256

/** Descriptions of protocols, and Safe's own rules for a Safe inside of something else. */
export function explainersOf({ descriptions }: GuardTools): TypedExplainers {
  return { ...descriptions, checkSafe: gradeSafeExecution } satisfies Explainers
}

/** Something that is explained on a chain. */
export interface Explaining {
  readonly chainId: number | undefined
  /** Explains it once, for the addresses that it asks about. */
  readonly explain: (context: GuardContext) => unknown
}

/**
 * Adds what a node says of the addresses that an explanation asks about: whether there is code at each.
 *
 * Where no node was named, the context stays as it is.
 *
 * @throws GuardError `LZ_GUARD_NODE` for a node of another chain, or for more than 256 addresses; SourceError
 */
export async function learnCode(
  { ask }: GuardTools,
  context: GuardContext,
  explaining: Explaining,
): Promise<GuardContext> {
  if (ask === undefined) return context
  const asked = new Set<EvmAddress.EvmAddress>()
  explaining.explain({
    ...context,
    know: (address, chainId) => note(asked, address) ?? context.know?.(address, chainId),
  })
  if (asked.size > ASKED_MAX) {
    throw new GuardError(
      'LZ_GUARD_NODE',
      `It names ${asked.size} addresses, and a node is asked about ${ASKED_MAX} at most. Leave the node out.`,
    )
  }
  await assertChain(ask, explaining.chainId)
  const code = await findCode(ask, [...asked])
  return { ...context, know: withCode(code, context.know) }
}

function note(asked: Set<EvmAddress.EvmAddress>, address: EvmAddress.EvmAddress): undefined {
  asked.add(address)
  return undefined
}

function withCode(code: ReadonlyMap<EvmAddress.EvmAddress, boolean>, know: Know | undefined): Know {
  return (address, chainId): Knowledge => ({ hasCode: code.get(address), ...know?.(address, chainId) })
}
