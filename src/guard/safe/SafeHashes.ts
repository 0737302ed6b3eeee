import { concatBytes } from '@noble/hashes/utils.js'
import { type EvmAddress, HexBytes } from '../../chain/index.ts'
import { keccak } from '../keccak.ts'
import * as Hex from '../signing/Hex.ts'
import type { SafeTransaction } from './SafeTransaction.ts'

/** How a Safe makes the hash: `chain` since 1.3.0, `plain` since 1.0.0 without the chain, `data-gas` before. */
export type SafeForm = 'chain' | 'plain' | 'data-gas'

/** What devices show, each as `0x` and 64 lower-case digits. */
export interface SafeHashes {
  readonly domain: string
  /** Of the fields alone; devices call it the message hash. */
  readonly message: string
  /** What is signed. */
  readonly safeTx: string
}

export const FORMS: readonly SafeForm[] = ['chain', 'plain', 'data-gas']

const PREFIX = Uint8Array.of(0x19, 0x01)
const DOMAIN_CHAIN = '47e79534a245952e8b16893a336b85a3d9ea9fa8c573f3d803afb92a79469218'
const DOMAIN_PLAIN = '035aff83d86937d35b32e04f0ddc6ff469290eef2f1b692d8a815c89404d4749'
const TRANSACTION = 'bb8310d486368db6bd6f849402fdd73ad53d316b5a4b2644ad6efe0f941286d8'
const TRANSACTION_DATA_GAS = '14d461bc7412367e924637b363c7bf29b8f47e2f84869f4426e5633d8af47b20'
const MESSAGE = '60b3cbf8b4a223d68d641b3b6ddf9a298e7f33710cf3d3a9d1146b5a6150fbca'
const VERSION = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}(?:[+-][\w.+-]{1,20})?$/

/**
 * The form of a version; undefined for a text that is none.
 *
 * @example
 * findForm('1.4.1+L2') // 'chain'
 * findForm('latest')   // undefined
 */
export function findForm(version: string): SafeForm | undefined {
  const [, major, minor] = VERSION.exec(version) ?? []
  if (major === undefined) return undefined
  if (Number(major) === 0) return 'data-gas'
  return Number(major) === 1 && Number(minor) < 3 ? 'plain' : 'chain'
}

/**
 * Hashes a transaction as Safes of that form do; undefined where the nonce, or the chain that the form needs, is not known.
 *
 * @source https://github.com/safe-global/safe-smart-account, `getTransactionHash` of 0.1.0, 1.1.1 and 1.4.1
 */
export function findHashes(transaction: SafeTransaction, form: SafeForm): SafeHashes | undefined {
  const domain = findDomain(transaction, form)
  if (domain === undefined || transaction.nonce === undefined) return undefined
  const message = hashFields(transaction, transaction.nonce, form)
  return { domain: Hex.ofBytes(domain), message: Hex.ofBytes(message), safeTx: Hex.ofBytes(seal(domain, message)) }
}

/**
 * Hashes a message as owners sign it in the name of a Safe of 1.1.0 or later; undefined where the chain is needed and not known.
 *
 * @param message - For a text the 32 bytes of its EIP-191 hash, for typed data those of its EIP-712 hash.
 * @source https://github.com/safe-global/safe-smart-account, `getMessageHashForSafe`
 */
export function findMessageHashes(
  safe: Pick<SafeTransaction, 'chainId' | 'safe'>,
  message: Uint8Array,
  form: SafeForm = 'chain',
): SafeHashes | undefined {
  const domain = findDomain(safe, form)
  if (domain === undefined) return undefined
  const struct = hashDigits(MESSAGE + hexOf(keccak(message)))
  return { domain: Hex.ofBytes(domain), message: Hex.ofBytes(struct), safeTx: Hex.ofBytes(seal(domain, struct)) }
}

function findDomain(
  { chainId, safe }: Pick<SafeTransaction, 'chainId' | 'safe'>,
  form: SafeForm,
): Uint8Array | undefined {
  if (form !== 'chain') return hashDigits(DOMAIN_PLAIN + wordOf(safe))
  return chainId === undefined ? undefined : hashDigits(DOMAIN_CHAIN + wordOf(BigInt(chainId)) + wordOf(safe))
}

function hashFields(transaction: SafeTransaction, nonce: bigint, form: SafeForm): Uint8Array {
  const { to, valueWei, data, isDelegate, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver } = transaction
  const type = form === 'data-gas' ? TRANSACTION_DATA_GAS : TRANSACTION
  const before = [to, valueWei].map(wordOf).join('')
  const after = [isDelegate ? 1n : 0n, safeTxGas, baseGas, gasPrice, gasToken, refundReceiver, nonce]
    .map(wordOf)
    .join('')
  return hashDigits(type + before + hexOf(keccak(data)) + after)
}

function seal(domain: Uint8Array, message: Uint8Array): Uint8Array {
  return keccak(concatBytes(PREFIX, domain, message))
}

/** The Keccak-256 of what hex digits without `0x` stand for. */
function hashDigits(digits: string): Uint8Array {
  return keccak(HexBytes.toBytes(`0x${digits}`))
}

function wordOf(value: bigint | EvmAddress.EvmAddress): string {
  return (typeof value === 'bigint' ? value.toString(16) : value.slice(2)).padStart(64, '0')
}

function hexOf(bytes: Uint8Array): string {
  return Hex.ofBytes(bytes).slice(2)
}
