import * as EvmAddress from '../EvmAddress.ts'
import type { EvmLog } from './EvmReceipt.ts'
import type { EvmTransaction } from './EvmTransaction.ts'
import { hashHex } from './HexBytes.ts'

/** What a contract says of a movement of its own token. */
export interface TokenTransfer {
  readonly from: EvmAddress.EvmAddress
  readonly to: EvmAddress.EvmAddress
  /** In the token's base units; may be zero. */
  readonly amount: bigint
}

/** What a token's contract says of an account: `destroy` is that its frozen balance was burned. */
export interface TokenNotice {
  readonly kind: 'freeze' | 'unfreeze' | 'destroy'
  readonly account: EvmAddress.EvmAddress
  /** What was burned, in base units. Tether's first contract writes no transfer of it. */
  readonly amount: bigint | undefined
}

const WORD_DIGITS = 64
const ADDRESS_DIGITS = 40

const TRANSFER = topicOf('Transfer(address,address,uint256)')

/**
 * Tether's first contract and those that it has issued since USDT0, and Circle's.
 *
 * @source https://etherscan.io/address/0xdac17f958d2ee523a2206206994597c13d831ec7#code
 * @source https://arbiscan.io/token/0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9#code
 * @source https://github.com/circlefin/stablecoin-evm/blob/master/contracts/v1/Blacklistable.sol
 */
const NOTICES: ReadonlyMap<string, TokenNotice['kind']> = new Map([
  [topicOf('AddedBlackList(address)'), 'freeze'],
  [topicOf('RemovedBlackList(address)'), 'unfreeze'],
  [topicOf('DestroyedBlackFunds(address,uint256)'), 'destroy'],
  [topicOf('BlockPlaced(address)'), 'freeze'],
  [topicOf('BlockReleased(address)'), 'unfreeze'],
  [topicOf('DestroyedBlockedFunds(address,uint256)'), 'destroy'],
  [topicOf('Blacklisted(address)'), 'freeze'],
  [topicOf('UnBlacklisted(address)'), 'unfreeze'],
])

/**
 * A movement of an ERC-20 token; undefined for any other log, also for a token of ERC-721, whose number is a topic.
 *
 * @source https://eips.ethereum.org/EIPS/eip-20
 */
export function findTransfer({ topics, data }: EvmLog): TokenTransfer | undefined {
  const [event, from, to] = topics
  if (event !== TRANSFER || topics.length !== 3 || data.length !== 2 + WORD_DIGITS) return undefined
  if (from === undefined || to === undefined) return undefined
  return { from: addressOf(from), to: addressOf(to), amount: BigInt(data) }
}

/**
 * What an issuer says of an account, of its own token: the log's address. Any contract can write such a log about itself.
 */
export function findNotice({ topics, data }: EvmLog): TokenNotice | undefined {
  const kind = NOTICES.get(topics[0] ?? '')
  if (kind === undefined) return undefined
  // Tether's first contract puts the account into the data, the others into a topic.
  const words = topics.slice(1).join('').replaceAll('0x', '') + data.slice(2)
  if (words.length !== (kind === 'destroy' ? 2 : 1) * WORD_DIGITS) return undefined
  const amount = kind === 'destroy' ? BigInt(`0x${words.slice(WORD_DIGITS)}`) : undefined
  return { kind, account: addressOf(words.slice(0, WORD_DIGITS)), amount }
}

/** What a signer of an issuer's wallet wants to do to an account of a token, and others have not yet agreed to. */
export interface TokenProposal {
  readonly kind: 'freeze-proposed' | 'unfreeze-proposed'
  readonly token: EvmAddress.EvmAddress
  readonly account: EvmAddress.EvmAddress
}

const SUBMISSION = topicOf('Submission(uint256)')
const SUBMIT = selectorOf('submitTransaction(address,uint256,bytes)')
const PROPOSALS: ReadonlyMap<string, TokenProposal['kind']> = new Map([
  [selectorOf('addBlackList(address)'), 'freeze-proposed'],
  [selectorOf('removeBlackList(address)'), 'unfreeze-proposed'],
  [selectorOf('addToBlockedList(address)'), 'freeze-proposed'],
  [selectorOf('removeFromBlockedList(address)'), 'unfreeze-proposed'],
])
/** What the words of `submitTransaction` say of the call in it: where it begins, and its 4 + 32 bytes. */
const CALL_HEAD = wordOf(0x60) + wordOf(0x24)
const PROPOSAL_BYTES = 4 + 6 * 32

/**
 * What a transaction to a wallet of several signers proposes, where the wallet's log says that it was submitted; undefined
 * for all else, also for a proposal that came through another contract.
 *
 * Anyone can propose so in a wallet of his own: whether the wallet may freeze the token is for the caller to know.
 *
 * @source https://github.com/ConsenSysMesh/MultiSigWallet/blob/master/MultiSigWallet.sol
 */
export function findProposal(call: Pick<EvmTransaction, 'to' | 'input'>, log: EvmLog): TokenProposal | undefined {
  const isSubmission = log.topics[0] === SUBMISSION && log.address === call.to
  if (!isSubmission || call.input.length !== 2 + 2 * PROPOSAL_BYTES || !call.input.startsWith(SUBMIT)) return undefined
  const words = call.input.slice(SUBMIT.length)
  const kind = PROPOSALS.get(`0x${words.slice(4 * WORD_DIGITS, 4 * WORD_DIGITS + 8)}`)
  if (kind === undefined || words.slice(2 * WORD_DIGITS, 4 * WORD_DIGITS) !== CALL_HEAD) return undefined
  const account = words.slice(4 * WORD_DIGITS + 8, 5 * WORD_DIGITS + 8)
  return { kind, token: addressOf(words.slice(0, WORD_DIGITS)), account: addressOf(account) }
}

/** The last 20 bytes of a word. */
function addressOf(word: string): EvmAddress.EvmAddress {
  return EvmAddress.parse(`0x${word.slice(-ADDRESS_DIGITS)}`)
}

function wordOf(number: number): string {
  return number.toString(16).padStart(WORD_DIGITS, '0')
}

function topicOf(signature: string): string {
  return hashHex(new TextEncoder().encode(signature))
}

/** The first four bytes, by which a call says which function it means. */
function selectorOf(signature: string): string {
  return topicOf(signature).slice(0, 10)
}
