import { EvmAddress, EvmIssuers } from '../../../chain/index.ts'
import type { Knowledge, KnowledgeKind } from '../../context.ts'
import { SAFE_LIBRARIES, SAFE_SOURCE } from './safeLibraries.ts'

/** A contract as its makers say it: on which chains, or on all. */
type Row = readonly [name: string, chains: readonly number[] | 'all', address: string]

/** Where makers say what their contracts are, and those contracts. */
const PROTOCOLS: readonly { readonly source: string; readonly rows: readonly Row[] }[] = [
  {
    source: 'https://docs.uniswap.org/contracts',
    rows: [
      ['Permit2', 'all', '0x000000000022D473030F116dDEE9F6B43aC78BA3'],
      ['Uniswap V2 router', [1], '0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D'],
      ['Uniswap V3 positions', [1, 10, 137, 42161], '0xC36442b4a4522E871399CD717aBDD847Ab11FE88'],
      ['Uniswap V3 router', [1, 10, 137, 42161], '0xE592427A0AEce92De3Edee1F18E0157C05861564'],
      ['Uniswap V3 router 2', [1, 10, 137, 42161], '0x68b3465833fb72A70ecDF485E0e4C7bD8665Fc45'],
      ['Uniswap universal router', [1], '0xEf1c6E67703c7BD7107eed8303Fbe6EC2554BF6B'],
      ['Uniswap universal router', [1, 8453], '0x3fC91A3afd70395Cd496C647d5a6CC9D4B2b7FAD'],
      ['Uniswap universal router', [1], '0x66a9893cC07D91D95644AEDD05D03f95e1dBA8Af'],
    ],
  },
  {
    source: 'https://github.com/ProjectOpenSea/seaport#deployments',
    rows: [
      ['Seaport 1.1', 'all', '0x00000000006c3852cbEf3e08E8dF289169EdE581'],
      ['Seaport 1.2', 'all', '0x00000000000006c7676171937C444f6BDe3D6282'],
      ['Seaport 1.3', 'all', '0x0000000000000aD24e80fd803C6ac37206a45f15'],
      ['Seaport 1.4', 'all', '0x00000000000001ad428e4906aE43D8F9852d0dD6'],
      ['Seaport 1.5', 'all', '0x00000000000000ADc04C56Bf30aC9d3c0aAF14dC'],
      ['Seaport 1.6', 'all', '0x0000000000000068F116a894984e2DB1123eB395'],
      ['OpenSea conduit', 'all', '0x1E0049783F008A0085193E00003D00cd54003c71'],
    ],
  },
  {
    source: 'https://portal.1inch.dev/documentation/contracts/aggregation-protocol',
    rows: [
      ['1inch router 4', 'all', '0x1111111254fb6c44bAC0beD2854e76F90643097d'],
      ['1inch router 5', 'all', '0x1111111254EEB25477B68fb85Ed929f73A960582'],
      ['1inch router 6', 'all', '0x111111125421cA6dc452d289314280a0f8842A65'],
    ],
  },
  {
    source: 'https://0x.org/docs/developer-resources/core-concepts/contracts',
    rows: [
      ['0x exchange proxy', [1, 56, 137], '0xDef1C0ded9bec7F1a1670819833240f027b25EfF'],
      ['0x allowance holder', [1, 10, 56, 137, 8453, 42161, 43114], '0x0000000000001fF3684f28c67538d4D072C22734'],
    ],
  },
  {
    source: 'https://docs.cow.fi/cow-protocol/reference/contracts/core',
    rows: [
      ['CoW Protocol settlement', [1, 100, 8453, 42161], '0x9008D19f58AAbD9eD0D60971565AA8510560ab41'],
      ['CoW Protocol vault relayer', [1, 100, 8453, 42161], '0xC92E8bdf79f0507f65a392b0ab4667716BFE0110'],
    ],
  },
  {
    source: 'https://github.com/bgd-labs/aave-address-book',
    rows: [
      ['Aave V2 pool', [1], '0x7d2768dE32b0b80b7a3454c06BdAc94A69DDc7A9'],
      ['Aave V3 pool', [1], '0x87870Bca3F3fD6335C3F4ce8392D69350B4fA4E2'],
      ['Aave V3 pool', [10, 137, 42161, 43114], '0x794a61358D6845594F94dc1DB02A252b5b4814aD'],
    ],
  },
  {
    source: 'https://github.com/compound-finance/comet, deployments/mainnet/usdc/roots.json',
    rows: [
      ['Compound V3 USDC', [1], '0xc3d688B66703497DAA19211EEdff47f25384cdc3'],
      ['Compound V3 rewards', [1], '0x1B0e765F6224C21223AeA2af16c1C46E38885a40'],
      ['Arbitrum inbox', [1], '0x4Dbd4fc535Ac27206064B68FfCf827b0A60BAB3f'],
      ['Base bridge', [1], '0x3154Cf16ccdb4C6d922629664174b904d80F2C35'],
      ['Optimism bridge', [1], '0x99C9fc46f92E8a1c0deC1b1747d010903E884bE1'],
    ],
  },
  {
    source: 'https://docs.lido.fi/deployed-contracts',
    rows: [['Lido withdrawal queue', [1], '0x889edC2eDab5f40e902b864aD4d7AdE8E412F9B1']],
  },
  {
    source: 'https://docs.ens.domains/learn/deployments',
    rows: [['ENS registrar', [1], '0x253553366Da8546fC250F225fe3d25d0C782303b']],
  },
  {
    source: 'https://github.com/curvefi/curve-contract, deployments of 3pool',
    rows: [['Curve 3pool', [1], '0xbEbc44782C7dB0a1A60Cb6fe97d0b483032FF1C7']],
  },
  {
    source: 'https://chainlog.sky.money',
    rows: [['Maker proxy actions', [1], '0x82ecD135Dce65Fbc6DbdD0e4237E0AF93FFD5038']],
  },
  {
    source: 'https://docs.li.fi/introduction/lifi-architecture/smart-contract-addresses',
    rows: [['LI.FI diamond', [1, 10, 56, 137, 8453, 42161, 43114], '0x1231DEB6f5749EF6cE6943a275A1D3E7486F4EaE']],
  },
  {
    source: 'https://developers.velora.xyz/augustus-swapper/augustus-v6.2',
    rows: [
      ['ParaSwap transfer proxy', [1, 10, 56, 137, 42161], '0x216B4B4Ba9F3e719726886d34a177484278Bfcae'],
      ['ParaSwap Augustus 5', [1, 10, 56, 137, 42161], '0xDEF171Fe48CF0115B1d80b88dc8eAB59176FEe57'],
      ['ParaSwap Augustus 6.2', [1, 10, 56, 137, 8453, 42161], '0x6A000F20005980200259B80c5102003040001068'],
    ],
  },
  {
    source: 'https://docs.blur.foundation',
    rows: [
      ['Blur exchange', [1], '0x000000000000Ad05Ccc4F10045630fb830B95127'],
      ['Blur exchange 2', [1], '0xb2ecfE4E4D61f8790bbb9DE2D1259B9e2410CEA5'],
      ['Blur execution delegate', [1], '0x00000000000111AbE46ff893f3B2fdF1F759a8A8'],
    ],
  },
  {
    source: 'https://github.com/mds1/multicall3',
    rows: [['Multicall3', 'all', '0xcA11bde05977b3631167028862bE2a173976CA11']],
  },
  {
    source: 'https://github.com/eth-infinitism/account-abstraction/releases',
    rows: [
      ['ERC-4337 entry point 0.6', 'all', '0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789'],
      ['ERC-4337 entry point 0.7', 'all', '0x0000000071727De22E5E9d8BAf0edAc6f37da032'],
    ],
  },
]

