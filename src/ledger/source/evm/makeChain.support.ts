import type { Anvil } from '../../../startAnvil.support.ts'

/** A few bytes of the machine's code each; together they are what an account does when it is called. */
export const script = {
  pay: (to: string, valueWei: bigint | 'all'): string => `5f5f5f5f${pushValue(valueWei)}${push(to)}5af150`,
  borrow: (to: string): string => `5f5f5f5f${push(to)}5af450`,
  borrowPaying: (to: string, valueWei: bigint): string => `5f5f5f5f${pushValue(valueWei)}${push(to)}5af250`,
  look: (to: string): string => `5f5f5f5f${push(to)}5afa50`,
  create: (valueWei: bigint): string => `5f5f${pushValue(valueWei)}f050`,
  log: (topics: readonly string[], data: string): string => {
    const words = data.slice(2).match(/.{64}/g) ?? []
    const stored = words.map((word, i) => `${push(word)}${push((32 * i).toString(16))}52`).join('')
    const size = push((32 * words.length).toString(16))
    return `${stored}${[...topics].reverse().map(push).join('')}${size}5fa${topics.length}`
  },
  destroy: (to: string): string => `${push(to)}ff`,
  revert: '5f5ffd',
} as const

function pushValue(valueWei: bigint | 'all'): string {
  return valueWei === 'all' ? '47' : push(valueWei.toString(16))
}

function push(hex: string): string {
  const digits = hex.replace(/^0x/, '')
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  return `${(0x5f + even.length / 2).toString(16)}${even}`
}

/** An address of the test's own: a number that is repeated to 20 bytes, as `0xaa01aa01...`. */
export function account(number: number): string {
  return `0x${`aa${number.toString(16).padStart(2, '0')}`.repeat(10)}`
}

/** A word of 32 bytes, as hex without 0x. */
export function word(value: string | bigint): string {
  const digits = typeof value === 'bigint' ? value.toString(16) : value.replace(/^0x/, '')
  return digits.padStart(64, '0')
}

export const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
export const ADDED_BLACK_LIST = '0x42e160154868087d6bfdc0ca23d96a1c1cfa32f1b72ba9ba27b69b98a0d819dc'
export const TOKEN: string = account(0x10)
const SPLITTER = account(0x20)
const NESTED = account(0x21)
const REVERTING = account(0x22)
const DYING = account(0x23)
const LENT = account(0x24)
const SWALLOWING = account(0x25)
const BOB = account(1)
const CAROL = account(2)
const DAVE = account(3)
const ERIN = account(4)

/** Gives accounts their code and money. */
/** Of the chain that `makeChain` makes. */
export const HEIGHT = 7

async function setUp(anvil: Anvil, from: string): Promise<void> {
  const { pay, borrow, borrowPaying, look, create, log, destroy, revert } = script
  const moved = log([TRANSFER, `0x${word(from)}`, `0x${word(BOB)}`], `0x${word(5n)}`)
  const codes: readonly (readonly [string, string])[] = [
    [
      TOKEN,
      `${moved}${log([TRANSFER, `0x${word(BOB)}`, `0x${word(CAROL)}`], `0x${word(0n)}`)}${log([TRANSFER, `0x${word(BOB)}`, `0x${word(CAROL)}`, `0x${word(9n)}`], '0x')}${log([ADDED_BLACK_LIST], `0x${word(DAVE)}`)}`,
    ],
    [
      SPLITTER,
      `${pay(BOB, 1n)}${look(CAROL)}${pay(NESTED, 10n)}${borrow(LENT)}${borrowPaying(LENT, 2n)}${pay(REVERTING, 3n)}${create(4n)}${pay(DYING, 5n)}${pay(TOKEN, 0n)}${pay(SWALLOWING, 6n)}`,
    ],
    [NESTED, `${pay(CAROL, 6n)}${pay(DAVE, 4n)}`],
    [LENT, pay(ERIN, 7n)],
    [REVERTING, `${pay(BOB, 3n)}${moved}${revert}`],
    [SWALLOWING, `${pay(REVERTING, 2n)}${pay(BOB, 'all')}`],
    [DYING, destroy(ERIN)],
  ]
  for (const [address, code] of codes) await anvil.call('anvil_setCode', address, `0x${code}`)
  await anvil.call('anvil_setBalance', DYING, '0x64')
}

/**
 * Makes blocks on a fresh chain: payments; tokens and an issuer's notice; calls in calls, of which some fail, borrow code
 * or end their contract; creations; failed transactions; a block without any.
 */
export async function makeChain(anvil: Anvil): Promise<void> {
  const accounts = (await anvil.call('eth_accounts')) as string[]
  const [from = '', other = ''] = accounts
  await setUp(anvil, from)
  await anvil.call('evm_setAutomine', false)
  const send = (fields: Readonly<Record<string, string>>): Promise<unknown> =>
    anvil.call('eth_sendTransaction', { from, gas: '0x7a120', ...fields })
  const mine = (): Promise<unknown> => anvil.call('anvil_mine', '0x1')

  await send({ to: BOB, value: '0xde0b6b3a7640000' })
  await send({ to: CAROL, value: '0x0' })
  await anvil.call('eth_sendTransaction', { from: other, to: from, value: '0x7' })
  await mine()
  await send({ to: TOKEN })
  await send({ to: SPLITTER, value: '0x3e8' })
  await mine()
  await send({ to: REVERTING, value: '0x64' })
  await send({ data: `0x${script.pay(BOB, 9n)}`, value: '0x32' })
  await send({ data: `0x${script.revert}`, value: '0x33' })
  await mine()
  await mine()
  for (let i = 0; i < 3; i++) {
    await send({ to: SPLITTER, value: `0x${(100 + i).toString(16)}` })
    await send({ to: TOKEN, value: '0x1' })
    await mine()
  }
}
