/** An account of the script by its part in it, e.g. `user/3`, `thief/0`, `deposit/user/3`, `pool/1000`. */
export type Who = string

export type Token = 'dollar' | 'florin'

/** What somebody does: one transaction, or one after the approval that it needs. Amounts in base units. */
export type Action =
  | { readonly kind: 'pay'; readonly token: Token; readonly from: Who; readonly to: Who; readonly amount: bigint }
  /** Pays all that the payer then has. */
  | { readonly kind: 'pay-all'; readonly token: Token; readonly from: Who; readonly to: Who }
  | { readonly kind: 'pay-ether'; readonly from: Who; readonly to: Who; readonly amountWei: bigint }
  | { readonly kind: 'sweep'; readonly token: Token; readonly from: Who; readonly deposit: Who }
  | { readonly kind: 'mix'; readonly from: Who; readonly pool: bigint; readonly note: string }
  | { readonly kind: 'unmix'; readonly from: Who; readonly pool: bigint; readonly note: string; readonly to: Who }
  | { readonly kind: 'bridge'; readonly from: Who; readonly amount: bigint; readonly recipient: Who }
  | { readonly kind: 'swap'; readonly token: Token; readonly from: Who; readonly amount: bigint }
  | { readonly kind: 'freeze'; readonly account: Who }

/** How stolen units leave the thief's accounts. `swap-exchange` is what a swap brought, paid in at the exchange. */
export const EXITS = ['exchange', 'mixer', 'bridge', 'swap', 'swap-exchange', 'frozen', 'held'] as const

export type Exit = (typeof EXITS)[number]

/**
 * Why somebody does it. `fuel` pays the thief's fees, `sweep` is the exchange's own sweep of a deposit of the thief; all but
 * `ordinary` belongs to the theft.
 */
export type Role = 'ordinary' | 'fuel' | 'theft' | 'move' | 'exit' | 'sweep'

/** An action and its block, counted from that of the theft. Steps of one block happen in their order. */
export interface Step {
  readonly block: number
  readonly role: Role
  readonly action: Action
  /** With the role `exit`: which one, and what of the stolen units takes it there. */
  readonly exit?: Exit
  readonly units?: bigint
}

/** Deploys the town, issues its tokens, and freezes. */
export const BANK = 'bank'
export const VICTIM = 'hot/victim'
export const EXCHANGE = 'hot/exchange'
export const OPERATOR = 'operator'
export const RELAYER = 'relayer'
export const FUEL = 'thief/fuel'
export const BRIDGE = 'bridge'
export const PAIR = 'pair'

export function poolOf(denomination: bigint): Who {
  return `pool/${denomination}`
}

export function depositOf(who: Who): Who {
  return `deposit/${who}`
}