/** Code that wallets of that name let accounts delegate to. */
const ACCOUNTS: readonly { readonly source: string; readonly rows: readonly Row[] }[] = [
  {
    source: 'https://github.com/MetaMask/delegation-framework',
    rows: [['MetaMask smart account', 'all', '0x63c0c19a282a1B52b07dD5a65b58948A07DAE32B']],
  },
  {
    source: 'https://github.com/Uniswap/calibur',
    rows: [['Uniswap smart wallet (Calibur)', 'all', '0x000000009B1D0aF20D8C6d0A44e162d11F9b8f00']],
  },
]

/** Tokens that are named in messages: symbol, decimals, chains, contract. */
const TOKENS: readonly (readonly [string, number, readonly number[], string])[] = [
  ['WETH', 18, [1], '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2'],
  ['WETH', 18, [10, 8453], '0x4200000000000000000000000000000000000006'],
  ['WETH', 18, [42161], '0x82aF49447D8a07e3bd95BD0d56f35241523fBab1'],
  ['WPOL', 18, [137], '0x0d500B1d8E8eF31E21C99d1Db9A6444d3ADf1270'],
  ['WBNB', 18, [56], '0xbb4CdB9CBd36B01bD1cBaEBF2De08d9173bc095c'],
  ['WAVAX', 18, [43114], '0xB31f66AA3C1e785363F0875A1B74E27b85FD66c7'],
  ['DAI', 18, [1], '0x6B175474E89094C44Da98b954EedeAC495271d0F'],
  ['WBTC', 8, [1], '0x2260FAC5E5542a773Aa44fBCfeDf7C193bc2C599'],
  ['stETH', 18, [1], '0xae7ab96520DE3A18E5e111B5EaAb095312D7fE84'],
  ['wstETH', 18, [1], '0x7f39C581F595B53c5cb19bD0b3f8dA6c935E2Ca0'],
]
const TOKEN_SOURCE = 'https://tokenlists.org'

