/** Words that ask for a deed or a secret, or promise a gift: beside a brand's own name they are more than chance. */
export const STRONG_LURES = `
claim claims claiming claimed claimable airdrop airdrops mint minting reward rewards connect wallet wallets presale whitelist
eligible eligibility verify verified verification validate validation validator migrate migration allocation allocations
distribution bonus giveaway login signin recover recovery restore restoration sync support unlock unfreeze refund refunds
compensation kyc seed phrase mnemonic import activate helpdesk secure
`

/** Other words of an act, of money or keys. */
export const LURES = `
drop drops mints connects connected connecting connection token tokens swap swaps bridge bridges stake stakes staking staked
restake restaking whitelisted allowlist verifier migrations allocate distribute vesting vest nft nfts defi dapp dapps web3
crypto coin coins ether eth ethereum solana btc bitcoin bnb usd usdt usdc erc20 eip give gift gifts free signup reset activation
ico tokensale update updates security approve revoke extension browser install installer withdraw withdrawal deposit quest vote
snapshot checker promo alert alerts help account accounts auth register registration enroll voting governance proposal proposals
testnet mainnet multiplier participate redeem airdropped freemint rewarding presales synchronize crowdsale verifyprocess raffle
`

/** Words that say nothing by themselves and are hung on to any name. */
export const FILLERS = `
app apps application desktop mobile web website site home page portal dashboard dash launch launchpad launchpool exchange trade
trading trader market markets finance fi pro plus vip v1 v2 v3 v4 network net foundation dao labs lab protocol chain node nodes
treasury event events season community invite join sale sales buy sell pool pools farm farming yield lend lending borrow
liquidity invest investment investments fund funds vault mining miner cash pay payment payments transfer send receive gas fee
layer l2 rollup scan tx transaction aml 2fa key keys access manage manager management start setup hub center centre desk team
group inc llc ltd company global world us uk io com org xyz info public private notice notification confirm blog news media docs
doc guide wiki my the get go to at on in for by of and new now today fast quick easy best real true main base beta alpha test
dev api www server client cloud backup bot collection collections holder holders owner pass win winner prize tool tools report
process log sign service services customer care chat live online official upgrade download points safe safety earn earning check
explorer scanner transactions enrollment corp international confirmation exclusive lottery campaign appeal registrations oauth
helpcenter assist assistance assistant officiel
`
