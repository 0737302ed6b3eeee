import { assertNoBareKey, assertNoSecret } from '../../chain/index.ts'
import { type Feed, guardUrl, type KnownName } from '../../guard/index.ts'
import type { FeedRecord, ListedRecord, UrlDocument } from './GuardDocument.ts'
import type { GuardTools } from './GuardTools.ts'
import { toFinding, toTime } from './records.ts'

const DAY_SEC = 86_400

/** Checks a web address. @throws UrlError `LZ_GUARD_URL`; SecretError */
export function answerUrl(text: string, { feed, nowSec }: GuardTools): UrlDocument {
  assertNoSecret(text)
  assertNoBareKey(text)
  const { verdict, findings, site, standing, brand, listed } = guardUrl(text, feed === undefined ? {} : { known: feed })
  return {
    schema: 'lazaretto/guard/1',
    kind: 'url',
    subject: text.trim(),
    verdict,
    time: toTime(nowSec),
    host: site.host,
    registrable: site.registrable ?? null,
    standing,
    brand: brand ?? null,
    findings: findings.map(toFinding),
    listed: listed === undefined ? null : toListedRecord(listed),
    feed: feed === undefined ? null : toFeedRecord(feed, nowSec),
  }
}

function toListedRecord({ entry, sources, firstSeen, ageDays }: KnownName): ListedRecord {
  return { entry, lists: sources, firstSeen: firstSeen ?? null, ageDays: ageDays ?? null }
}

/** How old the lists are. */
export function toFeedRecord(feed: Feed, nowSec: number): FeedRecord {
  return {
    made: toTime(feed.madeS),
    ageDays: Math.max(0, Math.floor((nowSec - feed.madeS) / DAY_SEC)),
    entries: feed.count,
    stale: feed.stale,
    lists: feed.sources.map(({ name, dateS, expiresS, count }) => {
      return { name, published: toTime(dateS), expires: toTime(expiresS), entries: count }
    }),
  }
}
