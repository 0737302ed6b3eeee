import { AssetId, EvmAddress } from '../../../chain/index.ts'
import type { BalanceQuery, BalanceSource, StatedBalance } from '../../BalanceSource.ts'
import { SourceError } from '../SourceError.ts'
import { toQuantity } from './BlockHead.ts'
import type { EvmSourceOptions } from './createEvmSource.ts'
import { Endpoint } from './Endpoint.ts'
import { Rpc, type RpcCall } from './Rpc.ts'

/**
 * Asks nodes what accounts have. It is their word: no root that is checked here covers it. With several nodes all must tell
 * alike. Nodes that keep no old states cannot look back further than some hundred blocks: there they say nothing.
 *
 * Fees are not told: a node has no list of an account's transactions.
 *
 * @throws SourceError `LZ_SOURCE_SPLIT` where nodes differ, and as `createEvmSource`
 * @source https://ethereum.github.io/execution-apis (eth_getBalance, eth_call)
 * @source https://eips.ethereum.org/EIPS/eip-20 (balanceOf)
 */
export function createEvmBalances(options: EvmSourceOptions): BalanceSource {
  const native = options.native ?? AssetId.native(options.chain)
  const nodes = options.endpoints.map(
    (url) => new Endpoint(new Rpc(options.client, url, options), options.chain, options),
  )
  return {
    name: 'node',
    findHeight: async (signal) => Math.min(...(await Promise.all(nodes.map((node) => findHeight(node, signal))))),
    async findBalance(account, asset, query) {
      const call = toCall(EvmAddress.parse(account), { asset, native }, query)
      if (call === undefined) return undefined
      const answers = await Promise.all(nodes.map((node) => ask(node, call, query.signal)))
      return agree(nodes, answers, { call, block: query.block })
    },
    findFees: async () => undefined,
  }
}

async function findHeight(node: Endpoint, signal?: AbortSignal): Promise<number> {
  const asked = { endpoint: node.origin, method: 'eth_blockNumber' }
  const answer = await node.call({ method: asked.method, params: [] }, signal)
  if (typeof answer === 'string' && /^0x[0-9a-f]{1,8}$/.test(answer)) return Number(answer)
  throw new SourceError('LZ_SOURCE_ANSWER', asked, 'The answer is no height of a block.')
}

function toCall(
  account: string,
  { asset, native }: { readonly asset: AssetId.AssetId; readonly native: AssetId.AssetId },
  { block }: BalanceQuery,
): RpcCall | undefined {
  const at = block === undefined ? 'latest' : toQuantity(block)
  const height = block === undefined ? {} : { height: block }
  if (asset === native) return { method: 'eth_getBalance', params: [account, at], ...height }
  const { namespace, reference } = AssetId.toParts(asset)
  if (namespace !== 'erc20') return undefined
  const data = `0x70a08231${account.slice(2).padStart(64, '0')}`
  return { method: 'eth_call', params: [{ to: reference, data }, at], ...height }
}

/** A contract without such a function, and a node without the state of a block, fail: that says nothing. */
async function ask(node: Endpoint, call: RpcCall, signal: AbortSignal | undefined): Promise<bigint | undefined> {
  try {
    const answer = await node.call(call, signal)
    if (typeof answer === 'string' && /^0x[0-9a-f]{1,64}$/.test(answer)) return BigInt(answer)
    if (answer === '0x') return undefined
  } catch (error) {
    if (error instanceof SourceError && error.code === 'LZ_SOURCE_REFUSED' && error.rpcCode !== undefined)
      return undefined
    throw error
  }
  const asked = { endpoint: node.origin, method: call.method, height: call.height }
  throw new SourceError('LZ_SOURCE_ANSWER', asked, 'The answer is no amount.')
}

function agree(
  nodes: readonly Endpoint[],
  answers: readonly (bigint | undefined)[],
  { call, block }: { readonly call: RpcCall; readonly block: number | undefined },
): StatedBalance | undefined {
  const known = answers.filter((answer) => answer !== undefined)
  const [amount] = known
  if (amount === undefined) return undefined
  const other = answers.findIndex((answer) => answer !== undefined && answer !== amount)
  if (other < 0) return { amount, block }
  const asked = { endpoint: nodes[other]?.origin ?? '', method: call.method, height: call.height }
  const finding = `The nodes tell different amounts, ${amount} and ${answers[other]}. Leave the wrong one out, or ask later.`
  throw new SourceError('LZ_SOURCE_SPLIT', asked, finding)
}
