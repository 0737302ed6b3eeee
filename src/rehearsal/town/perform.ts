import { encodeCall, keccak, numberAt, type Word } from '../node/abi.ts'
import type { Chain, Tx } from '../node/Chain.ts'
import { type Action, BANK, BRIDGE, PAIR, poolOf, type Token, type Who } from '../script/Step.ts'
import { addressOf, type Town } from './Town.ts'

/** Where the drill's bridge says that it leads: a chain that there is not. */
const TARGET_CHAIN = 31_338n

/** Sends the transactions of an action and gives their hashes; the last one is the action, before it may be an approval. */
export async function perform(chain: Chain, town: Town, action: Action): Promise<string[]> {
  const settled = action.kind === 'pay-all' ? await settle(chain, town, action) : action
  const hashes: string[] = []
  for (const tx of toTxs(town, settled)) hashes.push(await chain.send(tx))
  return hashes
}

/** What an account has of a token. */
export async function readBalance(chain: Chain, town: Town, { token, of }: { token: Token; of: Who }): Promise<bigint> {
  const data = encodeCall('balanceOf(address)', [addressOf(town, of)])
  return numberAt(await chain.ask(town.tokens[token], data), 0)
}

type PayAll = Extract<Action, { kind: 'pay-all' }>

type SettledAction = Exclude<Action, PayAll>

async function settle(chain: Chain, town: Town, action: PayAll): Promise<SettledAction> {
  const amount = await readBalance(chain, town, { token: action.token, of: action.from })
  return { ...action, kind: 'pay', amount }
}

function toTxs(town: Town, action: SettledAction): Tx[] {
  const at = (who: Who): string => addressOf(town, who)
  switch (action.kind) {
    case 'pay':
      return [
        call(at(action.from), town.tokens[action.token], 'transfer(address,uint256)', at(action.to), action.amount),
      ]
    case 'pay-ether':
      return [{ from: at(action.from), to: at(action.to), valueWei: action.amountWei }]
    case 'sweep':
      return [call(at(action.from), at(action.deposit), 'sweep(address)', town.tokens[action.token])]
    case 'unmix':
      return [
        call(
          at(action.from),
          at(poolOf(action.pool)),
          'withdraw(bytes32,address)',
          secretOf(action.note),
          at(action.to),
        ),
      ]
    case 'freeze':
      return [call(at(BANK), town.tokens.dollar, 'addBlackList(address)', at(action.account))]
    case 'mix':
    case 'bridge':
    case 'swap':
      return toApproved(town, action)
  }
}

/** Actions of which somebody else takes the tokens, who has to be allowed it. */
function toApproved(town: Town, action: Extract<Action, { kind: 'mix' | 'bridge' | 'swap' }>): Tx[] {
  const from = addressOf(town, action.from)
  const { dollar } = town.tokens
  switch (action.kind) {
    case 'mix': {
      const mixer = addressOf(town, poolOf(action.pool))
      const commitment = keccak(Buffer.from(secretOf(action.note).slice(2), 'hex'))
      return [approve(from, dollar, mixer, action.pool), call(from, mixer, 'deposit(bytes32)', commitment)]
    }
    case 'bridge': {
      const bridge = addressOf(town, BRIDGE)
      const words = [dollar, action.amount, TARGET_CHAIN, addressOf(town, action.recipient)]
      const lock = call(from, bridge, 'lock(address,uint256,uint256,address)', ...words)
      return [approve(from, dollar, bridge, action.amount), lock]
    }
    case 'swap': {
      const token = town.tokens[action.token]
      const words = [addressOf(town, PAIR), token, action.amount, from]
      const swap = call(from, town.router, 'swap(address,address,uint256,address)', ...words)
      return [approve(from, token, town.router, action.amount), swap]
    }
  }
}

function approve(from: string, token: string, ...words: readonly Word[]): Tx {
  return call(from, token, 'approve(address,uint256)', ...words)
}

function call(from: string, to: string, signature: string, ...words: readonly Word[]): Tx {
  return { from, to, data: encodeCall(signature, words) }
}

/** 32 bytes that a note's name stands for. */
function secretOf(note: string): string {
  return `0x${Buffer.from(note.padEnd(32, ' '), 'ascii').toString('hex')}`
}
