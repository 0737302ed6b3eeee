import { z } from 'zod'

/** What a site asks a wallet, as wallets and their logs show it. */
export interface WalletRequest {
  readonly method: string
  readonly params: readonly unknown[]
}

const request = z.looseObject({ method: z.string(), params: z.array(z.unknown()) })
/** WalletConnect puts it into another one. */
const wrapped = z.union([
  request,
  z.looseObject({ request }).transform(({ request: inner }) => inner),
  z.looseObject({ params: z.looseObject({ request }) }).transform(({ params }) => params.request),
])

/**
 * The request that a JSON is, where it is one.
 *
 * @source EIP-1193, EIP-1474, https://specs.walletconnect.com/2.0/specs/clients/sign/rpc-methods
 */
export function findRequest(json: unknown): WalletRequest | undefined {
  return wrapped.safeParse(json).data
}
