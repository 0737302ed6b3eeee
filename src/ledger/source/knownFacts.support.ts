import { AssetId, ChainId } from '../../chain/index.ts'

const ethereum = ChainId.parse('ethereum')
const tron = ChainId.parse('tron')

/** Blocks, transactions and amounts of main nets that everybody can look up, and that never change. */
export interface KnownBlock {
  readonly height: number
  readonly hash: string
}

/** One transfer of a transaction. */
export interface KnownTransfer {
  readonly tx: string
  readonly block: number
  readonly from: string
  readonly to: string
  readonly asset: AssetId.AssetId
  readonly amount: bigint
}

/** The first block, that of the first payment, and the first one by proof of stake. @source https://etherscan.io/block/15537394 */
export const ETHEREUM_BLOCKS: readonly KnownBlock[] = [
  { height: 0, hash: '0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3' },
  { height: 46_147, hash: '0x4e3a3754410177e6937ef1f84bba68ea139e8d1a2258c5f85db9f1cd715a1bdd' },
  { height: 15_537_394, hash: '0x56a9bb0302da44b8c0b3df540781424684c3af04d0b7a38d72842b762076a664' },
]

/** The first payment on Ethereum, and what it cost. @source https://etherscan.io/tx/0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060 */
export const FIRST_PAYMENT: KnownTransfer & { readonly feeWei: bigint } = {
  tx: '0x5c504ed432cb51138bcf09aa5e8a410dd4a1e204ef84bfed1be16dfba1b22060',
  block: 46_147,
  from: '0xa1e4380a3b1f749673e270229993ee55f35663b4',
  to: '0x5df9b87991262f6ba471f09758cde1c0fc1de734',
  asset: AssetId.native(ethereum),
  amount: 31_337n,
  feeWei: 1_050_000_000_000_000_000n,
}

/** Of 2017. @source https://docs.etherscan.io/api-reference/endpoint/tokentx */
export const TOKEN_TRANSFER: KnownTransfer & Record<'blockHash', string> & Record<'txIndex' | 'decimals', number> = {
  tx: '0xe8c208398bd5ae8e4c237658580db56a2a94dfa0ca382c99b776fa6e7d31d5b4',
  block: 4_730_207,
  blockHash: '0x022c5e6a3d2487a8ccf8946a2ffb74938bf8e5c8a3f6d91b41c56378a96b5c37',
  txIndex: 81,
  from: '0x642ae78fafbb8032da552d619ad43f1d81e4dd7c',
  to: '0x4e83362442b8d1bec281594cea3050c8eb01311c',
  asset: AssetId.parse(`${ethereum}/erc20:0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2`),
  amount: 5_901_522_149_285_533_025_181n,
  decimals: 18,
}

/** Made by a contract. @source https://docs.etherscan.io/api-reference/endpoint/txlistinternal-txhash */
export const INTERNAL_TRANSFER: KnownTransfer = {
  tx: '0x40eb908387324f2b575b4879cd9d7188f69c8fc9d87c901b9e2daaea4b442170',
  block: 1_743_059,
  from: '0x2cac6e4b11d6b58f6d3c1c9d5fe8faa89f60e5a2',
  to: '0x66a1c3eaf0f1ffc28d209c0763ed0ca614f3b002',
  asset: AssetId.native(ethereum),
  amount: 7_106_740_000_000_000n,
}

/** Nobody can take anything out of it. @source https://ethereum.org/staking/deposit-contract */
export const DEPOSIT_CONTRACT: { readonly address: string; readonly leastWei: bigint } = {
  address: '0x00000000219ab540356cbb839cbe05303d7705fa',
  leastWei: 10_000_000n * 10n ** 18n,
}

/** The first block, that of the first payment, and two by which the rules changed. @source https://github.com/bitcoin/bitcoin/blob/master/src/kernel/chainparams.cpp */
export const BITCOIN_BLOCKS: readonly KnownBlock[] = [
  { height: 0, hash: '000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f' },
  { height: 170, hash: '00000000d1145790a8694403d4063f323d499e655c83426834d4ce2f8dd4a2ee' },
  { height: 227_931, hash: '000000000000024b89b42a942fe0d9fea3bb44ab7bd1b19115dd6a759c0808b8' },
  { height: 481_824, hash: '0000000000000000001c8018d9cb3b742ef25114f27563e3fc4a1902167f9893' },
]

/** The first block with another difficulty than the one before. */
export const FIRST_RETARGET: KnownBlock & { readonly bits: number } = {
  height: 32_256,
  hash: '000000004f2886a170adb7204cb0c7a824217dd24d11a74423d564c4e0904967',
  bits: 0x1d00d86a,
}

/** The coin of block 9, and the first payment on Bitcoin, by which it was spent. */
export const FIRST_COIN: Record<'txid' | 'spentBy', string> & Record<'height' | 'spentAt' | 'historyMin', number> = {
  txid: '0437cd7f8525ceed2324359c2d0ba26006d92d856a9c20fa0241106ee5a597c9',
  height: 9,
  spentBy: 'f4184fc596403b9d638783cf57adfe4c75c605f6356fbc91338530e9831e9e16',
  spentAt: 170,
  /** Transactions of its owner's script: those of blocks 9, 170, 181, 182, 183 and 248. */
  historyMin: 6,
}

/** Of the first block's owner, whom people send presents: a history of more pages than one. */
export const LONG_HISTORY = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'

/** Of 2024. @source https://tronscan.org/#/transaction/b69c51db8f9d974e6a38c76852c8ce1adcb682dbacb25ad8ad4f6876121fe9dc */
export const TRC20_TRANSFER: KnownTransfer & { readonly timeSec: number } = {
  tx: 'b69c51db8f9d974e6a38c76852c8ce1adcb682dbacb25ad8ad4f6876121fe9dc',
  block: 66_861_993,
  timeSec: 1_731_235_554,
  from: '4160e6e92e57d61a9d68b5d95275cc9667d9e6c7c9',
  to: '41cdae4e9a6287333a3f7df432b050af7b17e79e63',
  asset: AssetId.parse(`${tron}/trc20:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t`),
  amount: 3_500_000n,
}
