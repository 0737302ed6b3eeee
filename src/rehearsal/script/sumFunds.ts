import type { Action, Step, Token, Who } from './Step.ts'

/** What an account is given of a token, in base units. */
export interface Fund {
  readonly token: Token
  readonly to: Who
  readonly amount: bigint
}

/** Twice what each of the payers will pay, so that nobody's last payment empties the account. */
export function sumFunds(steps: readonly Step[], payers: readonly Who[]): Fund[] {
  const sums = new Map<string, Fund>()
  for (const { action } of steps) {
    const paid = findPayment(action)
    if (paid === undefined || !payers.includes(paid.to)) continue
    const key = `${paid.token} ${paid.to}`
    sums.set(key, { ...paid, amount: (sums.get(key)?.amount ?? 0n) + 2n * paid.amount })
  }
  return [...sums.values()]
}

function findPayment(action: Action): Fund | undefined {
  switch (action.kind) {
    case 'pay':
    case 'swap':
      return { token: action.token, to: action.from, amount: action.amount }
    case 'bridge':
      return { token: 'dollar', to: action.from, amount: action.amount }
    case 'mix':
      return { token: 'dollar', to: action.from, amount: action.pool }
    case 'pay-all':
    case 'pay-ether':
    case 'sweep':
    case 'unmix':
    case 'freeze':
      return undefined
  }
}
