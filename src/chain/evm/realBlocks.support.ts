// Real blocks, as nodes answer them, small ones: their own hashes show that they are whole.

const NOTHING = '0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421'
const NO_UNCLES = '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347'
const ZERO_HASH = `0x${'00'.repeat(32)}`
const NO_LOGS = `0x${'00'.repeat(256)}`

/** @source https://etherscan.io/block/0 */
export const ETHEREUM_GENESIS: Readonly<Record<string, unknown>> = {
  hash: '0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3',
  parentHash: ZERO_HASH,
  sha3Uncles: NO_UNCLES,
  miner: '0x0000000000000000000000000000000000000000',
  stateRoot: '0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544',
  transactionsRoot: NOTHING,
  receiptsRoot: NOTHING,
  logsBloom: NO_LOGS,
  difficulty: '0x400000000',
  number: '0x0',
  gasLimit: '0x1388',
  gasUsed: '0x0',
  timestamp: '0x0',
  extraData: '0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa',
  mixHash: ZERO_HASH,
  nonce: '0x0000000000000042',
  totalDifficulty: '0x400000000',
  size: '0x21c',
  uncles: [],
  transactions: [],
}

const WITHDRAWN = [
  ...['0x11a6bd6', '0x119ebba', '0x11a167c', '0x11a2017', '0x11a5b81', '0x11a4908', '0x11a74ca', '0x11a5a90'],
  ...['0x11a512b', '0x11a0ba7', '0x11a313b', '0x3e72765', '0x119c821', '0x119e921', '0x119f302', '0x11a38a8'],
]

/** Without its transactions. @source https://etherscan.io/block/23535880 */
export const ETHEREUM_PRAGUE: Readonly<Record<string, unknown>> = {
  baseFeePerGas: `0x${(194923488).toString(16)}`,
  blobGasUsed: `0x${(786432).toString(16)}`,
  difficulty: '0x0',
  excessBlobGas: '0x0',
  extraData: '0x546974616e2028746974616e6275696c6465722e78797a29',
  gasLimit: `0x${(45000000).toString(16)}`,
  gasUsed: `0x${(30531630).toString(16)}`,
  hash: '0xe38d4bb2060a54519508612f40ef737a09c5b20488c12b0bec2d4f5ea7073c15',
  logsBloom:
    '0x3effc77fb16497fa74fffeb6ef65dfbd7b97f8dd7f198ff37abfcf5fdeb329e7bdbc9d8caffdf765f7b75df9e737eff773fbf639ff9ffb376fb726a7ff2f68dffea0de7fafd3f7fbff8d5fdff57becf3e76f3f73fefc1ff9bbf9df7fb3fffff13f577b7fdffeb7f7ffb8cd71ff93fff3bfffd7e3bfbe576daefdfff6fb5afedf8ffbbd7d7baf977f46fbffceebfbe86fc6ffb6f1eff3fbbfbeb9eefbf954ffe3fbff9d73b8f9ecfdcfdf7df3fdd9ff3bbfdfe9efe8ffee6ff7fe4a3ff7a5fefbfffffcffcd7f2bc04bdf7c52d3fdfeff3f7dfe7b4fefa9f46edb53c2de9ffb7f3ffdff6fefa67f64f6e7f7bff5af1dffffeff9b99ff86fef589e3bbfffdfffb7',
  miner: '0x4838b106fce9647bdf1e7877bf73ce8b0bad5f97',
  mixHash: '0x15350a0cad9bc5cb1298b3710db038850f1df5d8ac00c4ca3b03fb64c7e8ab78',
  nonce: '0x0000000000000000',
  number: `0x${(23535880).toString(16)}`,
  parentBeaconBlockRoot: '0x2bd55d2f0e1a3d3e181659ebc21bb167527e517de88b39b0d7ebbeeb3e28eebc',
  parentHash: '0x1fab238a9630a2e95c8b735ebc63bc2751bc6492f409ee16a7b5a532985196eb',
  receiptsRoot: '0x01d0a60dd8fd8de710a191aba91f82e2a437ac21a6e77b21b2f745809e7feadf',
  requestsHash: '0x965c860907968cab126093a785436ad747495ae45b21dac1b6a92ae0f4866ce0',
  sha3Uncles: NO_UNCLES,
  stateRoot: '0xd3c86549e5d57f14bd0b28630b70cb68038ac3334251bd194c93a18d96492f39',
  timestamp: `0x${(1759960991).toString(16)}`,
  totalDifficulty: null,
  transactions: [],
  transactionsRoot: '0x9da0226f723a9da4b8df8782930c0e83bd73c4a393069ee7861465188eed989b',
  withdrawals: WITHDRAWN.map((amount, i) => ({
    index: `0x${(0x633236b + i).toString(16)}`,
    validatorIndex: `0x${(0xb8688 + i).toString(16)}`,
    address: '0xb9d7934878b5fb9610b3fe8a5e441e8fad7e293f',
    amount,
  })),
  withdrawalsRoot: '0x0740ba007069960b2d60f77b0ce2648cffa3573accd055d4803eb771e32903e7',
}

