/**
 * Who stands behind an attribution, strongest first.
 *
 * `government`: a court paper, an agency or a joint statement accuses. `msmt`: the Multilateral Sanctions Monitoring Team
 * of eleven states. `un-panel`: the UN Panel of Experts lists it as suspected and under investigation. `victim`: the
 * robbed say so. `vendor`: an analytics or security firm. `researcher`: one person or a small group. `suspected`: somebody
 * thinks it possible, no more.
 */
export const GRADES = ['government', 'msmt', 'un-panel', 'victim', 'vendor', 'researcher', 'suspected'] as const

export type Grade = (typeof GRADES)[number]

/** What came of it; `attempt` and `no-known-loss` took nothing, `returned` was given back. */
export const STATUSES = ['theft', 'attempt', 'returned', 'no-known-loss', 'amount-unknown'] as const

/** How exactly the date is known; `year` means that the source has a placeholder in place of a day. */
export const DATE_PRECISIONS = ['day', 'month', 'year'] as const

/** What kind of party was robbed. */
export const VICTIM_KINDS = [
  'exchange',
  'protocol',
  'bridge',
  'project',
  'collectibles',
  'token-sale',
  'wallet-maker',
  'payment',
  'casino',
  'mining',
  'stablecoin-issuer',
  'financial-firm',
  'platform',
  'person',
  'many-people',
  'unknown',
] as const

/**
 * How the thieves came in.
 *
 * People: `social-engineering` and its forms `phishing`, `fake-job`, `fake-meeting`, `insider-worker` (hired under a false
 * identity), `fraudulent-offering`. Machines: `malware`, `malicious-app` (a trojanised programme), `malicious-code` (a
 * repository or package), `device`, `server`, `cloud`, `database`, `infrastructure` (nodes, networks), `supply-chain`,
 * `third-party`, `account-takeover`, `wallet-software`, `ransomware`, `cryptojacking`. Keys: `private-key`, `hot-wallet`
 * (drained, the way in unknown), `admin-key` (owner, deployer, proxy), `multisig-keys`, `blind-signing` (signers were
 * shown another transaction), `forged-command`. Code: `contract-flaw`, `oracle-manipulation`, `token-mint`, `proxy-upgrade`.
 */
export const VECTORS = [
  'social-engineering',
  'phishing',
  'fake-job',
  'fake-meeting',
  'insider-worker',
  'fraudulent-offering',
  'malware',
  'malicious-app',
  'malicious-code',
  'device',
  'server',
  'cloud',
  'database',
  'infrastructure',
  'supply-chain',
  'third-party',
  'account-takeover',
  'wallet-software',
  'ransomware',
  'cryptojacking',
  'private-key',
  'hot-wallet',
  'admin-key',
  'multisig-keys',
  'blind-signing',
  'forged-command',
  'contract-flaw',
  'oracle-manipulation',
  'token-mint',
  'proxy-upgrade',
] as const

export type Vector = (typeof VECTORS)[number]

/** What kind of place the money went through. */
export const ROUTES = [
  'dex',
  'bridge',
  'mixer',
  'privacy-coin',
  'exchange',
  'instant-exchange',
  'lending',
  'wallet-service',
  'otc',
  'marketplace',
  'peel-chain',
  'spread',
  'dormant',
] as const

/** What happened to money that the thieves could not keep. */
export const STOPS_OF_MONEY = ['frozen', 'seized', 'forfeiture-sought', 'recovered', 'returned', 'traced'] as const

/**
 * Whose address it is. `theft`: first received the loot or took it. `attacker`: theirs, later or beside it. The others are
 * nobody to hunt: `victim`, `recovery` (rescuers'), `exchange-deposit` and `exchange-wallet` (a service that was paid).
 */
export const ADDRESS_ROLES = ['theft', 'attacker', 'victim', 'recovery', 'exchange-deposit', 'exchange-wallet'] as const

export type AddressRole = (typeof ADDRESS_ROLES)[number]

/** The roles that are the thieves' own. */
export const ATTACKER_ROLES: ReadonlySet<AddressRole> = new Set<AddressRole>(['theft', 'attacker'])

/** What an attacker's address did, where the source says. */
export const ADDRESS_STAGES = [
  'first-receiver',
  'exploiter',
  'contract',
  'intermediary',
  'consolidation',
  'swap',
  'holding',
  'laundering',
] as const

/** What a transaction of an incident did. */
export const TX_ROLES = ['theft', 'preparation', 'freeze'] as const

/** Published lists of thefts that the register is held against. */
export const COUNTED_LISTS = ['un-annex-95', 'msmt-2025'] as const

export type CountedList = (typeof COUNTED_LISTS)[number]

/** What a dated fact about many thefts tells. */
export const FACT_TOPICS = [
  'preparation',
  'detection',
  'first-move',
  'laundered',
  'mixer',
  'dwell',
  'freeze',
  'recovery',
  'cash-out',
  'share',
] as const
