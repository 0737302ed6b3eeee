import { Command } from 'commander'
import { ChainId } from '../../chain/index.ts'
import { openStore, queryRows } from '../../ledger/index.ts'
import { untracedNote } from '../report/untracedNote.ts'
import { defaultStoreFolder } from '../storeFolder.ts'
import type { Terminal } from '../Terminal.ts'
import { formatTable } from '../table.ts'

export function storeCommand(terminal: Terminal): Command {
  const info = new Command('info')
    .description('What the ledger holds.')
    .option('--store <folder>', 'folder of the ledger', defaultStoreFolder(process.env))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  lazaretto store info --store case')
    .action(async (options: { store: string; json?: true }) => {
      const store = await openStore(options.store, { mode: 'read' })
      try {
        const rows = await queryRows(store, INFO)
        const blocks = await queryRows(store, BLOCK_INFO)
        const cursors = await queryRows(store, CURSOR_INFO)
        const untraced = await queryRows(store, UNTRACED_INFO)
        const all = [...rows, ...blocks, ...cursors, ...untraced]
        terminal.write(
          options.json === true ? `${JSON.stringify(all)}\n` : textOf(rows, blocks, cursors) + untracedText(untraced),
        )
      } finally {
        store.close()
      }
    })
  return new Command('store').description('Look into the ledger.').addCommand(info.exitOverride())
}

const INFO = `
  SELECT c.caip2 AS chain, a.caip19 AS asset, count(*) AS transfers, min(t.block) AS first_block, max(t.block) AS last_block
  FROM transfer t JOIN chain c ON c.id = t.chain JOIN asset a ON a.id = t.asset
  GROUP BY ALL ORDER BY ALL`

const TITLES = ['chain', 'asset', 'transfers', 'first_block', 'last_block']

// Chains that were read from blocks; `unknown` counts inputs whose previous output the ledger does not have.
const BLOCK_INFO = `
  SELECT c.caip2 AS chain, b.blocks, count(*) AS transactions,
    (SELECT count(*) FROM input i WHERE i.chain = c.id) AS inputs, (SELECT count(*) FROM output o WHERE o.chain = c.id) AS outputs,
    (SELECT count(*) FROM missing m WHERE m.chain = c.id) AS unknown, b.first_block, b.last_block
  FROM tx t JOIN chain c ON c.id = t.chain JOIN (
    SELECT chain, count(*) AS blocks, min(height) AS first_block, max(height) AS last_block FROM block GROUP BY chain
  ) AS b ON b.chain = c.id
  GROUP BY ALL ORDER BY ALL`

const BLOCK_TITLES = ['chain', 'blocks', 'transactions', 'inputs', 'outputs', 'unknown', 'first_block', 'last_block']

// Chains that are followed. What a chain calls final is never taken back; Bitcoin calls nothing so.
const CURSOR_INFO = `
  SELECT c.caip2 AS chain, height AS followed_to, '0x' || lower(hex(hash)) AS hash, final_height AS final_to
  FROM cursor JOIN chain c ON c.id = cursor.chain ORDER BY ALL`

const CURSOR_TITLES = ['chain', 'followed_to', 'final_to', 'hash']

const UNTRACED_INFO = `
  SELECT c.caip2 AS chain, first AS untraced_from, last AS untraced_to
  FROM untraced u JOIN chain c ON c.id = u.chain ORDER BY ALL`

const LEFT_TITLES = ['chain', 'asset', 'hash']

type Rows = readonly Record<string, unknown>[]

function textOf(rows: Rows, blocks: Rows, cursors: Rows): string {
  const tables = [
    ...(rows.length > 0 || blocks.length === 0 ? [tableOf(rows, TITLES)] : []),
    ...(blocks.length > 0 ? [tableOf(blocks, BLOCK_TITLES)] : []),
    ...(cursors.length > 0 ? [tableOf(cursors, CURSOR_TITLES)] : []),
  ]
  return `${tables.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** A line for each chain that was followed without the calls inside of transactions. */
function untracedText(rows: Rows): string {
  const chains = [...new Set(rows.map(({ chain }) => String(chain)))]
  const lines = chains.map((chain) => {
    const own = rows.filter((row) => row['chain'] === chain)
    const ranges = own.map((row) => ({ first: Number(row['untraced_from']), last: Number(row['untraced_to']) }))
    return `${ChainId.shortName(ChainId.parse(chain))}: ${untracedNote(ranges)}\n`
  })
  return lines.length === 0 ? '' : `\n${lines.join('')}`
}

function tableOf(rows: Rows, titles: readonly string[]): string[] {
  const columns = titles.map((title) => ({
    title: title.replace('_', ' '),
    align: LEFT_TITLES.includes(title) ? ('left' as const) : ('right' as const),
  }))
  return formatTable(
    columns,
    rows.map((row) => titles.map((title) => cellOf(title, String(row[title] ?? '-')))),
  )
}

function cellOf(title: string, text: string): string {
  return title === 'chain' ? ChainId.shortName(ChainId.parse(text)) : text
}
