import type { Anvil } from '../startAnvil.support.ts'
import { DRILL_DOLLAR } from './contracts/bytecode.ts'
import type { Dice } from './Dice.ts'
import { encodeCall } from './node/abi.ts'

/** Who lives on the chain: each is an account that the node signs for. */
export const PEOPLE = ['bank', 'victim', 'thief', 'mule', 'second mule', 'exchange', 'alice', 'bob'] as const

export type Person = (typeof PEOPLE)[number]

/** What somebody does in a transaction; `pass` pays through a contract that hands all on. */
export interface Act {
  readonly kind: 'ether' | 'token' | 'pass' | 'freeze' | 'unfreeze'
  readonly from: Person
  readonly to: Person
  readonly units: bigint
}

/** A local chain with a token, whose blocks can be taken back. */
export interface ReorgTown {
  readonly url: string
  addressOf(person: Person): string
  mine(acts: readonly Act[]): Promise<void>
  takeBack(blocks: number): Promise<void>
  height(): Promise<number>
}

const PASSING = `0x${'fa'.repeat(20)}`
/** Pays what it is sent to the address that it is called with. */
const PASSING_CODE = '0x5f5f5f5f345f355af150'

/** Deploys a token on a fresh chain that mines only when told to, gives everybody some, and lets the thief steal. */
export async function buildReorgTown(anvil: Anvil): Promise<ReorgTown> {
  const accounts = (await anvil.call('eth_accounts')) as string[]
  const addressOf = (person: Person): string => accounts[PEOPLE.indexOf(person)] as string
  let token = ''
  let branches = 0
  const send = (from: Person, fields: object): Promise<unknown> =>
    anvil.call('eth_sendTransaction', { from: addressOf(from), gas: '0x16e360', gasPrice: '0x2540be400', ...fields })
  const town: ReorgTown = {
    url: anvil.url,
    addressOf,
    async mine(acts) {
      for (const act of acts) await send(signerOf(act), fieldsOf(act, { token, addressOf }))
      await anvil.call('evm_mine')
    },
    async takeBack(blocks) {
      await anvil.call('anvil_rollback', blocks)
      // Else an empty block could be the very one that was taken back: a node with no other blocks only lags.
      await anvil.call('anvil_setCoinbase', `0x${(++branches).toString(16).padStart(40, '0')}`)
    },
    height: async () => Number(await anvil.call('eth_blockNumber')),
  }
  await anvil.call('anvil_setCode', PASSING, PASSING_CODE)
  const deployed = await send('bank', { data: DRILL_DOLLAR })
  await town.mine([])
  token = ((await anvil.call('eth_getTransactionReceipt', deployed)) as { contractAddress: string }).contractAddress
  for (const person of PEOPLE) await send('bank', { to: token, data: mintTo(addressOf(person)) })
  await town.mine([])
  await town.mine([
    { kind: 'token', from: 'victim', to: 'thief', units: 400_000n },
    { kind: 'ether', from: 'victim', to: 'thief', units: 700_000n },
  ])
  return town
}

function mintTo(account: string): string {
  return encodeCall('mint(address,uint256)', [account, 1_000_000n])
}

function signerOf({ kind, from }: Act): Person {
  return kind === 'freeze' || kind === 'unfreeze' ? 'bank' : from
}

interface Places {
  readonly token: string
  addressOf(person: Person): string
}

function fieldsOf({ kind, to, units }: Act, { token, addressOf }: Places): object {
  const account = addressOf(to)
  switch (kind) {
    case 'ether':
      return { to: account, value: `0x${units.toString(16)}` }
    case 'pass':
      return { to: PASSING, value: `0x${units.toString(16)}`, data: `0x${account.slice(2).padStart(64, '0')}` }
    case 'token':
      return { to: token, data: encodeCall('transfer(address,uint256)', [account, units]) }
    case 'freeze':
      return { to: token, data: encodeCall('addBlackList(address)', [account]) }
    case 'unfreeze':
      return { to: token, data: encodeCall('removeBlackList(address)', [account]) }
  }
}

/** One step of a chain's life: it loses its newest blocks, and gains others. */
export interface ReorgStep {
  readonly back: number
  readonly blocks: readonly (readonly Act[])[]
  /** Whether the watch is opened anew before it sees the step. */
  readonly isRestart: boolean
  /** Blocks that are asked for at the same time. */
  readonly blocksAhead: number
}

/** Of a reorganisation in the tests. */
export const DEPTH_MAX = 64

/** Small depths are frequent, and great ones come. */
export function depthOf(share: number): number {
  return Math.round(DEPTH_MAX ** (share ** 3))
}

/** A chain that grows, loses `depth` blocks, and more in smaller steps. Some that was lost is said again. */
export function planReorgs(dice: Dice, depth: number): ReorgStep[] {
  const path: (readonly Act[])[] = []
  const lost: (readonly Act[])[] = []
  const grow = (back: number, count: number): ReorgStep => {
    const from = path.length - back
    lost.splice(0, lost.length, ...path.splice(from))
    for (let i = 0; i < count; i++) path.push(dice.between(0, 2) === 0 ? (lost[i] ?? []) : drawActs(dice))
    const isRestart = dice.between(0, 3) === 0
    return { back, blocks: path.slice(from), isRestart, blocksAhead: dice.pick([1, 3, 16]) }
  }
  const steps = [grow(0, depth + dice.between(0, 2)), grow(depth, Math.max(1, depth + dice.between(-3, 2)))]
  for (let more = dice.between(0, 2); more > 0; more--) {
    steps.push(grow(Math.min(path.length, dice.between(1, 3)), dice.between(1, 4)))
  }
  return steps
}

function drawActs(dice: Dice): Act[] {
  return Array.from({ length: dice.between(0, 3) }, () => ({
    kind: dice.pick(['ether', 'ether', 'token', 'token', 'token', 'pass', 'freeze', 'unfreeze'] as const),
    from: dice.pick(['thief', 'thief', 'mule', 'second mule', 'exchange', 'alice', 'bob'] as const),
    to: dice.pick(PEOPLE),
    units: dice.below(dice.pick([1_000n, 300_000n, 1_500_000n])),
  }))
}
