import { ChainId, EvmAddress } from '../../chain/index.ts'
import * as Bytecode from '../contracts/bytecode.ts'
import { addressAt, encodeCall, encodeCreation, type Word } from '../node/abi.ts'
import type { Chain } from '../node/Chain.ts'
import type { Plan } from '../Plan.ts'
import { BANK, BRIDGE, depositOf, EXCHANGE, FUEL, OPERATOR, PAIR, poolOf, VICTIM, type Who } from '../script/Step.ts'
import type { Script } from '../script/writeScript.ts'
import { addressOf, type Town } from './Town.ts'

/** What the pair has of both tokens, so that no swap of the drill moves its price far: times the stolen amount. */
const LIQUIDITY_TIMES = 10n

/** Units of the florin for one of the dollar: both cost the same. */
const FLORIN_UNITS = 10n ** 12n

/** What a town is built from. */
export interface Ground {
  readonly chain: Chain
  readonly plan: Plan
  readonly script: Script
  /** Creation code of Uniswap V2's factory. */
  readonly uniswap: string
}

/** Deploys all contracts, opens deposit addresses and pays everybody, in four blocks. */
export async function buildTown(ground: Ground): Promise<Town> {
  const builder = new Builder(ground)
  await builder.emptyPockets()
  const contracts = await builder.deploy()
  await builder.open(contracts)
  return await builder.pay(contracts)
}

interface Contracts extends Pick<Town, 'tokens' | 'router'> {
  readonly factory: EvmAddress.EvmAddress
  readonly exchanges: ReadonlyMap<Who, EvmAddress.EvmAddress>
}

class Builder {
  readonly #ground: Ground
  readonly #addresses: Map<Who, EvmAddress.EvmAddress>

  constructor(ground: Ground) {
    const { chain, script } = ground
    this.#ground = ground
    this.#addresses = new Map(script.accounts.map((who, i) => [who, EvmAddress.parse(chain.accounts[i] ?? '')]))
  }

  /** The node gives ether to all of its accounts; the thief has to be paid his. */
  async emptyPockets(): Promise<void> {
    for (const who of [FUEL, ...this.#ground.script.wallets]) await this.#ground.chain.setEther(this.#at(who), 0n)
  }

  async deploy(): Promise<Contracts> {
    const { plan, uniswap } = this.#ground
    const [dollar, florin] = await this.#create([[Bytecode.DRILL_DOLLAR], [Bytecode.DRILL_FLORIN]])
    const tokens = { dollar: dollar as EvmAddress.EvmAddress, florin: florin as EvmAddress.EvmAddress }
    const [victim, exchange, bridge, router, factory, ...pools] = await this.#create([
      [Bytecode.EXCHANGE, this.#at(VICTIM)],
      [Bytecode.EXCHANGE, this.#at(EXCHANGE)],
      [Bytecode.BRIDGE],
      [Bytecode.ROUTER],
      [uniswap, this.#at(BANK)],
      ...plan.town.mixerPools.map((pool): Creation => [Bytecode.MIXER, tokens.dollar, pool]),
    ])
    this.#addresses.set(BRIDGE, bridge as EvmAddress.EvmAddress)
    for (const [i, pool] of plan.town.mixerPools.entries()) {
      this.#addresses.set(poolOf(pool), pools[i] as EvmAddress.EvmAddress)
    }
    const exchanges = new Map([
      [VICTIM, victim as EvmAddress.EvmAddress],
      [EXCHANGE, exchange as EvmAddress.EvmAddress],
    ])
    return { tokens, exchanges, router: router as EvmAddress.EvmAddress, factory: factory as EvmAddress.EvmAddress }
  }

  /** A deposit address for each user, at either exchange in turn, and for each of the thief's mules; and the pair. */
  async open({ exchanges, factory, tokens }: Contracts): Promise<void> {
    const { chain, script } = this.#ground
    const customers = [...script.users, ...script.mules]
    for (const [i, who] of customers.entries()) {
      const exchange = exchanges.get(script.mules.includes(who) || i % 2 === 1 ? EXCHANGE : VICTIM)
      await this.#call(OPERATOR, exchange as EvmAddress.EvmAddress, ['open()'])
    }
    await this.#call(BANK, factory, ['createPair(address,address)', tokens.dollar, tokens.florin])
    const { receipts } = await chain.mine()
    const opened = receipts.map(({ logs }) => EvmAddress.parse(addressAt(logs[0] ?? '', 0)))
    for (const [i, who] of customers.entries()) {
      this.#addresses.set(depositOf(who), opened[i] as EvmAddress.EvmAddress)
    }
    this.#addresses.set(PAIR, opened.at(-1) as EvmAddress.EvmAddress)
  }

  async pay({ tokens, router }: Contracts): Promise<Town> {
    const { chain, plan, script } = this.#ground
    const liquidity = plan.theft.amount * LIQUIDITY_TIMES
    for (const { token, to, amount } of [
      ...script.funds,
      { token: 'dollar' as const, to: PAIR, amount: liquidity },
      { token: 'florin' as const, to: PAIR, amount: liquidity * FLORIN_UNITS },
    ]) {
      await this.#call(BANK, tokens[token], ['mint(address,uint256)', this.#at(to), amount])
    }
    await this.#call(BANK, this.#at(PAIR), ['mint(address)', this.#at(BANK)])
    await chain.mine()
    return { chain: ChainId.parse('eip155:31337'), tokens, router, addresses: this.#addresses }
  }

  #at(who: Who): EvmAddress.EvmAddress {
    return addressOf({ addresses: this.#addresses }, who)
  }

  async #create(creations: readonly Creation[]): Promise<EvmAddress.EvmAddress[]> {
    const { chain } = this.#ground
    for (const [bytecode, ...words] of creations) {
      await chain.send({ from: this.#at(BANK), data: encodeCreation(bytecode, words) })
    }
    const { receipts } = await chain.mine()
    return receipts.map(({ contract }) => EvmAddress.parse(contract ?? ''))
  }

  async #call(from: Who, to: string, [signature, ...words]: Call): Promise<void> {
    await this.#ground.chain.send({ from: this.#at(from), to, data: encodeCall(signature, words) })
  }
}

type Creation = readonly [bytecode: string, ...words: Word[]]

type Call = readonly [signature: string, ...words: Word[]]
