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

/** For what creates contracts: the factory, and its pair. */
const CREATION_GAS = 8_000_000

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
  await builder.deploy()
  await builder.open()
  await builder.pay()
  return builder.town()
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

  async deploy(): Promise<void> {
    const { plan, uniswap } = this.#ground
    await this.#create([
      ['token/dollar', Bytecode.DRILL_DOLLAR],
      ['token/florin', Bytecode.DRILL_FLORIN],
    ])
    await this.#create([
      [officeOf(VICTIM), Bytecode.EXCHANGE, this.#at(VICTIM)],
      [officeOf(EXCHANGE), Bytecode.EXCHANGE, this.#at(EXCHANGE)],
      [BRIDGE, Bytecode.BRIDGE],
      ['router', Bytecode.ROUTER],
      ['factory', uniswap, this.#at(BANK)],
      ...plan.town.mixerPools.map((pool): Creation => [poolOf(pool), Bytecode.MIXER, this.#at('token/dollar'), pool]),
    ])
  }

  /** A deposit address for each user, at either exchange in turn, and for each of the thief's mules; and the pair. */
  async open(): Promise<void> {
    const { users, mules } = this.#ground.script
    for (const [i] of users.entries()) await this.#call(OPERATOR, officeOf(i % 2 === 0 ? VICTIM : EXCHANGE), ['open()'])
    for (const _ of mules) await this.#call(OPERATOR, officeOf(EXCHANGE), ['open()'])
    const tokens = [this.#at('token/dollar'), this.#at('token/florin')]
    await this.#call(BANK, 'factory', ['createPair(address,address)', ...tokens])
    const { receipts } = await this.#ground.chain.mine()
    const opened = receipts.map(({ logs }) => addressAt(logs[0] ?? '', 0))
    this.#name([...[...users, ...mules].map(depositOf), PAIR], opened)
  }

  async pay(): Promise<void> {
    const { chain, plan, script } = this.#ground
    const liquidity = plan.theft.amount * LIQUIDITY_TIMES
    for (const { token, to, amount } of [
      ...script.funds,
      { token: 'dollar', to: PAIR, amount: liquidity },
      { token: 'florin', to: PAIR, amount: liquidity * FLORIN_UNITS },
    ]) {
      await this.#call(BANK, `token/${token}`, ['mint(address,uint256)', this.#at(to), amount])
    }
    await this.#call(BANK, PAIR, ['mint(address)', this.#at(BANK)])
    await chain.mine()
  }

  town(): Town {
    return {
      chain: ChainId.parse('eip155:31337'),
      tokens: { dollar: this.#at('token/dollar'), florin: this.#at('token/florin') },
      router: this.#at('router'),
      addresses: this.#addresses,
    }
  }

  #at(who: Who): EvmAddress.EvmAddress {
    return addressOf({ addresses: this.#addresses }, who)
  }

  #name(names: readonly Who[], addresses: readonly (string | undefined)[]): void {
    for (const [i, who] of names.entries()) this.#addresses.set(who, EvmAddress.parse(addresses[i] ?? ''))
  }

  async #create(creations: readonly Creation[]): Promise<void> {
    const { chain } = this.#ground
    for (const [, bytecode, ...words] of creations) {
      await chain.send({ from: this.#at(BANK), data: encodeCreation(bytecode, words), gas: CREATION_GAS })
    }
    const { receipts } = await chain.mine()
    this.#name(
      creations.map(([who]) => who),
      receipts.map(({ contract }) => contract),
    )
  }

  async #call(from: Who, to: Who, [signature, ...words]: Call): Promise<void> {
    const data = encodeCall(signature, words)
    await this.#ground.chain.send({ from: this.#at(from), to: this.#at(to), data, gas: CREATION_GAS })
  }
}

type Creation = readonly [who: Who, bytecode: string, ...words: Word[]]

type Call = readonly [signature: string, ...words: Word[]]

/** The contract that opens deposit addresses for a hot wallet. */
function officeOf(hotWallet: Who): Who {
  return `office/${hotWallet}`
}
