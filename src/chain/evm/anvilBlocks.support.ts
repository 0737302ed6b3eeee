import type { Anvil } from '../../startAnvil.support.ts'

/** What a node answers about a block. */
export interface Answers {
  readonly block: Record<string, unknown>
  readonly receipts: readonly Record<string, unknown>[]
}

/** Fields of a transaction, as `eth_sendTransaction` takes them. */
export type Request = Readonly<Record<string, unknown>>

/** Accounts that anvil has unlocked. */
export const SENDER = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
export const RECEIVER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'

const HASH = `0x${'5a'.repeat(32)}`
const TRANSFER = 'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

/** Code that writes a transfer of 5 from the sender to the receiver as its log, and creates an empty contract. */
export const CREATION_WITH_LOG: string = [
  '0x6005600052',
  `73${RECEIVER.slice(2)}73${SENDER.slice(2)}7f${TRANSFER}`,
  '60206000a3',
  // A log without topics, of no data, and one with a topic.
  '60006000a0',
  `7f${HASH.slice(2)}60106010a1`,
  '00',
].join('')

const legacy = { gasPrice: '0x77359400' }
const listed = { ...legacy, accessList: [{ address: RECEIVER, storageKeys: [HASH, `0x${'00'.repeat(32)}`] }] }
const fees = { maxFeePerGas: '0x77359400', maxPriorityFeePerGas: '0x3b9aca00' }

/** Transactions of the types 0, 1 and 2 that pay, create, fail and write logs. */
export const PLAIN: readonly Request[] = [
  { ...legacy, to: RECEIVER, value: '0x5' },
  { ...listed, to: RECEIVER, value: '0xde0b6b3a7640000' },
  { ...fees, to: RECEIVER, value: '0x0', input: '0x00ff' },
  { ...legacy, input: CREATION_WITH_LOG },
  { ...listed, input: CREATION_WITH_LOG, gas: '0x30000' },
  { ...fees, input: CREATION_WITH_LOG },
  { ...fees, input: '0xfe', gas: '0x20000' },
]

/** One of type 4, with an authorization that nobody has signed and that therefore does nothing. */
export const AUTHORIZATION: Request = {
  ...fees,
  to: RECEIVER,
  gas: '0x30000',
  authorizationList: [{ chainId: '0x7a69', address: RECEIVER, nonce: '0x0', yParity: '0x1', r: HASH, s: '0x7' }],
}

/** Mines transactions of `SENDER` as one block, all of them, in their order. */
export async function mine(anvil: Anvil, transactions: readonly Request[]): Promise<Answers> {
  const nonce = Number(await anvil.call('eth_getTransactionCount', SENDER, 'latest'))
  for (const [i, transaction] of transactions.entries()) {
    await anvil.call('eth_sendTransaction', { from: SENDER, nonce: `0x${(nonce + i).toString(16)}`, ...transaction })
  }
  await anvil.call('anvil_mine')
  return readBlock(anvil, 'latest')
}

export async function readBlock(anvil: Anvil, block: string): Promise<Answers> {
  return {
    block: (await anvil.call('eth_getBlockByNumber', block, true)) as Answers['block'],
    receipts: (await anvil.call('eth_getBlockReceipts', block)) as Answers['receipts'],
  }
}
