import { readServices, type Service } from './Service.ts'

/**
 * Custodial exchanges, past and present, by the names that they use or used for themselves.
 *
 * @source the services' own sites and announcements of renaming (Huobi to HTX 2023, OKEx to OKX 2022, BitMax to AscendEX
 * 2021, Bingbon to BingX 2021, BitBay to Zonda 2021, Binance.KR and GOPAX, Garantex to Grinex 2025 as reported by OFAC)
 */
export const EXCHANGES: readonly Service[] = readServices(
  'exchange',
  `
AAX = AAX Exchange
ABCC
AscendEX = BitMax | BitMax.io
Alterdice
AltcoinTrader
Azbit
Backpack Exchange
Beaxy
Bequant
BigONE
Bibox
BiKi
Bilaxy
Binance = Binance.com | 币安
Binance US
Binance JEX
Binance TR
Bit2C
Bit2Me
Bitazza
bitbank = bitbank.cc
BitBNS
Bitbuy
BitcoinTrade
Bitcoin.de
Bitci
Bitexen
Bitfinex = iFinex
BitFlyer
BitForex
BitGlobal
Bitget
Bithumb = Bithumb Global | 빗썸
Bitkub
Bitlo
BitMart
BitMEX
Bitnomial
BitoPro
Bitonic
Bitpanda
Bitrue
Bitso
Bitstamp
Bittrex
BitTurk
Bitunix
Bitvavo
Bitz
Bitzlato = BTC Banker
BKEX
Blockchain.com = Blockchain.com Exchange
BloFin
BTC-Alpha
BTC-e
BTC38
BTCBOX
BTCC
BTCEX
BTC Markets
BTCTurk = BtcTurk Pro
BTER
BTSE
Buda = Buda.com
Bullish = Bullish.com
Busha
BuyUcoin
BW.com
Bybit
Bybit EU
BYDFi = BitYard
Bitkan
Bgogo
BCEX
Bleutrade
C-CEX
Cashaa
CEX.IO
Catex
Chatex
CHBTC
Coinbase = Coinbase Pro | Coinbase Prime | Coinbase Custody | Coinbase Exchange | GDAX
Coinbene
Coinbit
Coincheck
CoinCorner
CoinDCX
CoinDeal
CoinEgg
CoinEx
Coinfalcon
CoinField
CoinFLEX
Coinfloor
Coinhako
Coinhub
Coinjar
CoinList
Coinmama
Coinmate
CoinMetro
Coinmotion
Coinone
Coins.ph
Coinsbit
CoinSpot
Coinsquare
Coinstore
Coinsuper
CoinSwitch = CoinSwitch Kuber
CoinTiger
CoinTR = CoinTR Pro
CoinW
CoinZoom
Cobinhood
COSS = COSS.io
CREX24
Crypto.com = Crypto.com Exchange
Cryptex = Cryptex24 | Cryptex.net
Cryptology
CryptoMKT
Cryptopia
Cryptsy
Currency.com
Dcoin
Deepcoin
Delta Exchange
Deribit
DigiFinex
DMM Bitcoin
Dove Wallet
DSX
Emirex
Eterbase
Ethfinex
EXMO
Exir
EXX = EXX.com
FameEX
Fastex
FatBTC
FCoin
Firi
Flipster
FMFW.io = Bitcoin.com Exchange
Foxbit
FTX = FTX Exchange | FTX.com | FTX US | Blockfolio
FTX Japan
Garantex = Garantex Europe
~Gate = Gate.io | Gate US
Gatecoin
GateHub
GDAC
~Gemini = Gemini.com | Gemini Exchange | Gemini Trust
Giottus
GMO Coin
GOPAX = GOPAX Korea
GRAVIEX
Grinex
Hanbitco
HashKey Exchange = HashKey | HashKey Global
HitBTC
Hoo = Hoo.com
Hotbit
Hotcoin = Hotcoin Global
HTX = Huobi | Huobi Global | Huobi Pro | Huobi.com | Huobi Exchange | 火币
Huobi Japan
Huobi Korea
IDAX
IDCM
Independent Reserve
Indodax = Bitcoin Indonesia
IndoEx
itBit
Iconomi
Igot
Jubi
KCEX
Kanga Exchange
Klever Exchange
Koinbazar
Koinex
Koinim
Korbit
~Kraken = Kraken.com | Kraken Exchange | Payward
Kryptono
KuCoin = KuCoin.com
Kuna = Kuna.io
LAToken
LBank = LBank.info
LCX = LCX Exchange
LetsBit
~Liquid = Liquid.com | Liquid Global | Liquid Exchange | Quoine
Liqui = Liqui.io
LiteBit
Livecoin
LocalBitcoins
LocalCryptos = LocalEthereum
Luno = Luno.com | BitX
Lykke
MaiCoin = MAX MaiCoin | MAX Exchange
MaskEX
Mercado Bitcoin
Mercatox
MEXC = MEXC Global | MXC | MXC.com | MEXC.com
Mt. Gox
Mudrex
NBX = Norwegian Block Exchange
NDAX
Nobitex
NovaDAX
Noones
Okcoin
OKX = OKEx | OKX.com | OKEx.com | 欧易 | OK Exchange
OceanEx
OrangeX
OSL = OSL.com
Ourbit
P2B = P2PB2B
Paribu
Paritex
Paxful
Paybis
Paymium
Phemex
Pionex
Poloniex
ProBit = ProBit Global | ProBit Korea
QuadrigaCX
Quidax
Ramzinex
Rapira
Remitano
Revolut
RightBTC
Ripio
Robinhood = Robinhood Crypto
Satang = Satang Pro
SafeTrade
Shakepay
SimpleFX
SouthXchange
STEX = STeX Exchange | Stocks.Exchange
StormGain
SUEX
SwissBorg
Tapbit
TheRockTrading
Thodex
TideBit
Tidex
TimeX
Tokocrypto
Tokenize Xchange
Toobit
TopBTC
Trade.io
TradeOgre
Trade Satoshi
Trubit
Txbit
Unocoin
Upbit = Upbit.com | Dunamu | 업비트
Uphold = Uphold.com
VALR
Vebitcoin
VCC Exchange
Vindax
Vircurex
Virwox
Wallex = Wallex.ir
WazirX
WEEX
WEX = WEX.nz
WhiteBIT = WhiteBIT.com
Wirex
WOO X = WOO Network
XeggeX
~XT = XT.com
Xapo
YoBit = YoBit.net
Young Platform
Youhodler
Yunbi
Zaif
ZB = ZB.com
ZBG
ZebPay
ZG.com
Zipmex
Zonda = BitBay
Zoomex
ALTSBIT
Bitcoin Suisse
BitcoinVN
Bitpie = Bitpie Wallet
BitBee
Bity = Bity.com
BlockFi
Celsius = Celsius Network | CelsiusX
Ceffu
Nexo
Voyager = Voyager Digital
Vauld
Hodlnaut
Nuri = Bitwala
Anycoin Direct
Copper = Copper.co
xs2.exchange
Netex24
Oobit
Sparrow Exchange
Resfinex
Qobit = Qobit.com
Hex Trust
ABCeX
ACE Exchange
Aex = AEX.com
Altilly
ANX Pro
ATAIX
BigBit
Bitcoinica
Bitcoin-24
Bitcurex
Bitfloor
Bitfront
BitHash
Bitinka
BitKonan
BitMarket.pl
Bits of Gold
BTC Trade UA = BTC-Trade.com.ua
Buenbit
BuySellBitco.in
C-Patex
CampBX
Cavirtex
CITEX
Coin Cafe
CoinTrader
Coinomat
Coins-E
Coinsetter
Crypto-Trade
Exrates
ExMarkets
Icrypex
Intersango
Justcoin
LakeBTC
Lemon Cash
Matbea
mcxNOW
MintPal
Nominex
NonKYC = NonKYC.io
OTCBTC
Paybito
Picostocks
Sistemkoin
SpectroCoin
Tokencan
TradeHill
Vault of Satoshi
Vaultoro
`,
)
