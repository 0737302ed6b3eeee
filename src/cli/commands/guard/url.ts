import { Command } from 'commander'
import { checkUrl } from '../../guard/checks.ts'
import { type FeedOptions, withCommon, withFeed } from '../../guard/guardOptions.ts'
import type { Terminal } from '../../Terminal.ts'

const EXAMPLES = `
Examples:
  lazaretto guard url https://metamask.io.example.net/
  lazaretto guard url app.uniswap.org --feed feed.lzfeed --feed-key 3b6a...

Nothing is fetched or resolved. Without a feed, or with an old one, what nothing is found about is a hold.`

export function urlCommand(terminal: Terminal): Command {
  return withFeed(withCommon(new Command('url')))
    .description('May one visit it? Lists of bad sites, and imitations of known brands.')
    .argument('<url>', 'a web address, or a host')
    .addHelpText('after', EXAMPLES)
    .action((text: string, options: FeedOptions) => checkUrl(terminal, text, options))
}
