import { readdirSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ChainId } from '../../chain/index.ts'
import {
  type BlockImportReport,
  type BlockProgress,
  importBlocks,
  isBlockFile,
  type PlacedBlock,
  type Store,
} from '../../ledger/index.ts'
import { listFiles } from '../files.ts'
import type { Terminal } from '../Terminal.ts'

/** How Bitcoin Core names its files of blocks; beside them lie others that are none. */
const NODE_FILE = /^blk\d+\.dat$/
const BLOCK_ENDINGS = /(?<!^xor|^rev\d*)\.(?:dat|bin|blk|raw|hex|txt)$/i

/** The files of blocks that a path stands for. Without `said`, none where it is not sure that these are blocks. */
export function listBlockFiles(path: string, said: boolean): string[] {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isDirectory() !== true) {
    const isSure = said || NODE_FILE.test(basename(path))
    return isSure || (stat !== undefined && isBlockFile(path)) ? [path] : []
  }
  const isNode = readdirSync(path).some((name) => NODE_FILE.test(name))
  if (isNode) return listFiles(path, NODE_FILE)
  return said ? listFiles(path, BLOCK_ENDINGS) : []
}

interface BlockJob {
  readonly store: Store
  readonly folder: string
  readonly files: readonly string[]
  readonly chain: ChainId.ChainId | undefined
  readonly strict: boolean
}

/** Imports blocks and says what was done. */
export async function importBlockFiles(terminal: Terminal, job: BlockJob): Promise<void> {
  const { store, files, chain, strict, folder } = job
  const report = await importBlocks(store, files, { chain, strict, onProgress: createProgress(terminal) })
  terminal.say(summaryOf(report, folder))
}

/** Blocks may be tiny: a line is written only when the percentage changes. */
function createProgress(terminal: Terminal): (progress: BlockProgress) => void {
  let shown = -1
  return ({ bytesRead, bytesTotal, blocks }) => {
    const share = bytesTotal === 0 ? 1 : bytesRead / bytesTotal
    const percent = Math.floor(share * 100)
    if (percent === shown) return
    shown = percent
    const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░')
    terminal.progress(`${bar} ${percent} %  ${format(blocks)} blocks`)
  }
}

function summaryOf(report: BlockImportReport, folder: string): string {
  const { firstHeight, lastHeight, stale, unlinked, missing, linked } = report
  const made = `${count(report.txs, 'transaction')}, ${count(report.inputs, 'input')}, ${count(report.outputs, 'output')}`
  const lines = [
    `${report.file}: ${count(report.added, 'block')} added to ${folder}: ${made}`,
    `  The ledger has the blocks ${format(firstHeight)} to ${format(lastHeight)}`,
    report.known > 0 ? `  ${count(report.known, 'block')} were there already` : '',
    report.copied > 0 ? `  ${count(report.copied, 'block')} lie there twice` : '',
    stale.length > 0 ? `  ${count(stale.length, 'stale block')} left out: ${namesOf(stale)}` : '',
    unlinked.length > 0 ? unlinkedLine(unlinked) : '',
    ...report.cut.map(
      ({ path, offset, bytes }) =>
        `  ${basename(path)} ends inside a block: its last ${count(bytes, 'byte')}, from byte ${format(offset)} on, are left out`,
    ),
    linked > 0 ? `  ${count(linked, 'input')} of earlier imports have found what they spend` : '',
    missing > 0 ? `  ${count(missing, 'input')} of the ledger spend outputs of blocks that it does not have` : '',
    report.repeated > 0
      ? `  ${count(report.repeated, 'coinbase')} repeat an earlier id, which now means the later one`
      : '',
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function unlinkedLine(unlinked: readonly PlacedBlock[]): string {
  const parents = unlinked.map(({ hash }) => hash)
  const [first] = unlinked.filter(({ previous }) => !parents.includes(previous))
  const gap = first === undefined ? '' : `; the parent ${first.previous} of ${first.hash} is missing`
  return `  ${count(unlinked.length, 'block')} left out that do not hang together with the others${gap}`
}

/** The first of many. */
function namesOf(blocks: readonly PlacedBlock[]): string {
  const names = blocks
    .slice(0, 3)
    .map(({ hash, path, offset }) => `${hash} (${basename(path)}, byte ${format(offset)})`)
  return names.join(', ') + (blocks.length > 3 ? ` and ${format(blocks.length - 3)} more` : '')
}

function count(number: number, word: string): string {
  return `${format(number)} ${word}${number === 1 ? '' : 's'}`
}

function format(number: number): string {
  return number.toLocaleString('en-US')
}
