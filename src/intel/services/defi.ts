import { readServices, type Service } from './Service.ts'

/**
 * Decentralised exchanges, aggregators and automated market makers.
 *
 * @source the protocols' own sites
 */
export const DEXES: readonly Service[] = readServices(
  'dex',
  `
0x = 0x Protocol | 0x Exchange | 0x API | ZeroEx
1inch = 1inch Network | 1inch Exchange
Aerodrome = Aerodrome Finance
AirSwap
AlcorSwap = Alcor Exchange
Allbit
ApeSwap
Astroport
BabySwap
BakerySwap
~Balancer = Balancer Labs | Balancer Vault | Balancer Protocol
Bamboo Relay
Bancor = Bancor Network | BancorX | Carbon DeFi
~Bebop = Bebop Settlement
Beethoven X
Bisq
BiSwap
Bitcratic
BSCSwap
BurgerSwap
CafeSwap
~Camelot = Camelot DEX
Cetus = Cetus Protocol
Clipper DEX
CoW Protocol = CoW Swap | GPv2Settlement | Gnosis Protocol
~Curve = Curve.fi | Curve Finance
CronaSwap
DDEX
DefiLlama Swap = LlamaSwap
DEX.AG
DeDust
DFYN = DFYN Network
Dinngo
~DODO = DODO Exchange | DODOEX | DODO Dex
Drift Protocol
dYdX
EtherDelta
Ethermium
Ekubo
Fluid DEX
ForkDelta
FraxSwap
FutureSwap
GMX = GMX.io
Hashflow Router
Honeyswap
HyperSwap
IDEX
iZUMi = iZiSwap
Impossible Finance
JoySo
~Jupiter = Jupiter Aggregator | Jupiter Exchange | Jup.ag
JustSwap = SunSwap | SUN.io
KLAYswap
KyberSwap = Kyber | Kyber Network
KiloEx
Lifinity
Liquid Swap
LocalCoin DEX
Loopring DEX
LuaSwap
~Matcha = Matcha.xyz
~Maverick = Maverick Protocol
Mdex
Merchant Moe
MetaMask Swaps = MetaMask: Swap
Meteora
Minswap
MistX
Mooniswap
Native DEX
Odos = Odos.xyz | Odos Router
OKX DEX = OKEx DEX
OasisDEX = Oasis.app DEX | OasisDirect
OneSwap
OpenOcean
~Orca = Orca Whirlpool | Orca.so
Osmosis = Osmosis DEX
PancakeSwap = PancakeSwap V2 | PancakeSwap V3
Pangolin = Pangolin Exchange
Paradex
ParaSwap = Velora | Augustus Swapper
Phoenix DEX
Platypus Finance
Polkaswap
PulseX
QuickSwap
Radar Relay
~Ramses = Ramses Exchange
Raydium
Ref Finance
SaberDAO = Saber Labs
Saddle = Saddle Finance
Saturn Network
Serum DEX
ShibaSwap
SingularX
SmarDex
Solidly = Solidly Exchange
Sorbet Finance
SpiritSwap
SpookySwap
StellaSwap
STON.fi
SudoSwap
SushiSwap = Sushi | Sushi.com
Switcheo = Switcheo Exchange
SwipeSwap
Swapr
SyncSwap
Swaap
Thena
Token.Store
Tokenlon
Totle
Trader Joe = LFJ
Transit = Transit Swap | Transit Finance
Trisolaris
Turbos Finance
UniswapX
Uniswap = Uniswap V1 | Uniswap V2 | Uniswap V3 | Uniswap V4 | Uniswap Labs | UniswapEX
Unizen
Ubeswap
Velodrome = Velodrome Finance
VVS Finance
WeDEX
~Wombat = Wombat Exchange
WOOFi
Zeta Markets
ZigZag = ZigZag Exchange
Bitget Wallet Swap = Bitget Swap | BitKeep Swap
Trust Wallet Swap
Rabby Swap
`,
)

/**
 * Lending, staking and yield protocols: pools in which money of many owners meets.
 *
 * @source the protocols' own sites
 */
export const LENDERS: readonly Service[] = readServices(
  'lending',
  `
Aave = Aave V2 | Aave V3 | Aave Protocol
Abracadabra = Abracadabra.Money
Alchemix = Alchemix Finance
Alpaca Finance
Augmented Finance
Benqi
bZx = bZx Protocol
~Compound = Compound Finance | Compound V2 | Compound V3
Cream = Cream.Finance
Dforce = dForce Lending
~Euler = Euler Finance
~Fluid = Fluid Protocol
ForTube
Fraxlend
Gearbox = Gearbox Protocol
Geist Finance
Hundred Finance
Inverse Finance
Iron Bank
JustLend
Kamino = Kamino Finance
Liquity
~Maker = MakerDAO | Maker Vault | Maker Protocol | Sky Protocol | ~Sky
Maple Finance
Marginfi
Moonwell
~Morpho = Morpho Blue | Morpho Labs | Morpho Aave
Nuo Network
Radiant = Radiant Capital
Rari Capital
Reflexer = Reflexer Finance
Silo Finance
Solend
Sonne Finance
~Spark = Spark Protocol | SparkLend
Strike Finance
Tectonic
Unit Protocol
Value DeFi
~Venus = Venus Protocol
`,
)

/**
 * Other DeFi protocols: staking, yield, synthetics.
 *
 * @source the protocols' own sites
 */
export const DEFI: readonly Service[] = readServices(
  'defi',
  `
~Aura = Aura Finance
Ankr = Ankr Network
Badger = BadgerDAO
Beefy = Beefy Finance
Convex = Convex Finance
~Eigenlayer
Enzyme Finance = Melon Fund
Ethena = Ethena Labs
Ether.fi
~Frax = Frax Finance
Furucombo
Harvest Finance
Idle Finance
InstaDApp
Kelp = KelpDAO
~Lido = Lido Finance | Lido DAO
mStable
Nexus Mutual
OlympusDAO
~Pendle = Pendle Finance
PoolTogether
Renzo = Renzo Protocol
Ribbon Finance
Rocket Pool
Stader = Stader Labs
~Swell = Swell Network
Synthetix
Vesper = Vesper Finance
Yearn = Yearn Finance
Zapper = Zapper.Fi
Zerion
`,
)