const ALL = 0
const known = createTable()

/**
 * A contract that is known by name, as its makers say it. It is a name, not a recommendation.
 *
 * @param chainId - Where undefined, only contracts that are the same on all chains are found.
 */
export function findKnownContract(address: EvmAddress.EvmAddress, chainId: number | undefined): Knowledge | undefined {
  const rows = known.get(address)
  return rows?.get(ALL) ?? (chainId === undefined ? undefined : rows?.get(chainId))
}

type Table = Map<EvmAddress.EvmAddress, Map<number, Knowledge>>

function createTable(): Table {
  const table: Table = new Map()
  addRows(table, 'protocol', PROTOCOLS)
  addRows(table, 'account', ACCOUNTS)
  const libraries = SAFE_LIBRARIES.map(([name, address]) => [name, 'all', address] as const)
  addRows(table, 'safe-library', [{ source: SAFE_SOURCE, rows: libraries }])
  for (const [symbol, decimals, chains, address] of TOKENS) {
    const token = { kind: 'token', name: symbol, token: { symbol, decimals }, hasCode: true } as const
    add(table, [symbol, chains, address], { ...token, source: TOKEN_SOURCE })
  }
  for (const { asset, name, source } of EvmIssuers.KNOWN) addIssued(table, { asset, name, source })
  return table
}

function addRows(
  table: Table,
  kind: KnowledgeKind,
  groups: readonly { readonly source: string; readonly rows: readonly Row[] }[],
): void {
  for (const { source, rows } of groups) {
    for (const row of rows) add(table, row, { kind, name: row[0], source, hasCode: true })
  }
}

function addIssued(
  table: Table,
  { asset, name, source }: Pick<EvmIssuers.EvmIssuer, 'asset' | 'name' | 'source'>,
): void {
  const [, chain = '', address = ''] = /^eip155:([0-9]+)\/erc20:(0x[0-9a-f]{40})$/.exec(asset) ?? []
  const symbol = name === 'Tether' ? 'USDT' : 'USDC'
  const token = { kind: 'token', name: symbol, token: { symbol, decimals: 6 }, hasCode: true } as const
  add(table, [symbol, [Number(chain)], address], { ...token, source })
}

function add(table: Table, [, chains, text]: Row, knowledge: Knowledge): void {
  const address = EvmAddress.parse(text)
  const rows = table.get(address) ?? new Map<number, Knowledge>()
  for (const chain of chains === 'all' ? [ALL] : chains) rows.set(chain, knowledge)
  table.set(address, rows)
}
