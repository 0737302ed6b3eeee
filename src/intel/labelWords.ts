/** Words that may follow a service's name and still speak of the service itself. */
export const SERVICE_WORDS: ReadonlySet<string> = listWords(`
  account accounts address addresses aggregation aggregator amm app batch bonder bonders bridge bridges broker cash casino
  client cold collector commerce consolidation contract contracts controller core custodian custody deployer
  deposit deposits depositor desk dex dispatcher distributor endpoint escrow exchange executor factory fee fees finance
  forwarder fund funder funds gas gateway global governance group guarantee handler helper holding holdings hot hub impl
  implementation inbox international internal labs liquidity ltd main maker manager market marketplace merchant messenger
  minter mixer multi multicall multisig nest new nova official old operations operator otc outbox p2p pay payment
  payments payout payouts permit2 platform pool pools portal predicate pro processor protocol provider proxy registry
  relay relayer relayers reserve reserves reward rewards root router safe seller sender service services settlement
  settler sig signer solver spender spoke store storage supplier swap swapper swaps sweeper tokens trading
  transfer treasury tumbler universal v validator vault vaults vesting wallet wallets warm withdraw withdrawal
  withdrawals wrapper zap
  btc bitcoin eth ether ethereum erc bep trc bnb bsc trx tron sol solana matic pol polygon avax avalanche arb arbitrum
  op optimism base xrp ltc litecoin doge bch dai usdt usdc busd weth wbtc evm l mainnet
  us eu uk jp kr sg hk tr global
`)

/** Words that end the name of a token contract: `Binance: BNB Token`. */
export const TOKEN_ENDINGS: ReadonlySet<string> = listWords('token tokens stablecoin erc20 nft nfts coin')

/** Words that end or begin the name of a token contract of a project that we do not know. */
export const TOKEN_NAMES: ReadonlySet<string> = listWords('token tokens stablecoin wrapped weth weth9')

/** Words that, right after a name and a blank or a hyphen, make it the name of a token: `Binance USD`, `Binance-Peg`. */
export const TOKEN_MARKS: ReadonlySet<string> = listWords('usd dollar euro gbp peg pegged wrapped staked coin')

/** Words that say that money is only pooled or routed by this contract, even where its shares are a token. */
export const CONTRACT_WORDS: ReadonlySet<string> = listWords(`
  aggregation aggregator amm bridge contract controller endpoint escrow factory gateway helper inbox lp market minter
  mixer multisig outbox pair pool pools portal predicate proxy registry router settlement spoke swap vault vaults wrapper
`)

/** Words after which the name of a chain or application means its bridge. */
export const BRIDGE_WORDS: ReadonlySet<string> = listWords(`
  bridge bridges gateway inbox outbox escrow portal messenger hermez predicate rollup amb starkgate exit
`)

/** Words after a name that make the owner somebody else: `Binance user`, `Kraken employee`. */
export const OTHER_OWNER_WORDS: ReadonlySet<string> = listWords(`
  user users customer customers employee founder ceo insider investor investors whale trader withdrawer recipient
  funded linked related associated adjacent smart chain copycat clone lookalike eco fan fans sender airdrop
`)

/** Words that may stand before a service's name: `Deposit address of Binance`, `Hot wallet: Kraken`. */
export const PREFIX_WORDS: ReadonlySet<string> = listWords(`
  deposit address addresses wallet hot cold warm exchange cex dex bridge mixer tumbler casino service of at the old new
`)

/** Words after `deposit` that make it a tool of the service: `Binance: Deposit Funder`. */
export const DEPOSIT_TOOLS: ReadonlySet<string> = listWords(
  'funder supplier contract router manager helper proxy pool escrow',
)

/** Domain endings that a service's name may carry. */
export const DOMAIN_ENDINGS: ReadonlySet<string> = listWords(`
  com net org io co cc fi me app pro xyz finance exchange market trade cash money network gg game games bet casino ai ag
  br us uk eu ru de cz jp kr in tr hk sg info biz money tech one is to so ch nz ph
`)

/** Endings of names that anyone can register on a chain, so that they prove nothing. */
export const SELF_CHOSEN_ENDINGS: ReadonlySet<string> = listWords(
  'eth sol bnb lens crypto nft wallet x dao zil blockchain',
)

/** Words of an official mark, where no service is named. */
export const MARKS: ReadonlyMap<string, 'sanctioned' | 'blocked'> = new Map([
  ...[...listWords('ofac sdn sanction sanctions sanctioned')].map((word) => [word, 'sanctioned'] as const),
  ...[...listWords('blacklist blacklisted blocklisted blocked frozen')].map((word) => [word, 'blocked'] as const),
])

/** Words that name the burn address or another address of no one. */
export const NOBODY_WORDS: ReadonlySet<string> = listWords('null burn burned burner blackhole zero dead precompile')

function listWords(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''))
}
