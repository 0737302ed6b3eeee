import type { LabelCategory } from './Label.ts'

/** What a source says about an address beside the name. */
export interface NameHints {
  /** The source's one category for the address, e.g. a TagPack's `mixing_service`. It refines what the name says. */
  readonly category?: string | undefined
  /** The source's word for a crime, e.g. a TagPack's `service_hack`. */
  readonly abuse?: string | undefined
  /** The source's id or name of the actor, e.g. `okex`. */
  readonly actor?: string | undefined
  /** Loose tags, e.g. an explorer's `['bridge', 'layer-2']`. They only help where the name says nothing. */
  readonly tags?: readonly string[] | undefined
}

/** Hints in our own words. */
export interface HintReading {
  /** Category of harm from abuse or tags. */
  readonly harm: LabelCategory | undefined
  /** The source's own category, if it says more than "some service". */
  readonly category: LabelCategory | undefined
  /** Category that the tags give, strongest first. */
  readonly fallback: LabelCategory | undefined
  readonly isToken: boolean
  /** Whether one of them says that an issuer has blocked the address, whatever else they say. */
  readonly isBlocked: boolean
}

/**
 * Words of sources for categories, without case and punctuation.
 *
 * @source GraphSense TagPack taxonomy (https://github.com/graphsense/graphsense-tagpacks, INTERPOL DW-VA), Etherscan's
 * label cloud (https://etherscan.io/labelcloud), and the categories of commercial vendors as their manuals name them
 */
const WORDS: Readonly<Partial<Record<LabelCategory, string>>> = {
  theft:
    'theft heist exploit exploiter hack hacks hacker hackers hacking servicehack stolenfunds stolen scam scams scammer fraud ponzischeme ponzi rugpull drainer attacker extortion sextortion blackmail malware terrorism moneylaundering impersonation',
  phishing: 'phishing phishhack phish socialengineering fakephishing',
  ransomware: 'ransomware ransom',
  exchange:
    'exchange exchanges cex centralizedexchange centralisedexchange cryptoexchange exchangewallet hostedexchange p2pexchange',
  'instant-exchange': 'instantexchange swapservice nokycexchange',
  mixer: 'mixer mixers mixing mixingservice tumbler coinjoin ethereummixer privacypool',
  bridge: 'bridge bridges defibridge crosschainbridge crosschain',
  gambling: 'gambling casino betting lottery',
  market: 'darknetmarket darkmarket darknet darkweb market illicitmarket drugs',
  payment: 'payment payments paymentprocessor merchantservices merchant',
  otc: 'otc otcdesk otcbroker marketmaker',
  'wallet-service': 'walletservice hostedwallet custodialwallet custodian custody',
  mining: 'miner mining miningpool miningservice',
  dex: 'dex defidex decentralizedexchange amm dexaggregator',
  lending: 'defilending lending loans',
  defi: 'defi defiderivative derivatives staking yieldfarming vaults',
  token: 'tokencontract token stablecoin bridgedtoken spamtoken nft',
  burn: 'burn nulladdress',
  service: 'service services',
  victim: 'victim victims compromised takeaction paritybug',
  sanctioned: 'sanction sanctions sanctioned ofac ofacsanctionslists ofacsdn sdn',
  blocked: 'blacklist blocked blocklist frozen blacklisted usdtblacklisted',
}

const HARM_ORDER: readonly LabelCategory[] = ['theft', 'ransomware', 'phishing']
const TAG_ORDER: readonly LabelCategory[] = [
  'victim',
  'burn',
  'token',
  'mixer',
  'exchange',
  'instant-exchange',
  'bridge',
  'gambling',
  'market',
  'payment',
  'otc',
  'dex',
  'lending',
  'wallet-service',
  'mining',
  'sanctioned',
  'blocked',
]

const CATEGORY_BY_WORD: ReadonlyMap<string, LabelCategory> = new Map(
  (Object.entries(WORDS) as [LabelCategory, string][]).flatMap(([category, words]) =>
    words.split(' ').map((word) => [word, category] as const),
  ),
)

/**
 * Reads a source's category, abuse and tags into our categories.
 *
 * @example
 * readHints({ category: 'mixing_service' }).category  // 'mixer'
 * readHints({ tags: ['bridge', 'dex'] }).fallback     // 'bridge'
 * readHints({ category: 'organization' }).category    // undefined: it says nothing
 */
export function readHints(hints: NameHints): HintReading {
  const tags = new Set((hints.tags ?? []).map(findCategory))
  const own = findCategory(hints.category)
  const all = new Set([...tags, own, findCategory(hints.abuse)])
  const harm = HARM_ORDER.find((category) => all.has(category))
  const fallback = TAG_ORDER.find((category) => tags.has(category)) ?? readSanction(hints)
  const category = harm === undefined ? own : undefined
  return { harm, category, fallback, isToken: tags.has('token'), isBlocked: all.has('blocked') }
}

function readSanction(hints: NameHints): LabelCategory | undefined {
  const category = findCategory(hints.abuse)
  return category === 'sanctioned' || category === 'blocked' ? category : undefined
}

function findCategory(word: string | undefined): LabelCategory | undefined {
  return word === undefined ? undefined : CATEGORY_BY_WORD.get(word.toLowerCase().replace(/[^a-z0-9]/gu, ''))
}
