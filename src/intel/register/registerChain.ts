import { ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'

/** The word for `an EVM chain, the source does not say which`: an account on one is an account on all. */
export const ANY_EVM = 'evm'

/**
 * Chains that thefts touch and that the chain table has no entry for, by the names that register files use.
 *
 * @source https://namespaces.chainagnostic.org and https://chainlist.org; Bittensor has no CAIP id and gets one of ours
 */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ['ronin', 'eip155:2020'],
  ['mantle', 'eip155:5000'],
  ['blast', 'eip155:81457'],
  ['zksync', 'eip155:324'],
  ['xdc', 'eip155:50'],
  ['stellar', 'stellar:pubnet'],
  ['cardano', 'cip34:1-764824073'],
  ['polkadot', 'polkadot:91b171bb158e2d3848fa23a9f1c25182'],
  ['sui', 'sui:mainnet'],
  ['algorand', 'algorand:wGHE2Pwdvd7S12BL5FaOP20EGYesN73k'],
  ['filecoin', 'fil:f'],
  ['cosmos-hub', 'cosmos:cosmoshub-4'],
  ['tezos', 'tezos:NetXdQprcVkpaWU'],
  ['bittensor', 'lazaret:bittensor'],
])

/**
 * The chain that a word of a register file names; undefined when it names none.
 *
 * @example
 * findRegisterChain('ronin')  // 'eip155:2020'
 * findRegisterChain('hedera') // undefined
 */
export function findRegisterChain(word: string): ChainId.ChainId | undefined {
  try {
    return ChainId.parse(OTHERS.get(word) ?? word)
  } catch (error) {
    if (error instanceof LazarettoError) return undefined
    throw error
  }
}
