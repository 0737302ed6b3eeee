import { SHARED_HOSTS, type Sharing } from './sharedHosts.ts'

const HOSTS: ReadonlyMap<string, Sharing> = new Map(
  (['names', 'pages', 'accounts', 'profiles'] as const).flatMap((sharing) =>
    SHARED_HOSTS[sharing]
      .trim()
      .split(/\s+/)
      .map((host) => [host, sharing] as const),
  ),
)

/** What of a host is by many; `www.` is left out. */
export function findSharing(host: string): Sharing | undefined {
  return HOSTS.get(host.startsWith('www.') ? host.slice(4) : host)
}
