/** Chains and their foundations; how to read it stands in `index.ts`. */
export const CHAINS = `
Aleo | aleoorg | aleo.org | o
Algorand | algorand | algorand.foundation algorand.co algorandtechnologies.com | c
AltLayer | altlayer | altlayer.io | o
Aptos | ~aptos aptoslabs aptosfoundation | aptosfoundation.org aptosnetwork.com aptoslabs.com | c
Arbitrum | arbitrum | arbitrum.io arbitrum.foundation | cv
Avail | availproject! | availproject.org | o
Avalanche | ~avalanche avaxnetwork ~avax | avax.network avalabs.org | cv
Base | basebridge! baseorg! onchainsummer | base.org | v
Berachain | berachain! ~bera | berachain.com | av
Bitcoin Gold | bitcoingold | bitcoingold.org | c
Bitcoin | bitcoinorg | bitcoin.org | c
Bitlayer | bitlayer | bitlayer.org | o
Blast | ~blast blastio blastl2 | blast.io | v
BNB Chain | bnbchain bscchain | bnbchain.org | cv
Cardano | cardano | cardano.org | c
Celestia | ~celestia celestiaorg | celestia.org | o
Cosmos | cosmosnetwork cosmoshub | cosmos.network | c
Cronos | ~cronos | cronos.org | cv
Dfinity | dfinity! internetcomputer | dfinity.org internetcomputer.org | cm
Dione | dioneprotocol | dioneprotocol.com | c
Dogecoin | ~dogecoin | dogecoin.com | c
Dymension | dymension! | dymension.xyz | o
EOS | eosauthority ~eos | eosauthority.com eosnetwork.com eos.io | acvw
Ethereum | ethereumorg ~ethereum ethereumfoundation | ethereum.org ethereum.foundation | acmw
Fantom | fantomfoundation ~fantom | fantom.foundation fantom.network | cv
Filecoin | filecoin | filecoin.io | c
Fuel | fuelnetwork | fuel.network | o
Gnosis | gnosischain | gnosis.io gnosischain.com | acv
Harmony | harmonyone ~harmony | harmony.one | cv
Hedera | ~hedera hederahashgraph hashgraph | hedera.com hederahashgraph.com | cm
Immutable | immutablex ~immutable | immutable.com | cv
Initia | ~initia | initia.xyz | a
Injective | injectiveprotocol ~injective | injective.com injectiveprotocol.com | c
Kaspa | kaspa | kaspa.org | c
Kava | kavaio kavaplatform ~kava | kava.io | acv
Kusama | kusama | kusama.network | c
Linea | lineabuild ~linea | linea.build | v
Litecoin | ~litecoin | litecoin.org | c
Manta | mantanetwork ~manta | manta.network | v
Mantle | mantlexyz ~mantle mantlenetwork | mantle.xyz | cv
MegaETH | megaeth | megaeth.com | v
Metis | ~metis metisio | metis.io | cv
Mitosis | mitosisorg ~mitosis | mitosis.org | v
Mode | modenetwork ~mode | mode.network | v
Monad | ~monad | monad.xyz | v
Monero | ~monero getmonero | getmonero.org | c
Moonbeam | ~moonbeam moonbeamnetwork | moonbeam.network moonbeam.foundation | cv
Movement | movementlabs movementnetwork | movementnetwork.xyz | o
NEAR | nearprotocol ~near | near.org near.ai | cv
Nervos | nervos! | nervos.org | c
Neutron | neutronorg | neutron.org | c
Nibiru | nibiru | nibiru.fi | v
Oasis | oasisprotocol oasisnetwork ~oasis | oasisprotocol.org | c
OmiseGO | omisego omgnetwork | omg.network omisego.co | c
opBNB | opbnb | bnbchain.org | cv
Optimism | ~optimism optimismfoundation | optimism.io | cv
Plume | plumenetwork ~plume | plumenetwork.xyz plume.org | v
Polkadot | ~polkadot polkadotjs polkadotnetwork | polkadot.network polkadot.com polkadot.js.org polkadot.io | c
Polygon | ~polygon polygontechnology maticnetwork ~matic | polygon.technology matic.network | ac
PulseChain | pulsechain | pulsechain.com pulsex.com | amv
QuarkChain | quarkchain | quarkchain.io | c
Ripple | ~ripple ~xrp xrpledger | ripple.com xrpl.org | c
Ronin | roninchain roninbridge ~ronin | roninchain.com | acv
Scroll | ~scroll scrollio | scroll.io | v
Sei | seinetwork! ~sei | sei.io | e
SKALE | ~skale | skale.space | c
Solana | solana | solana.com solana.org | c
Soneium | soneium | soneium.org | v
Sonic | soniclabs ~sonic | soniclabs.com | v
Sophon | sophonxyz ~sophon | sophon.xyz | v
Starknet | starknet starkware | starknet.io starknet.org starkware.co | o
Stellar | ~stellar stellarlumens stellarorg ~lumens | stellar.org | c
Sui | suinetwork! suifoundation! ~sui | sui.io | c
Taiko | ~taiko taikoxyz | taiko.xyz | v
Tezos | tezos | tezos.com | c
Theta | thetatoken ~theta | thetatoken.org | acv
TON | toncoin tonfoundation! ~ton | ton.org ton.foundation | c
Tron | tronnetwork trondao tronscan tronfoundation! tronlabs! ~tron ~trx | tron.network trondao.org tronscan.org | cv
VeChain | vechain | vechain.org | cv
Wanchain | wanchain | wanchain.org | ac
Waves | ~waves wavesplatform wavesexchange | waves.tech wavesplatform.com waves.exchange | ac
Worldcoin | worldcoin | worldcoin.org world.org | c
ZetaChain | zetachain | zetachain.com | o
Zilliqa | zilliqa | zilliqa.com | cv
Zircuit | zircuit | zircuit.com | v
zkLink | zklink | zklink.io | v
ZKsync | zksync* zknation | zksync.io zknation.io | v
`
