/** Explorers, prices, messengers, meetings, tokens and tools; how to read it stands in `index.ts`. */
export const SERVICES = `
Aethir | aethir! | aethir.com | o
Akash | akashnetwork | akash.network | c
AMLBot | amlbot | amlbot.com | o
Arbiscan | arbiscan | arbiscan.io | v
Arkham | arkhamintelligence ~arkham | arkhamintelligence.com arkm.com intel.arkm.com | c
Auctus | auctus | auctus.org | am
Baby Doge | babydoge | babydoge.com babydogeswap.com | ac
Banana Gun | bananagun | bananagun.io | o
Blockchair | blockchair | blockchair.com | o
Blockscout | blockscout | blockscout.com | v
Blum | blumcrypto | blum.io | o
Bluzelle | bluzelle | bluzelle.com | c
Bonk | bonkcoin ~bonk | bonkcoin.com | c
Brickblock | brickblock | brickblock.io | o
BscScan | bscscan | bscscan.com | v
Calendly | calendly | calendly.com | o
Chainabuse | chainabuse | chainabuse.com | o
Chainlink | chainlink | chain.link chainlinklabs.com | c
ChainList | chainlist | chainlist.org | o
Circle | circleusdc | circle.com | ce
CoinDesk | coindesk | coindesk.com | o
CoinGecko | coingecko | coingecko.com | o
CoinMarketCap | coinmarketcap | coinmarketcap.com | m
Cointelegraph | cointelegraph | cointelegraph.com | o
CryptoBridge | cryptobridge | crypto-bridge.org | o
DAO Maker | daomaker | daomaker.com | ac
DappRadar | dappradar | dappradar.com | o
Dash | dashwallet dashpay | dash.org | c
Discord | ~discord discordapp | discord.com discord.gg discordapp.com | o
Enjin | enjin enjincoin | enjin.io enjin.com | c
ENS | ensdomains ~ens | ens.domains | ac
Etherscan | etherscan | etherscan.io | mvw
Fetch.ai | fetchai ~fetch | fetch.ai | c
Fjord Foundry | fjordfoundry | fjordfoundry.com | o
FLOKI | ~floki | floki.com | c
friend.tech | friendtech | friend.tech | o
Galxe | galxe | galxe.com | c
Gitcoin | gitcoin | gitcoin.co | ac
Google Meet | googlemeet meetgoogle | meet.google.com ~google.com | o
GoTo Meeting | gotomeeting | gotomeeting.com goto.com | o
Grass | getgrass | getgrass.io grass.io | o
Hamster Kombat | hamsterkombat | hamsterkombatgame.io | o
Huddle01 | huddle01 | huddle01.com huddle01.app | o
Jitsi Meet | jitsimeet meetjitsi | jit.si jitsi.org | o
Kaito | ~kaito | kaito.ai | o
Layer3 | layer3xyz | layer3.xyz | o
Microsoft Teams | microsoftteams teamsmicrosoft teamsmeeting teams+microsoft teams+live teams+meet | teams.microsoft.com teams.live.com teams.cloud.microsoft teams.microsoft.us ~microsoft.com ~live.com ~office.com ~office365.com ~skype.com | o
Notcoin | notcoin! | notcoin.org | o
Ocean Protocol | oceanprotocol | oceanprotocol.com | c
Origin Protocol | originprotocol origindefi | originprotocol.com | acm
Paxos | ~paxos | paxos.com | c
Pepe | pepecoin ~pepe | ~pepe.vip | c
Pixels | pixelsxyz | pixels.xyz | o
Polkastarter | polkastarter | polkastarter.com polkastarter.gg | ac
Polygonscan | polygonscan | polygonscan.com | v
Polyhedra | ~polyhedra | polyhedra.network | o
Polyswarm | polyswarm | polyswarm.io | c
Portal | portalgaming | portalgaming.com | o
Pyth | pythnetwork ~pyth | pyth.network | o
QuantStamp | quantstamp | quantstamp.com | m
Render | rendernetwork | rendernetwork.com renderfoundation.com | c
Request | requestnetwork ~request | request.network | c
Seedify | seedify | seedify.fund | ac
Shiba Inu | shibainu shibaswap shibarium ~shiba ~shib shibatoken | shibatoken.com shibaswap.com shib.io | acv
SingularityNET | singularitynet! | singularitynet.io | c
Snapshot | snapshotorg ~snapshot | snapshot.org snapshot.box | o
Solscan | solscan | solscan.io | o
SPACE ID | spaceid! | space.id | c
Status | statusim ~status | status.im | cw
STON.fi | stonfi | ston.fi | a
StreamYard | streamyard | streamyard.com | o
Superverse | superverse! | superverse.co | c
Telegram | telegram telegramorg ~gram ~ton gramico! tonico! gramtoken! gramcoin! gramsale! tonsale! gramfoundation! gramnetwork! tontoken! grampublic! tonpublic! телеграм! | telegram.org telegra.ph t.me telegram.me telegram.dog telesco.pe | c
Ternoa | ternoa | ternoa.com | c
Tether | ~tether ~usdt tetherio | tether.to tether.io | ace
The Graph | thegraph | thegraph.com | c
TradingView | tradingview | tradingview.com | m
TrustPad | trustpad | trustpad.io | o
Unibot | unibot! | unibot.app | c
Unstoppable Domains | unstoppabledomains | unstoppabledomains.com | o
Virtuals | virtualsprotocol ~virtuals | virtuals.io | o
Vulcan Forged | vulcanforged | vulcanforged.com | cv
Webex | webex! webexmeeting | webex.com ~cisco.com | o
Whereby | wherebymeeting ~whereby | whereby.com | o
World Liberty Financial | worldlibertyfinancial ~wlfi worldliberty | worldlibertyfinancial.com | o
Zealy | zealy | zealy.io | o
Zoom | zoomus! zoomlive! zoomvideo! zoomconf! zoommeeting! zoommeet! zoomcall! zoominvite! zoomconference! joinzoom! zoomjoin! zoomweb! webzoom! zoomsdk! zoomsupport! zoomupdate! zoominstall! zoomclient! zoom+meeting | zoom.us zoom.com zoomgov.com zoom.com.cn | o
`
