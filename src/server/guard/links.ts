import { parse as parseHost } from 'tldts'
import { type Finding, guardUrl, parseSite } from '../../guard/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import type { GuardTools } from './GuardTools.ts'

const LINKS_MAX = 100
const LENGTH_MAX = 2_048
const BETWEEN = /[\s<>"'`()[\]{}|]+/
/** A message of `personal_sign` as wallets hand it on. */
const BYTES = /^0x(?:[0-9a-f]{2})+$/i
const SCHEME = /^(?:https?|wss?):\/\/[^/]/i

/** A name under a suffix that exists, or an IP address: what is no such name is a slip rather than a site. */
export function isHost(text: string): boolean {
  const { isIcann, isPrivate, isIp } = parseHost(findHost(text) ?? '', {
    allowPrivateDomains: true,
    extractHostname: false,
  })
  return isIp === true || (text.includes('.') && (isIcann === true || isPrivate === true))
}

/** The web addresses in a text, with a scheme or without, each once; at most 100. */
export function findLinks(text: string): string[] {
  const words = new Set(text.split(BETWEEN).map((word) => word.replace(/^[*_]+|[.,:;!?*_…]+$/g, '')))
  const isLink = (word: string): boolean =>
    word.length <= LENGTH_MAX && word.includes('.') && (SCHEME.test(word) ? findHost(word) !== undefined : isHost(word))
  const links: string[] = []
  for (const word of words) if (links.length < LINKS_MAX && isLink(word)) links.push(word)
  return links
}

/** What is wrong with the sites that a text names, and whether no list was asked about them. */
export function judgeLinks(text: string, { feed }: GuardTools): Finding[] {
  const links = findLinks(BYTES.test(text) ? Buffer.from(text.slice(2), 'hex').toString('utf8') : text)
  const answers = links.map((link) => ({ link, ...guardUrl(link, feed === undefined ? {} : { known: feed }) }))
  const found = answers.flatMap(({ link, findings }) =>
    findings.filter(isGrave).map((finding) => ({ ...finding, place: link })),
  )
  const open = answers.filter(({ standing, findings }) => standing === 'unknown' && !findings.some(isGrave))
  if (open.length === 0 || !open.some(({ verdict }) => verdict === 'hold')) return found
  const hosts = [...new Set(open.map(({ site }) => site.host))]
  const shown = `${hosts.slice(0, 3).join(', ')}${hosts.length > 3 ? ` and ${hosts.length - 3} more` : ''}`
  const message = `It names ${shown}, and no fresh list of bad sites could be asked about that. Do not go there because of this text.`
  return [...found, { code: 'LINKS_UNLISTED', effect: 'note', message }]
}

function isGrave({ effect }: { readonly effect: string }): boolean {
  return effect === 'block' || effect === 'review'
}

function findHost(text: string): string | undefined {
  try {
    return parseSite(text).host
  } catch (error) {
    if (error instanceof LazarettoError) return undefined
    throw error
  }
}
