/** Sites of well-known firms where anybody may put up a page, or lead on to one: being theirs says nothing of the page. */
const HOSTS = new Set([
  ...['sites.google.com', 'docs.google.com', 'drive.google.com', 'script.google.com', 'translate.google.com'],
  ...['telegra.ph', 'graph.org', 't.me', 'telegram.me', 'discord.gg', 'discord.com', 'cdn.discordapp.com'],
  ...[
    'sway.cloud.microsoft',
    'forms.microsoft.com',
    'forms.office.com',
    'onedrive.live.com',
    'snapshot.org',
    'snapshot.box',
  ],
  ...['opensea.io', 'rarible.com', 'calendly.com', 'gitcoin.co', 'zealy.io', 'galxe.com', 'premint.xyz', 'collab.land'],
])

/** Whether pages of that host are anybody's. */
export function hasUserPages(host: string): boolean {
  return HOSTS.has(host.replace(/^www\./, ''))
}
