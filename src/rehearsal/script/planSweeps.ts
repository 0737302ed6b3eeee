import { OPERATOR, type Role, type Step, type Token, type Who } from './Step.ts'

/**
 * What the exchanges do with their deposit addresses: every so many blocks, and after the last step, all that came in before
 * is swept.
 */
export function planSweeps(steps: readonly Step[], everyBlocks: number): Step[] {
  const sorted = [...steps].sort((a, b) => a.block - b.block)
  const sweeps: Step[] = []
  let waiting = new Map<string, Step>()
  let due = (sorted[0]?.block ?? 0) + everyBlocks
  const settle = (block: number): void => {
    for (const sweep of waiting.values()) sweeps.push({ ...sweep, block })
    waiting = new Map()
  }
  for (const step of sorted) {
    for (; step.block >= due; due += everyBlocks) settle(due)
    const paid = findDeposit(step)
    if (paid !== undefined) waiting.set(`${paid.deposit} ${paid.token}`, toSweep(step, paid))
  }
  settle((sorted.at(-1)?.block ?? 0) + 1)
  return sweeps
}

interface Paid {
  readonly deposit: Who
  readonly token: Token
}

function findDeposit({ action }: Step): Paid | undefined {
  if (action.kind !== 'pay' && action.kind !== 'pay-all') return undefined
  return action.to.startsWith('deposit/') ? { deposit: action.to, token: action.token } : undefined
}

function toSweep({ block, role }: Step, { deposit, token }: Paid): Step {
  const kind: Role = role === 'ordinary' ? 'ordinary' : 'sweep'
  return { block, role: kind, action: { kind: 'sweep', token, from: OPERATOR, deposit } }
}
