import { Command } from 'commander'
import { createFeed, type Feed, openFeed } from '../../../../guard/index.ts'
import {
  feedPlaces,
  GuardError,
  openFeedFile,
  parseFeedKey,
  readBounded,
  readFeedKeys,
  replaceFile,
  toFeedRecord,
} from '../../../../server/index.ts'
import * as Verdict from '../../../../Verdict.ts'
import { gather } from '../../../options.ts'
import { defaultStoreFolder } from '../../../storeFolder.ts'
import type { Terminal } from '../../../Terminal.ts'
import { cleanCell, formatTable } from '../../../table.ts'
import { trustKey } from './key.ts'

interface Options {
  readonly store: string
  readonly key?: readonly string[]
  readonly json?: true
}

const BYTES_MAX = 68_157_440
const CODES = 'Exit code: 0 where every list is fresh, 5 where one is too old; 1 error, 2 usage.'

/** Says what a feed is made of. */
export function infoCommand(terminal: Terminal): Command {
  return withStore(new Command('info'))
    .description('What a feed is made of, and how old it is; its signature is not looked at.')
    .argument('[file]', 'a compiled feed; the one of the store where it is not given')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `\nExamples:\n  lazaretto guard feed info\n  lazaretto guard feed info theirs.lzfeed --json\n\n${CODES}`,
    )
    .action((file: string | undefined, options: Options) => {
      const path = file ?? feedPlaces(options.store).feed
      print(terminal, createFeed(readBounded(path, BYTES_MAX), terminal.now), options)
    })
}

/** Checks who has signed a feed. */
export function verifyCommand(terminal: Terminal): Command {
  return withKeys(withStore(new Command('verify')))
    .description('Whether a trusted key has signed a feed, and whether its lists are fresh.')
    .argument('[file]', 'a compiled feed; the one of the store where it is not given')
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExamples:\n  lazaretto guard feed verify theirs.lzfeed --key 3b6a...\n\n${CODES}`)
    .action(async (file: string | undefined, options: Options) => {
      const path = file ?? feedPlaces(options.store).feed
      const feed = await openFeedFile(path, { publicKeys: keysOf(options), now: terminal.now })
      print(terminal, feed, options)
      terminal.say('signed by a trusted key')
    })
}

/** Takes a feed of somebody else into the store. */
export function installCommand(terminal: Terminal): Command {
  return withKeys(withStore(new Command('install')))
    .description('Put a feed that somebody else has signed into the store, and trust its key from now on.')
    .argument('<file>', 'a compiled feed')
    .addHelpText(
      'after',
      '\nExamples:\n  lazaretto guard feed install theirs.lzfeed --key 3b6a...\n\nGet the key on another way than the file.',
    )
    .action(async (file: string, options: Options) => {
      const publicKeys = keysOf(options)
      const bytes = readBounded(file, BYTES_MAX)
      const feed = await openFeed(bytes, { publicKeys, now: terminal.now })
      const before = findInstalled(options.store, terminal)
      if (before !== undefined && before.madeS > feed.madeS) {
        throw new GuardError(
          'LZ_GUARD_FEED_OLDER',
          'The feed in the store was compiled later than this one. Fetch the newest, or delete the one in the store.',
        )
      }
      for (const key of options.key === undefined ? [] : publicKeys) trustKey(options.store, key, 'installed')
      replaceFile(feedPlaces(options.store).feed, bytes)
      print(terminal, feed, options)
    })
}

function withStore(command: Command): Command {
  return command.option('--store <folder>', 'folder of the data', defaultStoreFolder(process.env))
}

function withKeys(command: Command): Command {
  return command.option(
    '--key <hex>',
    'public key of who has signed it, instead of those that the store trusts; may be given several times',
    gather,
  )
}

function keysOf({ key, store }: Options): Uint8Array[] {
  return key?.map(parseFeedKey) ?? readFeedKeys(store)
}

/** One that is absent or damaged may be replaced by any. */
function findInstalled(store: string, { now }: Terminal): Feed | undefined {
  try {
    return createFeed(readBounded(feedPlaces(store).feed, BYTES_MAX), now)
  } catch {
    return undefined
  }
}

function print(terminal: Terminal, feed: Feed, { json }: Options): void {
  const record = toFeedRecord(feed, terminal.now())
  if (json === true) terminal.write(`${JSON.stringify(record)}\n`)
  else terminal.write(`${toLines(record).join('\n')}\n`)
  terminal.exitWith(feed.stale.length > 0 ? Verdict.EXIT_CODES.hold : 0)
}

function toLines({ made, ageDays, entries, lists, stale }: ReturnType<typeof toFeedRecord>): string[] {
  const columns = ['list', 'names', 'published', 'good until', 'state'].map((title, i) => ({
    title,
    align: i === 1 ? ('right' as const) : ('left' as const),
  }))
  const rows = lists.map(({ name, entries: names, published, expires }) => [
    cleanCell(name),
    names.toLocaleString('en-US'),
    published.slice(0, 10),
    expires.slice(0, 10),
    stale.includes(name) ? 'too old' : 'fresh',
  ])
  return [
    `compiled ${made.slice(0, 10)}, ${ageDays} days ago: ${entries.toLocaleString('en-US')} names`,
    ...formatTable(columns, rows),
  ]
}
