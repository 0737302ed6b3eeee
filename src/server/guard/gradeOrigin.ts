import { type Finding, guardUrl } from '../../guard/index.ts'
import type { GuardTools } from './GuardTools.ts'

const WEB = /^https?:\/\//i

/**
 * What is bad of the site that asks for a signature: a list has it, or it imitates another one.
 *
 * Nothing is said of a site that nothing is found about, nor of what is no site, as the origin of an extension.
 *
 * @throws UrlError `LZ_GUARD_URL` for a host that nobody can have
 */
export function gradeOrigin(origin: string | undefined, { feed }: GuardTools): Finding[] {
  if (origin === undefined || !WEB.test(origin)) return []
  const { site, findings } = guardUrl(origin, feed === undefined ? {} : { known: feed })
  return findings
    .filter(({ effect }) => effect === 'block' || effect === 'review')
    .map(({ code, effect, message }) => ({ code, effect, message: `The site that asks is ${site.host}. ${message}` }))
}
