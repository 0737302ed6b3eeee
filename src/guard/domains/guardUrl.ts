import { conclude, type Finding, type GuardAnswer } from '../Finding.ts'
import * as OutsideText from '../OutsideText.ts'
import type { KnownName, KnownNames } from './KnownNames.ts'
import { type Brand, type BrandTable, createBrandTable, findOwner } from './lookalike/Brand.ts'
import { BRANDS } from './lookalike/brands/index.ts'
import { describeLookalike, type LookalikeFinding } from './lookalike/describeLookalike.ts'
import { findLookalikes, findWords } from './lookalike/findLookalikes.ts'
import { findMixedLabel } from './lookalike/findMixedLabel.ts'
import type { Lookalike } from './lookalike/Lookalike.ts'
import { parse, type Site } from './Site.ts'
import type { Sharing } from './sharedHosts.ts'
import { findSharing } from './sharing.ts'
import { showText } from './showText.ts'

/** What a check of a web address can find. */
export type UrlFinding =
  | LookalikeFinding
  | Finding<'URL_LISTED' | 'LISTS_NONE' | 'LISTS_STALE' | 'SITE_KNOWN' | 'USER_PAGES' | 'SHARED_HOSTING' | 'IP_ADDRESS'>
  | Finding<'NAME_MIXED_SCRIPTS' | 'NAME_BEFORE_AT' | 'NAME_UNCLEAR' | 'SITE_INSECURE'>

/** `unknown` is all that nobody has said anything about: it is not safe. */
export type UrlStanding = 'known-bad' | 'looks-like' | 'unknown' | 'known-good'

/** What is answered about a web address. */
export interface UrlAnswer extends GuardAnswer<UrlFinding> {
  readonly site: Site
  readonly standing: UrlStanding
  /** Whom it imitates, or whose true site it is. */
  readonly brand?: string
  /** What the lists say of it, where they have it. */
  readonly listed?: KnownName
}

/** What a check may ask. */
export interface UrlContext {
  /** Lists of bad names; without them a name that nothing is found about is held. */
  readonly known?: KnownNames
  /** Whose names are watched; the table of this package when left out. */
  readonly brands?: BrandTable
}

const PATH_WORDS_MAX = 8
const PATH_WORD_MAX = 64

let builtIn: BrandTable | undefined

/**
 * Says whether a web address is on a list of bad names, imitates a known brand, or is a brand's true site, from the address
 * alone: nothing is fetched or resolved.
 *
 * A list outweighs all: a true site may have been taken over. A true site imitates nobody. `no-match` with `unknown` means that
 * lists and rules found nothing, not that it is safe.
 *
 * @param text - A URL, or a host.
 * @throws UrlError `LZ_GUARD_URL`
 * @example
 * guardUrl('https://metamask.io.example.net', { known }).standing // 'looks-like', brand 'MetaMask'
 * guardUrl('ftp://example.net')                                   // throws LZ_GUARD_URL
 */
export function guardUrl(text: string, context: UrlContext = {}): UrlAnswer {
  const site = parse(text)
  const table = context.brands ?? getBuiltIn()
  const listed = context.known?.find(site.host, site.path)
  const sharing = findPageSharing(site)
  const found = sharing !== undefined || site.isIp ? undefined : findOwner(site.host, table)
  const owner = found === 'open' ? undefined : found
  const lookalikes = found === undefined && !site.isIp ? listLookalikes(site, sharing, table) : []
  const findings: UrlFinding[] = [
    ...lookalikes.map(describeLookalike),
    ...describeLists(listed, context.known),
    ...(owner === undefined ? [] : describeOwner(owner, site)),
    ...describeForm(site, sharing !== undefined),
  ]
  const brand = owner?.name ?? lookalikes[0]?.brand.name
  return {
    ...conclude(findings),
    site,
    standing: toStanding(listed, isTrusted(site) ? owner : undefined, lookalikes),
    ...(brand === undefined ? {} : { brand }),
    ...(listed === undefined ? {} : { listed }),
  }
}

function getBuiltIn(): BrandTable {
  builtIn ??= createBrandTable(BRANDS)
  return builtIn
}

/** What is by many at this address; the front page of a site where anybody may put up pages is still its own. */
function findPageSharing({ host, path }: Site): Sharing | undefined {
  const sharing = findSharing(host)
  return sharing === 'names' || path === '/' ? undefined : sharing
}

