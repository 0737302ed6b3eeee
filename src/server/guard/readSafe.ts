import { EvmAddress, HexBytes } from '../../chain/index.ts'
import { AbiError, type AbiValue, type AskNode, decodeArguments, parseType } from '../../guard/index.ts'
import { GuardError } from './GuardError.ts'

/** Who controls a Safe, as a node says it. */
export interface SafeState {
  readonly owners: readonly EvmAddress.EvmAddress[]
  readonly threshold: number
  /** The one that it takes next. */
  readonly nonce: bigint
  /** Undefined where the contract does not say it. */
  readonly version: string | undefined
}

/** Functions of every Safe. @source https://github.com/safe-global/safe-smart-account */
const GET_OWNERS = '0xa0e67e2b'
const GET_THRESHOLD = '0xe75235b8'
const NONCE = '0xaffed0e0'
const VERSION = '0xffa1ad74'
const ANSWER_CHARACTERS_MAX = 100_000
const BYTES = /^0x(?:[0-9a-f]{2})+$/i

/**
 * Asks a node who owns a Safe, how many have to sign, and which nonce is next.
 *
 * @param block - As nodes take it.
 * @throws GuardError `LZ_GUARD_NODE` where there is no Safe at the address; SourceError of the node
 */
export async function readSafe(ask: AskNode, safe: EvmAddress.EvmAddress, block: string): Promise<SafeState> {
  const call = async (data: string, type: string): Promise<AbiValue> =>
    readAnswer(await ask('eth_call', [{ to: safe, data }, block]), type, safe)
  const [owners, threshold, nonce] = await Promise.all([
    call(GET_OWNERS, 'address[]'),
    call(GET_THRESHOLD, 'uint256'),
    call(NONCE, 'uint256'),
  ])
  return {
    owners: (owners as readonly string[]).map((owner) => EvmAddress.parse(owner)),
    threshold: Number(threshold),
    nonce: nonce as bigint,
    version: await call(VERSION, 'string').then(String, () => undefined),
  }
}

/** Undefined where there is none. @throws SourceError of the node */
export async function findSafe(
  ask: AskNode,
  safe: EvmAddress.EvmAddress,
  block: string,
): Promise<SafeState | undefined> {
  try {
    return await readSafe(ask, safe, block)
  } catch (error) {
    if (error instanceof GuardError) return undefined
    throw error
  }
}

function readAnswer(answer: unknown, type: string, safe: EvmAddress.EvmAddress): AbiValue {
  const isBytes = typeof answer === 'string' && answer.length <= ANSWER_CHARACTERS_MAX && BYTES.test(answer)
  const value = isBytes ? findValue(type, HexBytes.toBytes(answer)) : undefined
  if (value === undefined) throw noSafe(safe)
  return value
}

function findValue(type: string, bytes: Uint8Array): AbiValue | undefined {
  try {
    return decodeArguments([{ name: '', type: parseType(type) }], bytes).values[0]
  } catch (error) {
    if (error instanceof AbiError) return undefined
    throw error
  }
}

function noSafe(safe: EvmAddress.EvmAddress): GuardError {
  const message = `As the node tells, there is no Safe at ${EvmAddress.display(safe)}. Ask a node of its chain, or leave the node out.`
  return new GuardError('LZ_GUARD_NODE', message)
}
