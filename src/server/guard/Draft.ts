import { z } from 'zod'
import { EvmAddress } from '../../chain/index.ts'
import type { Authorization, RawTransaction } from '../../guard/index.ts'
import { GuardError } from './GuardError.ts'

const DATA_CHARACTERS_MAX = 2 ** 21 + 2
const UINT256_MAX = 2n ** 256n - 1n

const uint = z
  .union([
    z.int().nonnegative(),
    z.string().regex(/^(?:\d{1,78}|0x[0-9a-fA-F]{1,64})$/, 'expected a whole number, decimal or 0x and hex digits'),
  ])
  .transform((value) => BigInt(value))
  .refine((value) => value <= UINT256_MAX, 'is above 2^256')
const bytes = z
  .string()
  .max(DATA_CHARACTERS_MAX)
  .regex(/^0x(?:[0-9a-fA-F]{2})*$/, 'expected 0x and pairs of hex digits')
  .transform((text) => Uint8Array.from(Buffer.from(text.slice(2), 'hex')))
const address = z.string().transform((text, context) => {
  try {
    return EvmAddress.parse(text)
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'no address' })
    return z.NEVER
  }
})
const authorization = z
  .looseObject({ chainId: uint, address: address.optional(), contractAddress: address.optional(), nonce: uint })
  .transform(({ address: delegate, contractAddress, ...rest }, context): Authorization => {
    const code = delegate ?? contractAddress
    if (code !== undefined) return { chainId: rest.chainId, nonce: rest.nonce, delegate: code }
    context.addIssue({ code: 'custom', message: 'no address', path: ['address'] })
    return z.NEVER
  })
const chainId = uint.refine((value) => value <= BigInt(Number.MAX_SAFE_INTEGER), 'is no chain').transform(Number)

/** A transaction as wallets and programs write it; what else stands there (gas, fees) does not change what it does. */
const draft = z.looseObject({
  to: address.nullish(),
  from: address.nullish(),
  value: uint.nullish(),
  data: bytes.nullish(),
  input: bytes.nullish(),
  chainId: chainId.nullish(),
  nonce: uint.nullish(),
  authorizationList: z.array(authorization).max(256).nullish(),
})

/** A transaction's fields, and who is to sign it. */
export interface Draft {
  readonly transaction: RawTransaction
  readonly from: EvmAddress.EvmAddress | undefined
}

/**
 * Reads a transaction that is JSON: `{to, value, data, chainId, ...}`, as `eth_sendTransaction` takes it.
 *
 * @throws GuardError `LZ_GUARD_TRANSACTION`
 * @example
 * readDraft({ to: '0xdAC17F958D2ee523a2206206994597C13D831ec7', data: '0x', chainId: 1 }).transaction.valueWei // 0n
 * readDraft({ to: 'vitalik.eth' }) // throws LZ_GUARD_TRANSACTION
 */
export function readDraft(json: unknown): Draft {
  const parsed = draft.safeParse(json)
  if (!parsed.success) throw wrong(parsed.error.issues[0])
  const { to, from, value, data, input, chainId: chain, nonce, authorizationList } = parsed.data
  if (data != null && input != null && !Buffer.from(data).equals(input)) {
    throw refuse('The transaction has data and input, which differ')
  }
  const authorizations = authorizationList ?? []
  const transaction: RawTransaction = {
    type: authorizations.length > 0 ? 4 : 2,
    chainId: chain ?? undefined,
    nonce: nonce ?? 0n,
    to: to ?? undefined,
    valueWei: value ?? 0n,
    data: data ?? input ?? new Uint8Array(0),
    authorizations,
    signed: undefined,
  }
  return { transaction, from: from ?? undefined }
}

/**
 * Reads an authorisation of EIP-7702 that is JSON: `{chainId, address, nonce}`, as wallets sign it.
 *
 * @throws GuardError `LZ_GUARD_TRANSACTION`
 */
export function readAuthorization(json: unknown): Authorization {
  const parsed = authorization.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new GuardError(
    'LZ_GUARD_TRANSACTION',
    `The authorisation cannot be read at ${issue?.path.join('.')}: ${issue?.message}. Expected {chainId, address, nonce}.`,
  )
}

function wrong(issue: z.core.$ZodIssue | undefined): GuardError {
  const where = issue?.path.join('.') || 'the whole'
  return refuse(`The transaction cannot be read at ${where}: ${(issue?.message ?? '').replace(/\.$/, '')}`)
}

function refuse(what: string): GuardError {
  return new GuardError(
    'LZ_GUARD_TRANSACTION',
    `${what}. Give it as eth_sendTransaction takes it, with an address and no name.`,
  )
}
