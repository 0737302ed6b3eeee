import { readServices, type Service } from './Service.ts'
/**
 * Cross-chain bridges, swap chains and message layers; and chains whose own bridge is meant where a bridge word follows.
 *
 * @source the protocols' own sites; L2BEAT for the canonical bridges of rollups
 */
export const BRIDGES: readonly Service[] = readServices(
  'bridge',
  `
~Across = Across Protocol | Across Bridge
Allbridge = Allbridge Core | Allbridge Classic
Axelar = Axelar Network
Biconomy Hyphen = Hyphen Bridge | Biconomy
Boba Gateway
BoringDAO
~Bungee = Bungee Exchange | Socket Gateway | Socket Bungee
Butter Network = ButterSwap Bridge
cBridge = Celer | Celer Network | Celer cBridge | Celer Bridge
Chainflip = Chainflip.io
ChainPort = ChainPort.io
ChainSwap
Circle CCTP = CCTP
Connext = Connext Network | Everclear | xPollinate | NXTP
Counterstake
cross-chain.bridge
deBridge = deBridge Finance | deBridgeGate | DLN deBridge
DotOracle
Evo DeFi
Gravity Bridge
Glitter Finance
Harmony Horizon Bridge = Horizon Bridge | Harmony Bridge | ^Harmony | ^Harmony One
~Hop = Hop Protocol | Hop Exchange
Hyperlane = Hyperlane Warp
Interlay
Interport Finance
ioTube
iSwap = iSwap.com
Jumper = Jumper Exchange
Layer2Finance
LayerZero = LayerZero Labs
Less Network
LI.FI = LI.FI Diamond | LI.FI Protocol
Maya Protocol = MAYAChain
MAP Protocol
Mayan = Mayan Finance | Mayan Swap
Meson = Meson Finance | Meson.fi
MessinaOne
Multichain = Anyswap | Multichain.org | AnySwap Network
~Nomad = Nomad Bridge | Nomad Token Bridge
~Optics = Optics Bridge
Orbit Bridge = Orbit Chain | Orbit Chain Bridge
Orbiter = Orbiter Finance
Owlto = Owlto Finance
O3 Swap
pNetwork
Poly Network = Poly Bridge
Qubit Bridge = QBridge
Rainbow Bridge = Near Rainbow Bridge
Rango = Rango Exchange
~Relay = Relay.link | Relay Protocol | Relay Depository | Relay Solver
RelayChain
~Ren = RenVM | Ren Bridge | Ren Protocol
Retro Bridge
Rhino.fi = DeversiFi
Ronin Bridge = Ronin Network Bridge | ^Ronin | ^Ronin Network | ^Axie Infinity
Router Protocol = Router Nitro
Rubic = Rubic Exchange
ShuttleFlow
Sollet
Spherium
~Squid = Squid Router
StarkGate
~Stargate = Stargate Finance | Stargate Protocol
SWFT = SWFT Blockchain | SWFT Bridgers | Bridgers
Swim Protocol
Symbiosis = Symbiosis Finance
Synapse = Synapse Protocol | Synapse Network | Synapse Bridge
Teleswap
Terra Bridge = Shuttle Terra
THORChain = THORChain Router | Thorchain Vault | Asgard Vault
THORSwap
Thorwallet
Umbria = Umbria Network | Umbria Narni Bridge
Via Protocol
Wan Bridge = Wanchain
Wormhole = Wormhole Network | Portal Token Bridge | Portal Bridge | Portal by Wormhole
XY Finance
xDai Bridge = OmniBridge | xDai Omnibridge
ZetaChain
Zeroswap
ZKBridge = Polyhedra zkBridge
^Arbitrum = ^Arbitrum One | ^Arbitrum Nova | ^Arbitrum Orbit
^Astar = ^Astar Network
^Aurora
^Avalanche = ^Avalanche C-Chain | ^Ava Labs | ^AVAX
^Aztec
^Base = ^Base Mainnet | ^Base L2
^Berachain
^Blast
^BNB Chain = ^BSC | ^Binance Smart Chain | ^BNB Smart Chain
^Boba = ^Boba Network
^Celo
^Cerby
^Cronos
^Evmos
^Fantom = ^Fantom Opera
^Fuel
^Fuse = ^Fuse Network
^Gains Network
^Giveth
^Gnosis = ^Gnosis Chain | ^xDai | ^xDai Chain
^Hashflow
^HECO = ^HECO Chain | ^Huobi Eco Chain | ^Huobi ECO
^Hyperliquid
^Immutable X = ^Immutable
^Injective
^IoTeX
^Kava
^KCC = ^KuCoin Community Chain
^Linea
^Lisk
^Lition
^Manta = ^Manta Pacific
^Mantle
^Metis = ^Metis Andromeda
^Mode = ^Mode Network
^Moonbeam
^Moonriver
^Near = ^Near Protocol
^Oasis = ^Oasis Network
^OKXChain = ^OKExChain | ^OKC | ^OKT Chain
^OMG Network
^Optimism = ^OP Mainnet
^Phala = ^Phala Network
^PulseChain
^POA = ^POA Network
^Polygon = ^Polygon (Matic) | ^Matic | ^Polygon PoS | ^Polygon zkEVM | ^Polygon Hermez
^RSK = ^Rootstock
^Scroll = ^Scroll Network
^Secret Network
^Sei
^Shibarium
^Solana
^Sorare
^StarkNet
^Sui
^Syscoin
^Taiko
^Telos
^Terra
^TON = ^The Open Network
^Tron
^Velas
^WEMIX
^World Chain
^Zircuit
^ZKSwap = ^ZKSpace
^zkSync = ^zkSync Era | ^zkSync Lite
^Zora = ^Zora Network
^BTTC = ^BitTorrent Chain
^Loopring = Loopring: Exchange
^Voltage Finance
^Undead Blocks
^dYdX Layer 2
`,
)
