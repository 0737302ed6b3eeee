import { readServices, type Service } from './Service.ts'

/**
 * Payment processors and on- and off-ramps.
 *
 * @source the services' own sites; FinCEN's finding on Huione Group (2025-05-01)
 */
export const PAYMENTS: readonly Service[] = readServices(
  'payment',
  `
Alchemy Pay
Alphapo
B2BinPay
Banxa
Binance Pay
BitPay = BitPay.com
BTCPay Server
Bitrefill
CoinGate = CoinGate.com
CoinPayments = CoinPayments.net
Coinbase Commerce
CoinRemitter
Coinspaid = CryptoProcessing
Confirmo
Cryptomus
Flexa
GoUrl
Heleket
Huione = Huione Pay | Huione Guarantee | Haowang Guarantee | Huione Crypto
Mercuryo = Mercuryo.io
MoonPay
NOWPayments
Onramper
OpenNode
OxaPay
Paykassa
Payeer
Plisio
Ramp Network
Sellix
~Simplex = Simplex Payments
Transak
Triple-A
Utorg
Volet = AdvCash
Wyre = Sendwyre
Xinbi Guarantee = Xinbi
Tudou Guarantee
Telcoin
Capitalist
ePayCore
`,
)

/** Casinos and betting. @source the services' own sites */
export const GAMBLING: readonly Service[] = readServices(
  'gambling',
  `
1win
1xBet
1xBit
999Dice
BC.Game
Betcoin = Betcoin.ag | Betcoin.tm
BetFury
Betplay
BitCasino = Bitcasino.io
BitStarz
Bitsler = Bitsler.com
BitVegas
Bitzino
Bustabit
Cloudbet = CloudBet.com
CoinRoyale
Crypto-Games
Dice2Win
Dicether
DuckDice
Duelbits
Etheroll
EarnBet
FCK.com
FortuneJack
Freebitco.in
FOMO3D
Fairspin
Gamdom
Just-Dice
JackBit
Lucky Block Casino
Luckygames
mBit Casino = mBit
Metaspins
Nitrogen Sports
PokerStars
Polymarket
PrimeDice
Rainbet
Rocketpot
Rollbit
Roobet
SatoshiDice
SatoshiMines
~Shuffle = Shuffle.com
Sportsbet.io
Stake.com
SwCPoker
Trustdice
TronBet = WINk
Thunderpick
Wolf.bet
Azuro = Azuro Protocol
`,
)

/** Darknet and illicit markets. @source indictments and designations of OFAC, US DoJ and Europol */
export const MARKETS: readonly Service[] = readServices(
  'market',
  `
Abacus Market
Agora Market
AlphaBay = AlphaBay Market
ASAP Market
Archetyp Market
BidenCash
BlackSprut
Bohemia Market
Cannazon
Dark0de = Dark0de Market
DarkMarket
Dream Market
Evolution Market
Genesis Market
Hansa Market
Hydra Market = Hydra Marketplace | ~Hydra
Incognito Market
Joker's Stash
Kraken Market = Kraken Darknet
Mega Darknet Market = Mega Darknet
Monopoly Market
Nemesis Market
OMG!OMG! = OMG OMG Market
Russian Market
Sheep Marketplace
Silk Road = Silk Road 2
Solaris Market
Styx Market
Torrez Market
UAPS
UniCC
Valhalla Market
Versus Market
Wall Street Market
White House Market
WeTheNorth
`,
)

/** Trading desks and market makers: one firm, much money of others. @source the firms' own sites */
export const DESKS: readonly Service[] = readServices(
  'otc',
  `
Alameda Research = Alameda
Amber Group
B2C2
Cumberland = Cumberland DRW
DWF Labs
FalconX
Galaxy Digital
Genesis Trading = Genesis OTC
GSR Markets = GSR
Jump Trading = Jump Crypto
Wintermute = Wintermute Trading
Flow Traders
Auros Global
Three Arrows Capital = 3AC
QCP Capital
`,
)

/** Custodial wallets. @source the services' own sites */
export const WALLET_SERVICES: readonly Service[] = readServices(
  'wallet-service',
  `
Bitcash.cz
BitGo
Cobo = Cobo Custody | Cobo Wallet
Fireblocks
Freewallet
Inputs.io
Instawallet
Cash App
PayPal = PayPal Crypto
Strike.me
Wallet of Satoshi
XWallet
Matrixport
Anchorage = Anchorage Digital
`,
)

/** Mining pools. @source the pools' own sites */
export const MINING_POOLS: readonly Service[] = readServices(
  'mining',
  `
AntPool
Binance Pool
Braiins = SlushPool
BTC.com Pool
BTC.TOP
BTCGuild
DeepBit
DwarfPool
EclipseMC
Eligius
Ethermine = Bitfly
Ethpool
EzilPool
F2Pool
FlexPool
Foundry USA
GHash.IO
Hiveon
Huobi Pool = Huobi Mining Pool | HTX Pool
KuCoin Pool
Luxor
MARA Pool
MiningPoolHub
Nanopool
NiceHash
OKX Pool = OKEx Pool | OKEx Mining Pool
Poolin
Spark Pool
SpiderPool
SBI Crypto
2Miners
ViaBTC
`,
)
