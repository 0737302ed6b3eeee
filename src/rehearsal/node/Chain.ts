import { z } from 'zod'
import { RehearsalError } from '../RehearsalError.ts'
import { openRpc } from './Rpc.ts'

/** A transaction of an account that the node signs for. */
export interface Tx {
  readonly from: string
  /** Undefined creates a contract. */
  readonly to?: string
  readonly data?: string
  readonly valueWei?: bigint
  /** What it may use; 500,000 unless said, far more than the small ones need. */
  readonly gas?: number
}

/** What became of a transaction. */
export interface Receipt {
  readonly hash: string
  readonly contract: string | undefined
  /** Data of its logs, in their order. */
  readonly logs: readonly string[]
}

/** A block that was mined. `minedMs` is the wall time when the node had it. */
export interface Mined {
  readonly height: number
  readonly hash: string
  readonly timeSec: number
  readonly minedMs: number
  readonly receipts: readonly Receipt[]
}

/** A local chain whose blocks are made by hand. */
export interface Chain {
  /** Accounts that the node signs for. */
  readonly accounts: readonly string[]
  /** The last block that was mined. */
  head(): Mined
  /** Hands a transaction to the node, and gives its hash. */
  send(tx: Tx): Promise<string>
  /** Mines all that was sent. @throws RehearsalError `LZ_REHEARSAL_NODE` where one of it failed */
  mine(): Promise<Mined>
  /** The answer of a contract after the last block, hex. */
  ask(to: string, data: string): Promise<string>
  setEther(account: string, amountWei: bigint): Promise<void>
}

export interface ChainOptions {
  readonly url: string
  readonly genesisSec: number
  readonly blockSec: number
  nowMs(): number
  readonly signal?: AbortSignal | undefined
}

const GAS = 500_000
const GAS_PRICE_WEI = 10_000_000_000

const hex = z.string().regex(/^0x[0-9a-f]*$/)
const number = hex.transform(Number)
const block = z.looseObject({ number, hash: hex, timestamp: number, transactions: z.array(hex) })
const receipts = z.array(
  z.looseObject({
    transactionHash: hex,
    status: hex,
    contractAddress: hex.nullish(),
    logs: z.array(z.looseObject({ data: hex })),
  }),
)

/** Opens the chain of a local node. */
export async function openChain({ url, genesisSec, blockSec, nowMs, signal }: ChainOptions): Promise<Chain> {
  const rpc = openRpc(url, signal)
  const accounts = await rpc.call('eth_accounts', [], z.array(hex))
  let sent: string[] = []
  let head: Mined = { height: 0, hash: '', timeSec: genesisSec, minedMs: nowMs(), receipts: [] }
  return {
    accounts,
    head: () => head,
    async send({ from, to, data = '0x', valueWei = 0n, gas = GAS }) {
      const fees = { gas: toHex(gas), gasPrice: toHex(GAS_PRICE_WEI) }
      const tx = { from, data, value: toHex(valueWei), ...fees, ...(to === undefined ? {} : { to }) }
      const hash = await rpc.call('eth_sendTransaction', [tx], hex)
      sent.push(hash)
      return hash
    },
    async mine() {
      const height = head.height + 1
      await rpc.call('evm_setNextBlockTimestamp', [genesisSec + height * blockSec], z.unknown())
      await rpc.call('evm_mine', [], z.unknown())
      const minedMs = nowMs()
      const mined = await rpc.call('eth_getBlockByNumber', [toHex(height), false], block)
      const done = await rpc.call('eth_getBlockReceipts', [toHex(height)], receipts)
      assertDone(sent, done)
      sent = []
      head = { height, hash: mined.hash, timeSec: mined.timestamp, minedMs, receipts: done.map(toReceipt) }
      return head
    },
    ask: (to, data) => rpc.call('eth_call', [{ to, data }, 'latest'], hex),
    async setEther(account, amountWei) {
      await rpc.call('anvil_setBalance', [account, toHex(amountWei)], z.unknown())
    },
  }
}

function toReceipt({ transactionHash, contractAddress, logs }: z.infer<typeof receipts>[number]): Receipt {
  return { hash: transactionHash, contract: contractAddress ?? undefined, logs: logs.map(({ data }) => data) }
}

/** All that was sent is in the block, in its order, and has succeeded. */
function assertDone(sent: readonly string[], done: z.infer<typeof receipts>): void {
  const failed = done.find(({ status }) => status !== '0x1')
  const isWhole = done.length === sent.length && done.every(({ transactionHash }, i) => transactionHash === sent[i])
  if (failed === undefined && isWhole) return
  const what = failed === undefined ? 'leaves out what it was sent' : `fails in ${failed.transactionHash}`
  throw new RehearsalError('LZ_REHEARSAL_NODE', 'integrity', `The local node ${what}: the script cannot go on.`)
}

function toHex(value: bigint | number): string {
  return `0x${value.toString(16)}`
}