const OPTIMISM_HASH = '0x2e4f4aff36bb7951be9742ad349fb1db84643c6bbac5014f3d196fd88fe333eb'

/** A block of the test network Goerli: a deposit and nothing else. */
export const OPTIMISM: Readonly<Record<string, unknown>> = {
  hash: OPTIMISM_HASH,
  parentHash: '0xeccf4c06ad0d27be1cadee5720a509d31a9de0462b52f2cf6045d9a73c9aa504',
  sha3Uncles: NO_UNCLES,
  miner: '0x4200000000000000000000000000000000000011',
  stateRoot: '0x5905b2423f299a29db41e377d7ceadf4baa49eed04e1b72957e8c0985e04e730',
  transactionsRoot: '0x030e481411042a769edde83d790d583ed69f9d3098d4a78d00e008f749fcfd97',
  receiptsRoot: '0x29079b696c12a19999f3bb303fddb6fc12fb701f427678cca24954b91080ada3',
  number: '0x7fe52f',
  gasUsed: '0xb711',
  gasLimit: '0x17d7840',
  extraData: '0x',
  logsBloom: NO_LOGS,
  timestamp: '0x644434c2',
  difficulty: '0x0',
  totalDifficulty: '0x0',
  sealFields: [],
  uncles: [],
  transactions: [
    {
      hash: '0x661df2908a63c9701ef4f9bc1d62432f08cbdc8c6fe6012af49405c00de5f69d',
      nonce: '0x41ed06',
      blockHash: OPTIMISM_HASH,
      blockNumber: '0x7fe52f',
      transactionIndex: '0x0',
      from: '0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001',
      to: '0x4200000000000000000000000000000000000015',
      value: '0x0',
      gasPrice: '0x0',
      gas: '0xf4240',
      input:
        '0x015d8eb900000000000000000000000000000000000000000000000000000000008768240000000000000000000000000000000000000000000000000000000064443450000000000000000000000000000000000000000000000000000000000000000e0444c991c5fe1d7291ff34b3f5c3b44ee861f021396d33ba3255b83df30e357d00000000000000000000000000000000000000000000000000000000000000050000000000000000000000007431310e026b69bfc676c0013e12a1a11411eec9000000000000000000000000000000000000000000000000000000000000083400000000000000000000000000000000000000000000000000000000000f4240',
      v: '0x0',
      r: '0x0',
      s: '0x0',
      type: '0x7e',
      mint: '0x0',
      sourceHash: '0x34ad504eea583add76d3b9d249965356ef6ca344d6766644c929357331bb0dc9',
    },
  ],
  mixHash: '0x7aeec5550a9b0616701e49ab835af5f10eadba2a0582016f0e256c9cace0c046',
  nonce: '0x0000000000000000',
  baseFeePerGas: '0x32',
}

export const OPTIMISM_RECEIPTS: readonly unknown[] = [
  {
    blockHash: OPTIMISM_HASH,
    blockNumber: '0x7fe52f',
    transactionHash: '0x661df2908a63c9701ef4f9bc1d62432f08cbdc8c6fe6012af49405c00de5f69d',
    transactionIndex: '0x0',
    contractAddress: null,
    cumulativeGasUsed: '0xb711',
    logs: [],
    status: '0x1',
    type: '0x7e',
  },
]

