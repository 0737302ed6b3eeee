/** Lending, staking, trading and bridges without a keeper; how to read it stands in `index.ts`. */
export const DEFI = `
1inch | 1inch! | 1inch.io 1inch.com 1inch.network 1inch.dev 1inch.exchange | ac
Aave | aave | aave.com | ace
Across | acrossprotocol | across.to | a
Aerodrome | ~aerodrome aerodromefi aerodromefinance | aerodrome.finance | o
Allbridge | allbridge | allbridge.io | a
Alpaca Finance | alpacafinance | alpacafinance.org | ac
Ankr | ankr | ankr.com | acv
Anyswap | anyswap | anyswap.exchange | m
Axelar | axelar | axelar.network | ac
Babylon | babylonlabs babylonchain ~babylon | babylonlabs.io babylonchain.io | o
Badger | badgerdao badgerfinance ~badger | badger.com badger.finance | acm
Bakery Swap | bakeryswap | bakeryswap.org | ac
Balancer | ~balancer balancerfi balancerfinance | balancer.fi balancer.finance balancer.exchange | ac
Beefy | beefyfinance ~beefy | beefy.com beefy.finance | ac
BENQI | benqi | benqi.fi | ace
Biswap | biswap | biswap.org | ac
Camelot | camelotdex ~camelot | camelot.exchange | a
Celer | celernetwork cbridge ~celer | celer.network | ac
Chainflip | chainflip | chainflip.io | a
Compound | ~compound compoundfinance compoundlabs | compound.finance compoundlabs.xyz | ac
Connext | ~connext connextnetwork | connext.network | a
Convex | convexfinance ~convex | convexfinance.com | ac
CoW Swap | cowswap cowprotocol | cow.fi cowswap.exchange | o
Curve | ~curve curvefi curvefinance curvedao | curve.fi curve.finance | ac
DeBank | debank | debank.com | o
deBridge | debridge | debridge.finance debridge.foundation | a
DefiLlama | defillama | defillama.com llama.fi | o
DEX Screener | dexscreener | dexscreener.com | o
DEXTools | dextools | dextools.io | c
Drift | driftprotocol ~drift | drift.trade | a
EigenLayer | eigenlayer ~eigen eigenfoundation | eigenlayer.xyz eigenfoundation.org eigencloud.xyz | o
Elixir | elixirfinance elixirxyz ~elixir | elixir.xyz | o
Ethena | ethena ethenafi | ethena.fi | o
ether.fi | etherfi etherfinance | ether.fi | o
Frax | ~frax fraxfinance | frax.finance frax.com | acv
Fulcrum | ~fulcrum fulcrumtrade | fulcrum.trade | m
Gains Network | gainsnetwork gainstrade | gains.trade gainsnetwork.io | ac
Hyperlane | hyperlane! | hyperlane.xyz | o
Instadapp | instadapp | instadapp.io | a
Jito | jitonetwork ~jito | jito.network | a
Juice Finance | juicefinance | juice.finance | o
Jumper | jumperexchange ~jumper | jumper.exchange | o
Jupiter | ~jupiter jupag jupiterexchange ~jup | jup.ag | a
Kamino | ~kamino kaminofinance | kamino.finance kamino.com | a
Karak | ~karak karaknetwork | karak.network | o
Kelp | kelpdao ~kelp | kelpdao.xyz kerneldao.com | o
LayerZero | layerzero | layerzero.network layerzero.foundation | o
LI.FI | lifiprotocol | li.fi | e
Lido | ~lido lidofi lidofinance stakinglido stakelido | lido.fi | ac
Liquity | liquity | liquity.org | ac
Lombard | lombardfinance ~lombard | lombard.finance | e
MakerDAO | makerdao ~maker ~dai | makerdao.com oasis.app | acm
Marinade | marinadefinance ~marinade | marinade.finance | ac
Matcha | 0xprotocol matchaxyz | 0x.org matcha.xyz 0xprotocol.org | ac
Merlin | merlinchain merlinswap | merlinchain.io merlinswap.org | av
Meteora | ~meteora meteoraag | meteora.ag | a
Moonwell | moonwell | moonwell.fi | a
Morpho | ~morpho morphoorg | morpho.org morpho.xyz | ae
Multichain | ~multichain multichainorg | multichain.org | ac
Odos | odosxyz ~odos | odos.xyz | o
OlympusDAO | olympusdao ~olympus | olympusdao.finance | am
Ondo | ondofinance ~ondo | ondo.finance | a
OpenOcean | ~openocean openoceanfinance | openocean.finance | a
Orbiter | orbiterfinance ~orbiter | orbiter.finance | o
Orca | ~orca | orca.so | a
Osmosis | ~osmosis | osmosis.zone | ac
PancakeSwap | pancakeswap ~pancake | pancakeswap.finance pancakeswap.com | ac
ParaSwap | paraswap | paraswap.io velora.xyz | ace
Pendle | ~pendle pendlefinance pendlefi | pendle.finance | ac
PinkSale | pinksale | pinksale.finance | a
PooCoin | poocoin | poocoin.app | o
PoolTogether | pooltogether | pooltogether.com | a
Puffer | pufferfi pufferfinance ~puffer | puffer.fi | o
Pump.fun | pumpfun | pump.fun | a
QuickSwap | quickswap | quickswap.exchange | ac
Radiant | radiantcapital ~radiant | radiant.capital | ac
Raydium | raydium | raydium.io | ac
Renzo | renzoprotocol ~renzo | renzoprotocol.com | o
Resolv | resolvxyz ~resolv | resolv.xyz | o
Revoke.cash | revokecash ~revoke | revoke.cash | o
Rocket Pool | rocketpool | rocketpool.net | ac
Satoshi VM | satoshivm! | satoshivm.io | o
Sky | skymoney | sky.money | o
Solayer | solayer! | solayer.org | o
Solend | solend! | solend.fi | ac
Solv | solvprotocol ~solv | solv.finance | a
Spark | sparkfi ~spark | spark.fi | e
Stake DAO | stakedao! | stakedao.org | a
stakefish | stakefish | stake.fish | o
StakeStone | stakestone | stakestone.io | o
StakeWise | stakewise | stakewise.io | a
Stargate | stargatefinance ~stargate | stargate.finance | ac
StellaSwap | stellaswap | stellaswap.com | a
Suilend | suilend | suilend.fi | o
SushiSwap | sushiswap ~sushi | sushi.com sushiswap.org sushiswap.fi sushi.fi | acm
Swell | swellnetwork ~swell | swellnetwork.io | ev
Symbiotic | symbioticfi ~symbiotic | symbiotic.fi | o
Synapse | synapseprotocol ~synapse | synapseprotocol.com | ac
SyncSwap | syncswap | syncswap.xyz | o
Synthetix | synthetix! havven! | synthetix.io havven.io | ac
THORChain | thorchain thorswap | thorchain.org thorchain.com thorswap.finance | ac
Tornado Cash | tornadocash ~tornado | tornado.cash ~tornadoeth.cash | am
Trader Joe | traderjoe traderjoexyz | traderjoexyz.com lfj.gg | ac
Uniswap | uniswap* ~uni unisocks! 유니스왑! | uniswap.org uniswap.info uniswap.exchange uniswap.ninja unisocks.exchange | acem
Usual | usualmoney ~usual | usual.money | o
Velodrome | ~velodrome velodromefi velodromefinance | velodrome.finance | a
Venus | venusprotocol ~venus | venus.io | ac
Wormhole | ~wormhole wormholebridge | wormhole.com wormholenetwork.com portalbridge.com | a
Yearn | ~yearn yearnfinance | yearn.finance yearn.fi | ac
Zapper | ~zapper zapperfi | zapper.xyz zapper.fi | o
ZeroLend | zerolend | zerolend.xyz | o
`
