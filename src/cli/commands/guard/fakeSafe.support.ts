import type { Anvil } from '../../../startAnvil.support.ts'

/** Gives every call on to the code that slot 0 names, as a Safe's proxy does, and what comes back to the caller. */
const PROXY = '0x3660006000376000600036600060005473ffffffffffffffffffffffffffffffffffffffff165af43d6000803e3d6000f3'
/** Writes the first argument of `transfer` to slot 0: PUSH1 4; CALLDATALOAD; PUSH1 0; SSTORE. */
const TROJAN = '0x600435600055'

/** A Safe on a local chain that says who owns it. */
export interface FakeSafe {
  readonly safe: string
  readonly singleton: string
  readonly owners: readonly string[]
  readonly threshold: number
  readonly nonce: number
  readonly version: string
  /** Whether every approval is said to stand. */
  readonly isApproving?: boolean
}

/** Puts a proxy and what it runs onto the chain. */
export async function putSafe(anvil: Anvil, fake: FakeSafe): Promise<void> {
  await anvil.call('anvil_setCode', fake.safe, PROXY)
  await anvil.call('anvil_setStorageAt', fake.safe, `0x${word(0)}`, `0x${wordOf(fake.singleton)}`)
  await anvil.call('anvil_setCode', fake.singleton, assemble(answersOf(fake)))
  await anvil.call('anvil_setBalance', fake.safe, '0x56bc75e2d63100000')
}

/** Puts code that writes slot 0 of whoever runs it in its own name. */
export async function putTrojan(anvil: Anvil, address: string): Promise<void> {
  await anvil.call('anvil_setCode', address, TROJAN)
}

type Answer = readonly [selector: string, returned: string]

function answersOf({ owners, threshold, nonce, version, isApproving = false }: FakeSafe): Answer[] {
  const text = Buffer.from(version).toString('hex').padEnd(64, '0')
  return [
    ['a0e67e2b', word(32) + word(owners.length) + owners.map(wordOf).join('')],
    ['e75235b8', word(threshold)],
    ['affed0e0', word(nonce)],
    ['7d832974', word(isApproving ? 1 : 0)],
    ['ffa1ad74', word(32) + word(version.length) + text],
  ]
}

/** For each selector: compare, and where it is the same copy the answer out of the code and return it; else stop. */
function assemble(answers: readonly Answer[]): string {
  const head = '60003560e01c'
  const stepBytes = 29
  const codeBytes = head.length / 2 + answers.length * stepBytes + 1
  let at = codeBytes
  const steps = answers.map(([selector, returned], i) => {
    const size = returned.length / 2
    const next = head.length / 2 + (i + 1) * stepBytes
    // DUP1; PUSH4; EQ; ISZERO; PUSH2 next; JUMPI; PUSH2 size; DUP1; PUSH2 at; PUSH1 0; CODECOPY; PUSH1 0; RETURN; padding; JUMPDEST
    const step = `8063${selector}141561${hex2(next - 1)}5761${hex2(size)}8061${hex2(at)}6000396000f3`
    at += size
    return `${step.padEnd((stepBytes - 1) * 2, '0')}5b`
  })
  return `0x${head}${steps.join('')}00${answers.map(([, returned]) => returned).join('')}`
}

function hex2(value: number): string {
  return value.toString(16).padStart(4, '0')
}

function word(value: number): string {
  return value.toString(16).padStart(64, '0')
}

function wordOf(address: string): string {
  return address.slice(2).toLowerCase().padStart(64, '0')
}