const ARBITRUM_HASH = '0x095e8f52e77f0add52fc6cf2f3f04ceb72462dbf54bab11544e7227415aeabd5'
const inArbitrum = { blockHash: ARBITRUM_HASH, blockNumber: '0x14e8a59a', chainId: '0xa4b1', value: '0x0' }

/** As one node answers it; another one pads the numbers of signatures. @source https://arbiscan.io/block/350791066 */
export const ARBITRUM: Readonly<Record<string, unknown>> = {
  baseFeePerGas: '0x989680',
  difficulty: '0x1',
  extraData: '0xc55914e90e13cba05a84efc4b7f1e7c44897f9437ed4fbac55ae8d602d4d3240',
  gasLimit: '0x4000000000000',
  gasUsed: '0x93349',
  hash: ARBITRUM_HASH,
  l1BlockNumber: '0x15b88c4',
  logsBloom:
    '0x00000000000000000000000000000000000000008008000000080000001000000000000000000008000000000000000000004000000020000000040000208000080010010200000800000008000100000000000000040000000000000000000000004000000000000000000400000000000010000000400000400010000800000000000000000000000c00000000000000000000000000000000080000000000022000000000000000000000000c00000000102040000000000008000000000000008002000000000000000200000000008000000400000000000000000000008010000000000000000000000000000210000000000000000000000000000000',
  miner: '0xa4b000000000000000000073657175656e636572',
  mixHash: '0x0000000000023fb900000000015b88c400000000000000280000000000000000',
  nonce: '0x00000000001ed08c',
  number: '0x14e8a59a',
  parentHash: '0xeea5e5abd449dcc96b06dc7fcf1d11e19b6ed31d1c568f83e21e4e80b6e97db2',
  receiptsRoot: '0xbf6cfdf29ce73f87c2c0b828813e5700a5fa621777bbbae650c8b34cdaa8b15b',
  sendCount: '0x23fb9',
  sendRoot: '0xc55914e90e13cba05a84efc4b7f1e7c44897f9437ed4fbac55ae8d602d4d3240',
  sha3Uncles: NO_UNCLES,
  stateRoot: '0xe8d2484861442a3ef9809818951b22776d6ca444d7e31f99c0c104532be4f690',
  timestamp: '0x685aeaf0',
  transactions: [
    {
      ...inArbitrum,
      from: '0x00000000000000000000000000000000000a4b05',
      gas: '0x0',
      gasPrice: '0x0',
      hash: '0x03dd259cba9ef03a0043700ff6aa27de5c96337ad410b3710b6482ca8a971fd0',
      input:
        '0x6bf6a42d000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000015b88c40000000000000000000000000000000000000000000000000000000014e8a59a0000000000000000000000000000000000000000000000000000000000000000',
      nonce: '0x0',
      to: '0x00000000000000000000000000000000000a4b05',
      transactionIndex: '0x0',
      type: '0x6a',
      v: '0x0',
      r: '0x0',
      s: '0x0',
    },
    {
      ...inArbitrum,
      from: '0x975227fccc2e9622c337b154fbca1f610f8b980b',
      gas: '0x5c521',
      gasPrice: '0xe4e1c0',
      maxFeePerGas: '0xe4e1c0',
      maxPriorityFeePerGas: '0xe4e1c0',
      hash: '0x4bbf17269f52fc3f5b08d4361c78547dc41cfe851a1cee8ce8d8183529b08e20',
      input: '0xb2460c480013000c07c6fa82dbcc0000000000000a05686d372518312e83fe47c0eae100',
      nonce: '0x7864c',
      to: '0xcb43d843f6cadf4f4844f3f57032468aadd9b95c',
      transactionIndex: '0x1',
      type: '0x2',
      accessList: [],
      v: '0x00',
      r: '0x01d899e5a4bba036c903793973bf05d5558ba74390bb1fbf3debffaa81955974',
      s: '0x52023c741692c2b90fb2badfd85beb7a234c91815efd90e6787d73af836a7a7d',
    },
    {
      ...inArbitrum,
      from: '0x4b260f8879b49365342f44a2b269defa67066a91',
      gas: '0x32deb',
      gasPrice: '0x989680',
      maxFeePerGas: '0x1312d00',
      maxPriorityFeePerGas: '0x0',
      hash: '0x29905570a812fcd1b87b1aa5ac1965b165e1ab62aa43cb19d8b2bff6cc9e61b5',
      input:
        '0xa9059cbb000000000000000000000000d04c57f232e21371d5502bc5f79033b9045e9f1a000000000000000000000000000000000000000000000000002386f26fc10000',
      nonce: '0xd3d4',
      to: '0x912ce59144191c1204e64559fe8253a0e49e6548',
      transactionIndex: '0x2',
      type: '0x2',
      accessList: [],
      v: '0x01',
      r: '0xe45fa22c58004d242c057f06470ed992032f5c8adede2e700c08af1200ffc9dc',
      s: '0x673e40d58c4e1b3fafa7bc6e014d0ae3c20ae92827d4c86dc8fae5c4c61fed1b',
      yParity: '0x1',
    },
    {
      ...inArbitrum,
      from: '0xf89d7b9c864f589bbf53a82105107622b35eaa40',
      gas: '0x2dc6c0',
      gasPrice: '0x1312d00',
      maxFeePerGas: '0xb2d05e00',
      maxPriorityFeePerGas: '0x989680',
      hash: '0x687b2b8c3ae04b2d658072cdecbc507abf120a1de1d3d314e4e4668478fa1b15',
      input:
        '0xa9059cbb0000000000000000000000008b72bffc0704adfbd54aacff75c7786b34de5090000000000000000000000000000000000000000000000000000000000ca2dd00',
      nonce: '0x47a57c',
      to: '0xfd086bc7cd5c481dcc9c85ebe478a1c0b69fcbb9',
      transactionIndex: '0x3',
      type: '0x2',
      accessList: [],
      v: '0x1',
      r: '0xb4e0f23588a9ec8ba28eac6fb5d5730fbbb353347a73bf7516c4f98ed65c26de',
      s: '0xcb85359e91835eb3440bcef930ee40f7e96e9e0ab4aebec5f30554ca862e9b9',
      yParity: '0x1',
    },
  ],
  transactionsRoot: '0xec2be67d104f0e1947f0ff32c22c2c0b5fe83d21aa87da153723807d23e32644',
  uncles: [],
}

