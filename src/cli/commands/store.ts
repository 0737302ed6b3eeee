import { Command } from 'commander'
import { openStore, queryRows } from '../../ledger/index.ts'
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
        terminal.write(options.json === true ? `${JSON.stringify(rows)}\n` : `${tableOf(rows).join('\n')}\n`)
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

function tableOf(rows: readonly Record<string, unknown>[]): string[] {
  const titles = ['chain', 'asset', 'transfers', 'first_block', 'last_block']
  const columns = titles.map((title, i) => ({
    title: title.replace('_', ' '),
    align: i < 2 ? ('left' as const) : ('right' as const),
  }))
  return formatTable(
    columns,
    rows.map((row) => titles.map((title) => String(row[title]))),
  )
}
