/** Wallets; how to read it stands in `index.ts`. */
export const WALLETS = `
AdaLite | adalite | adalite.io | o
Argent | ~argent argentwallet | argent.xyz | o
Atomic Wallet | atomicwallet ~atomic | atomicwallet.io | o
BitBox | bitbox02 ~bitbox | bitbox.swiss shiftcrypto.ch | o
Bitcoin.com | bitcoincom! | bitcoin.com | a
BitKeep | bitkeep | bitkeep.com | o
Blockchain.com | ~blockchain blockchainwallet | blockchain.com blockchain.info | a
Brave | ~brave bravewallet bravebrowser | brave.com | c
ClassicEtherWallet | classicetherwallet myetcwallet | classicetherwallet.com | o
Coin98 | coin98 | coin98.com | c
Coinomi | coinomi | coinomi.com | o
Daedalus | daedaluswallet ~daedalus | daedaluswallet.io | o
Electrum | electrum electrumwallet | electrum.org | o
Ellipal | ellipal | ellipal.com | o
Enkrypt | enkrypt | enkrypt.com | o
Eternl | eternl | eternl.io | o
Exodus | ~exodus exoduswallet | exodus.com exodus.io | o
Fireblocks | fireblocks | fireblocks.com | o
Guarda | ~guarda guardawallet | guarda.com guarda.co | a
imToken | imtoken | token.im | o
Jaxx | jaxx ~jaxxliberty | jaxx.io | o
KeepKey | keepkey | keepkey.com | o
Keplr | keplr | keplr.app | o
Ledger | ~ledger ledgerlive ledgerwallet ledgernano | ledger.com ledgerwallet.com ledger.fr | amw
LOBSTR | lobstr! | lobstr.co | o
Lumi | lumiwallet ~lumi | lumiwallet.com | o
Martian | martianwallet | martianwallet.xyz | o
MathWallet | mathwallet | mathwallet.org | o
MetaMask | metamask chromeextension! mozextension! metaswap! metabrowser! metawallet! consensys! infura! 메타마스크! метамаск! 小狐狸钱包! meta+mask ~meta ~mm browser+mask mask+wallet mask+connect | metamask.io consensys.io infura.io metamask.app.link metamask.zendesk.com | amw
Mycelium | ~mycelium myceliumwallet | mycelium.com | o
MyCrypto | ~mycrypto mycryptowallet! | mycrypto.com | m
MyEtherWallet | myetherwallet* etherwallet myethwallet* myethereumwallet* | myetherwallet.com mewwallet.com mewapi.io | amw
OneKey | ~onekey | onekey.so | o
Petra | petrawallet ~petra | petra.app | o
Phantom | ~phantom phantomwallet phantomapp | phantom.app phantom.com | o
Rabby | rabby rabbywallet | rabby.io | o
Rainbow | ~rainbow rainbowwallet | rainbow.me | o
Safe | gnosissafe safeglobal ~gnosis | safe.global gnosis-safe.io gnosis.io | ac
SafePal | safepal | safepal.com safepal.io | c
Samourai Wallet | samouraiwallet samourai! | ~samouraiwallet.com | o
Solflare | solflare | solflare.com | o
Sollet | sollet! | sollet.io | o
Sparrow | sparrowwallet | sparrowwallet.com | o
SubWallet | subwallet | subwallet.app | o
Talisman | talismanwallet ~talisman | talisman.xyz | o
Tangem | tangem | tangem.com | o
Temple | templewallet | templewallet.com | o
TokenPocket | tokenpocket | tokenpocket.pro | c
Tonkeeper | tonkeeper | tonkeeper.com | o
Trezor | trezor | trezor.io satoshilabs.com | o
TronLink | tronlink | tronlink.org | o
Trust Wallet | trustwallet trust+wallet | trustwallet.com | c
UniSat | unisat | unisat.io | a
Uniswap Wallet | uniswapwallet | uniswap.org | acem
WalletConnect | walletconnect wallet+connect wallets+connect wallet+link dapp+connect | walletconnect.com walletconnect.org walletconnect.network reown.com | e
Wasabi Wallet | wasabiwallet | wasabiwallet.io | o
Xaman | xumm xaman | xumm.app xaman.app | o
Xverse | xverse | xverse.app | o
Yoroi | yoroi | yoroi-wallet.com | o
ZenGo | zengo | zengo.com | o
Zerion | zerion | zerion.io | v
`