/** Without its transactions. @source https://subnets.avax.network/c-chain/block/30806864 */
export const AVALANCHE: Readonly<Record<string, unknown>> = {
  baseFeePerGas: '0x5e0443893',
  blockExtraData: '0x',
  blockGasCost: '0x61a80',
  difficulty: '0x1',
  extDataGasUsed: '0x0',
  extDataHash: NOTHING,
  extraData:
    '0x0000000000428007000000000000000000000000001dd4470000000000340e55000000000000000000000000002b55c20000000000322c67000000000000000000000000000000000000000000000000',
  gasLimit: '0xe4e1c0',
  gasUsed: '0x3213ee',
  hash: '0x3fb8949661bb2f6f5eaa5b16318d3c7e7a0990f8c2382d1fe4389e0caac6519d',
  logsBloom:
    '0x0020804440002009100000108211006300064004800124882a00e02a00342110100140444000002100500400001c0000010010000001010010800210283024800041d400080080a00001000c81002028088020008046800880000100480018000004008282800c0110400010000208098200020000ca46000200009002002020440200040420000000000001108000101120081028000a08000020d0000000800284c0104100c28022020004200001000020080200080000200804000201004081001602004238040001080000000800090304420400041080010022500230001054800461e08500080100000000042c12004020001040220100100008081240',
  miner: '0x0100000000000000000000000000000000000000',
  mixHash: ZERO_HASH,
  nonce: '0x0000000000000000',
  number: '0x1d61350',
  parentHash: '0x325c49c63b3f894c28ee1ea9513aae8e2194e8819060cd7b888971d23a114040',
  receiptsRoot: '0xc5533e051491f1b3218e8bc51e86c58759847916ae74ee3d4aecb1d43ae9a242',
  sha3Uncles: NO_UNCLES,
  size: '0x2be0',
  stateRoot: '0xdf5aaa6e78b1fa40bbf002abeeca3bbfb8fa58a50e13dafa89d37afa71c26979',
  timestamp: '0x6479b047',
  totalDifficulty: '0x1d61350',
  transactions: [],
  transactionsRoot: '0x2aff3102ef3cb883265e9b93421c765714f28a70106e0a5b9d3a994cc6d60b02',
  uncles: [],
}