/** Only what leads to the true site however it is read, and over a connection that nobody can change, is known to be good. */
function isTrusted({ isSecure, isUnclear }: Site): boolean {
  return isSecure && !isUnclear
}

/** Where anybody may put up a page, its name stands in the path; firms have accounts of their own names. */
function listLookalikes(site: Site, sharing: Sharing | undefined, table: BrandTable): Lookalike[] {
  if (sharing === undefined) return findLookalikes(site, table)
  if (sharing !== 'pages') return []
  const [path = ''] = site.path.split('?')
  const words = path.toLowerCase().split(/[^a-z0-9-]+/)
  return findWords(
    words.slice(0, PATH_WORDS_MAX).map((word) => word.slice(0, PATH_WORD_MAX)),
    table,
  ).filter(({ rule }) => rule !== 'PARTS')
}

function toStanding(
  listed: KnownName | undefined,
  owner: Brand | undefined,
  lookalikes: readonly Lookalike[],
): UrlStanding {
  if (listed !== undefined) return 'known-bad'
  if (owner !== undefined) return 'known-good'
  return lookalikes.length > 0 ? 'looks-like' : 'unknown'
}

function describeLists(listed: KnownName | undefined, known: KnownNames | undefined): UrlFinding[] {
  if (listed !== undefined) {
    const { entry, sources, firstSeen, ageDays } = listed
    const age = ageDays === undefined ? '' : `, ${ageDays} days ago`
    const since = firstSeen === undefined ? '' : `, first listed ${firstSeen}${age}`
    const message = `"${showText(entry)}" is on ${listNames(sources)} as a bad site${since}. Leave it.`
    return [{ code: 'URL_LISTED', effect: 'block', message }]
  }
  if (known === undefined)
    return [{ code: 'LISTS_NONE', effect: 'hold', message: 'No list of bad sites was asked: install one.' }]
  const stale = known.stale ?? []
  if (stale.length === 0) return []
  const message = `Not found, but these lists are missing or too old to tell: ${listNames(stale)}. Update them.`
  return [{ code: 'LISTS_STALE', effect: 'hold', message }]
}

function listNames(lists: readonly string[]): string {
  return lists.map((name) => OutsideText.plain(name)).join(', ')
}

function describeOwner({ name }: Brand, site: Site): UrlFinding[] {
  if (!site.isSecure) {
    const message = `The name is one of ${name}'s, but without https anybody on the way can show another page. Use https.`
    return [{ code: 'SITE_INSECURE', effect: 'review', message }]
  }
  if (site.isUnclear) return []
  const message = `This is a site of ${name}. A true site can be taken over too: look at what it asks you to sign.`
  return [{ code: 'SITE_KNOWN', effect: 'note', message }]
}

function describeForm(site: Site, isPage: boolean): UrlFinding[] {
  const findings: UrlFinding[] = []
  const mixed = findMixedLabel(site.labels)
  if (mixed !== undefined) {
    const message = `"${showText(mixed)}" has letters of several scripts, as names have that are made to be taken for others.`
    findings.push({ code: 'NAME_MIXED_SCRIPTS', effect: 'review', message })
  }
  if (site.userinfo?.includes('.') === true) {
    const message = `"${showText(site.userinfo)}" before @ is no site; the address leads to ${site.host}.`
    findings.push({ code: 'NAME_BEFORE_AT', effect: 'review', message })
  }
  if (site.isUnclear) {
    const message = `The host is written so that programs read it differently; browsers go to ${site.host}.`
    findings.push({ code: 'NAME_UNCLEAR', effect: 'review', message })
  }
  if (site.isIp)
    findings.push({ code: 'IP_ADDRESS', effect: 'note', message: 'A bare IP address: it says nothing of whose it is.' })
  if (site.isShared) {
    const suffix = site.host.split('.').slice(-site.suffixLabels).join('.')
    findings.push({ code: 'SHARED_HOSTING', effect: 'note', message: `Anybody gets a name under ${suffix}.` })
  }
  if (isPage) {
    findings.push({ code: 'USER_PAGES', effect: 'note', message: `Anybody can put up a page at ${site.host}.` })
  }
  return findings
}
