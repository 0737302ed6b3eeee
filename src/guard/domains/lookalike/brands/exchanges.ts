/** Exchanges, brokers and swap services; how to read it stands in `index.ts`. */
export const EXCHANGES = `
Aevo | ~aevo | aevo.xyz | o
AirSwap | airswap | airswap.io | c
AscendEX | ascendex | ascendex.com | ac
Aster | ~aster asterdex | asterdex.com | a
Backpack | ~backpack | backpack.app backpack.exchange | a
Bancor | bancor! | bancor.network | ac
BestChange | bestchange | bestchange.com bestchange.ru | o
Binance | binance ~bnb 币安! 바이낸스! | binance.com binance.us binance.org binance.vision binance.info binance.net binance.co binance.cloud binance.tr trbinance.com binance.th bnbstatic.com | acm
BingX | bingx | bingx.com | a
Bitci | ~bitci | bitci.com bitcichain.com | ac
Bitfinex | bitfinex | bitfinex.com | ac
bitFlyer | bitflyer | bitflyer.com bitflyer.jp | o
Bitget | bitget | bitget.com | ac
Bithumb | bithumb* | bithumb.com | o
Bitkub | bitkub | bitkub.com | a
BitMart | bitmart | bitmart.com | ac
BitMEX | bitmex | bitmex.com | a
Bitpanda | bitpanda | bitpanda.com | a
Bitpay | bitpay | bitpay.com | a
Bitso | ~bitso | bitso.com | a
Bitstamp | bitstamp | bitstamp.net | a
Bittrex | bittrex* | bittrex.com | aw
Bitvavo | bitvavo | bitvavo.com | a
BlockFi | blockfi | blockfi.com | o
Bybit | bybit | bybit.com bybit.eu bybit.nl bybit.kz bybit.tr | a
Celsius | ~celsius celsiusnetwork | celsius.network celsius.com | ac
CEX.IO | cexio | cex.io | a
Changelly | changelly | changelly.com | aw
ChangeNOW | changenow | changenow.io | a
Cobinhood | cobinhood | cobinhood.com | o
Coinbase | coinbase* | coinbase.com cb.me | a
Coincheck | coincheck | coincheck.com | a
CoinDCX | coindcx | coindcx.com | a
CoinEx | coinex | coinex.com coinex.org | ac
CoinSwitch | coinswitch | coinswitch.co | o
Crypto.com | cryptocom | crypto.com | am
Deribit | deribit | deribit.com | a
dYdX | ~dydx dydxexchange | ~dydx.exchange dydx.trade dydx.xyz dydx.foundation | ac
EtherDelta | etherdelta | etherdelta.com etherdelta.github.io | mw
eToro | etoro | etoro.com | o
EXMO | ~exmo | exmo.com exmo.me | a
FixedFloat | fixedfloat | fixedfloat.com ff.io | a
ForkDelta | forkdelta | forkdelta.app forkdelta.github.io | o
FTX | ~ftx | ftx.com ftx.us | a
Gate | gateio ~gate | gate.io gate.com | a
Gemini | ~gemini | gemini.com | ac
Genesis | genesisglobal | genesistrading.com | o
GMX | ~gmx | gmx.io | ac
HitBTC | hitbtc* | hitbtc.com | a
Huobi | huobi ~htx | huobi.com htx.com huobi.pro huobipro.com huobiwallet.com huobi.co.kr huobi.co.jp | acm
Hyperliquid | hyperliquid hyperfoundation | hyperliquid.xyz hyperfoundation.org | aev
IDEX | idex idexmarket | idex.io idex.market | ac
Indodax | indodax | indodax.com | a
Kraken | ~kraken | kraken.com | aw
KuCoin | kucoin* | kucoin.com | ac
Kyber | kyberswap kybernetwork ~kyber | kyber.network kyberswap.com kyber.org | ac
LBank | lbank! | lbank.com lbank.info | a
LocalBitcoins | localbitcoins localbitcoin | localbitcoins.com | am
LocalCryptos | localcryptos localethereum | localcryptos.com localethereum.com | m
Loopring | loopring! | loopring.org loopring.io | ac
MEXC | ~mexc | mexc.com mexc.cc | ac
MoonPay | moonpay | moonpay.com moonpay.io | o
Mt. Gox | mtgox | mtgox.com | a
Nexo | ~nexo | nexo.com nexo.io | ac
OKX | okex ~okx 欧易! | okx.com oklink.com okex.com | acv
Paradex | paradex! | paradex.trade | a
Paxful | paxful | paxful.com | a
Phemex | phemex | phemex.com | a
Poloniex | poloniex | poloniex.com | a
Polymarket | polymarket* | polymarket.com | a
Robinhood | ~robinhood | robinhood.com | av
Rollbit | rollbit | rollbit.com | c
ShapeShift | shapeshift | shapeshift.com shapeshift.io | aw
SideShift | sideshift | sideshift.ai | a
SimpleSwap | simpleswap | simpleswap.io | o
Tokocrypto | tokocrypto | tokocrypto.com | ac
Upbit | ~upbit 업비트! | upbit.com | a
Uphold | ~uphold | uphold.com | o
WazirX | wazirx | wazirx.com | ac
WhiteBIT | whitebit | whitebit.com | a
YoBit | yobit | yobit.net | a
`
