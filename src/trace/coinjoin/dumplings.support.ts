import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CoinJoinTx } from './CoinJoinTx.ts'

const folder = join(process.cwd(), '../shared/data/coinjoin')

/** A transaction of a file in the form of Dumplings, with what its inputs spend. */
export interface DumpedTx extends CoinJoinTx {
  readonly txid: string
  readonly file: string
  readonly spent: readonly { readonly txid: string; readonly index: number }[]
}

/** Whether the shared data is here; where not, the run says how many cases were skipped. */
export function hasDumps(cases: number): boolean {
  const isHere = existsSync(folder)
  if (!isHere) console.warn(`SKIPPED ${cases} real cases: no transactions in ${folder}`)
  return isHere
}

/** The transactions of a file, in its order; each once, unless copies of lines are kept. */
export function readDump(file: string, { keepsCopies = false }: { readonly keepsCopies?: boolean } = {}): DumpedTx[] {
  const lines = gunzipSync(readFileSync(join(folder, `${file}.txt.gz`)))
    .toString('utf8')
    .split('\n')
  const all = lines.flatMap((line) => (line === '' ? [] : parseLine(line, file)))
  return keepsCopies ? all : [...new Map(all.map((tx) => [tx.txid, tx])).values()]
}

/** `txid:::block:::place:::time:::prev-n-value+script+type}{...:::value+script+type}{...` */
function parseLine(line: string, file: string): DumpedTx {
  const [txid = '', , , time = '', inputs = '', outputs = ''] = line.split(':::')
  const spent = inputs.split('}{').map((text) => {
    const [outpoint = '', script = ''] = text.split('+')
    const [prev = '', index = '', value = ''] = outpoint.split('-')
    return { txid: prev, index: Number(index), valueSat: Number(value), script }
  })
  return {
    txid,
    file,
    timeSec: Number(time),
    spent,
    inputs: spent.map(({ script, valueSat }) => ({ script, valueSat })),
    outputs: outputs.split('}{').map((text) => {
      const [value = '', script = ''] = text.split('+')
      return { valueSat: Number(value), script }
    }),
  }
}
