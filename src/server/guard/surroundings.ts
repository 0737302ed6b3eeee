import type { EvmAddress } from '../../chain/index.ts'
import {
  createExecutionCheck,
  type Explainers,
  type GuardContext,
  gradeSafeExecution,
  type HasAgreed,
  type Know,
  type Knowledge,
  type SafeFacts,
  type TypedExplainers,
} from '../../guard/index.ts'
import { loadRecoverKey } from '../../ledger/index.ts'
import { GuardError } from './GuardError.ts'
import type { GuardTools } from './GuardTools.ts'
import { learnAgreed } from './learnAgreed.ts'
import { assertChain, findCode } from './readFacts.ts'
import { findSafe } from './readSafe.ts'

const ASKED_MAX = 256

/** Descriptions of protocols, and Safe's own rules for a Safe inside of something else. */
export function explainersOf({ descriptions }: GuardTools): TypedExplainers {
  return { ...descriptions, checkSafe: gradeSafeExecution } satisfies Explainers
}

/** A node is asked about so many Safes. */
const SAFES_MAX = 4

/** A call that may execute transactions of Safes, and what the user says of the Safe. */
export interface Executing {
  readonly facts: SafeFacts | undefined
  readonly explain: (explainers: Explainers) => unknown
}

/**
 * The same, with what a node and the user say of the Safes that a call executes, so that it is seen who has signed.
 *
 * @throws SourceError of the node
 */
export async function explainersWithSafes(
  tools: GuardTools,
  { facts: said, explain }: Executing,
): Promise<TypedExplainers> {
  const safes = new Set<EvmAddress.EvmAddress>()
  explain({
    checkSafe: (_, { to }) => {
      safes.add(to)
      return []
    },
  })
  const facts = new Map<EvmAddress.EvmAddress, SafeFacts>()
  for (const safe of [...safes].slice(0, SAFES_MAX)) {
    const state = tools.ask && (await findSafe(tools.ask, safe, 'latest'))
    facts.set(safe, { ...state, ...(safes.size === 1 && said) })
  }
  const recover = await loadRecoverKey()
  const create = (hasAgreed?: HasAgreed): TypedExplainers => {
    const find = (safe: EvmAddress.EvmAddress): SafeFacts => ({ ...facts.get(safe), hasAgreed })
    return { ...tools.descriptions, checkSafe: createExecutionCheck(find, recover) }
  }
  return create(tools.ask && (await learnAgreed(tools.ask, 'latest', (noting) => explain(create(noting)))))
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
