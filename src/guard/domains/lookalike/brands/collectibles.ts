/** Collections, their markets and games; how to read it stands in `index.ts`. */
export const COLLECTIBLES = `
ApeCoin | apecoin | apecoin.com | c
Art Blocks | artblocks | artblocks.io | m
Art Gobblers | artgobblers | artgobblers.com | o
Axie Infinity | axieinfinity ~axie | axieinfinity.com | c
Azuki | azuki | azuki.com | o
Blur | ~blur blurio | blur.io | ac
Bored Ape Yacht Club | boredapeyachtclub boredapeclub boredape ~bayc ~mayc | boredapeyachtclub.com | o
Claynosaurz | claynosaurz | claynosaurz.com | o
Collab.Land | collabland | collab.land | o
CryptoKitties | cryptokitties | cryptokitties.co | m
CryptoPunks | cryptopunks cryptopunk | cryptopunks.app larvalabs.com | o
CyberKongz | cyberkongz | cyberkongz.com | o
Decentraland | decentraland | decentraland.org | cw
DeGods | degods | degods.com | o
Digi Daigaku | digidaigaku | digidaigaku.com | o
Doodles | ~doodles | doodles.app | o
Element | elementmarket | element.market | o
Foundation | foundationapp! | foundation.app | o
Gala | galagames ~gala | gala.com | c
goblintown | goblintown | goblintown.wtf | o
Gods Unchained | godsunchained | godsunchained.com | c
Illuvium | illuvium | illuvium.io | ac
Invisible Friends | invisiblefriends | invisiblefriends.io | o
Kanpai Pandas | kanpaipandas | kanpaipandas.com | o
League of Kingdoms | leagueofkingdoms | leagueofkingdoms.com | c
Lil Pudgys | lilpudgys | lilpudgys.com | o
LooksRare | looksrare | looksrare.org | acm
Magic Eden | magiceden | magiceden.io magiceden.us magiceden.com | o
Manifold | ~manifold manifoldxyz | manifold.xyz | o
Meebits | meebits | meebits.app | o
Memecoin | ~memecoin | memecoin.org | o
Memeland | memeland | memeland.com | o
Milady | ~milady miladymaker | miladymaker.net milady.gg | c
Mocaverse | mocaverse | mocaverse.xyz | o
Moonbirds | moonbirds | moonbirds.xyz proof.xyz | o
Nakamigos | nakamigos | nakamigos.io | o
NBA Top Shot | nbatopshot | nbatopshot.com | o
Neo Tokyo | neotokyo | neotokyo.codes | o
Nifty Gateway | niftygateway | niftygateway.com | o
Ninja DAO | ninjadao | ninja-dao.com | o
OpenSea | opensea openseapro openseas | opensea.io | am
Otherside | othersidemeta ~otherside | otherside.xyz | o
Pirate Nation | piratenation! | piratenation.game | o
Pixelmon | pixelmon | pixelmon.ai | o
Porsche NFT | nftporsche porschenft | porsche.com | o
PREMINT | premint | premint.xyz | o
Pudgy Penguins | pudgypenguins pudgypenguin ~pudgy ~pengu | pudgypenguins.com | o
Rarible | rarible | rarible.com | o
RTFKT | rtfkt clonex! | rtfkt.com | o
Sappy Seals | sappyseals | sappyseals.io | o
Splinterlands | splinterlands | splinterlands.com | c
STEPN | stepn | stepn.com | c
SuperRare | superrare | superrare.com superrare.co | c
Tensor | ~tensor tensortrade | tensor.trade tensor.foundation | o
The Sandbox | thesandbox sandboxgame ~sandbox | sandbox.game | ac
Treasure | treasuredao! | treasure.lol | acv
Undeads | undeads! | undeads.com | o
VeeFriends | veefriends | veefriends.com | o
World of Women | worldofwomen | worldofwomen.art | o
X2Y2 | x2y2 | x2y2.io | a
Yuga Labs | yugalabs ~yuga | yuga.com | o
Zora | ~zora | zora.co | o
`
