import type { DuckDBVector } from '@duckdb/node-api'
import type { BlockRange } from '../LedgerView.ts'
import { UNKNOWN, type UtxoColumns } from '../UtxoColumns.ts'
import { queryRows, type Store } from './Store.ts'

/**
 * Reads a UTXO chain, or some of its blocks, into columns. Each row tells its place, so that it does not matter how they lie
 * in the file.
 */
export async function readUtxoColumns(store: Store, chainId: number, blocks?: BlockRange): Promise<UtxoColumns> {
  const extent = await findExtent(store, chainId, blocks)
  const columns = createColumns(extent, await isGathered(store, chainId))
  const { height, inputStart, outputStart, spends, valueSat, owner } = columns
  const { tx, input, output } = extent
  const table = { store, chainId }
  await readTable({ ...table, name: 'tx', select: 'height, first_input, first_output', rows: tx }, [
    height,
    inputStart,
    outputStart,
  ])
  await readTable({ ...table, name: 'input', select: `coalesce(spends, ${UNKNOWN})::UINTEGER`, rows: input }, [spends])
  await readTable({ ...table, name: 'output', select: 'value_sat::DOUBLE, owner', rows: output }, [valueSat, owner])
  inputStart[columns.txCount] = input.end
  outputStart[columns.txCount] = output.end
  return columns
}

/** Places from one on, up to, not including, another. */
interface Span {
  readonly from: number
  readonly end: number
}

interface Extent {
  readonly tx: Span
  readonly input: Span
  readonly output: Span
}

async function findExtent(store: Store, chainId: number, blocks: BlockRange | undefined): Promise<Extent> {
  const [end] = await queryRows(
    store,
    `SELECT (SELECT count(*) FROM tx WHERE chain = $chainId) AS tx, (SELECT count(*) FROM input WHERE chain = $chainId) AS input,
       (SELECT count(*) FROM output WHERE chain = $chainId) AS output`,
    { chainId },
  )
  const startOf = async (height: number): Promise<Record<string, unknown> | undefined> => {
    const sql = `SELECT min(id) AS tx, min(first_input) AS input, min(first_output) AS output FROM tx
      WHERE chain = $chainId AND height > $height`
    const [row] = await queryRows(store, sql, { chainId, height })
    return row?.['tx'] == null ? end : row
  }
  const from = blocks === undefined ? { tx: 0, input: 0, output: 0 } : await startOf(blocks.after)
  const to = blocks === undefined ? end : await startOf(blocks.to)
  const span = (name: string): Span => ({ from: Number(from?.[name]), end: Number(to?.[name]) })
  return { tx: span('tx'), input: span('input'), output: span('output') }
}

/** Whether single transactions were fetched: then its blocks are not whole. */
async function isGathered(store: Store, chainId: number): Promise<boolean> {
  const sql = 'SELECT EXISTS (FROM gathered_tx WHERE chain = $chainId) AS yes'
  const [row] = await queryRows(store, sql, { chainId })
  return row?.['yes'] === true
}

function createColumns({ tx, input, output }: Extent, isPartial: boolean): UtxoColumns {
  const txCount = tx.end - tx.from
  const outputCount = output.end - output.from
  return {
    isPartial,
    txCount,
    height: new Uint32Array(txCount),
    inputStart: new Uint32Array(txCount + 1),
    outputStart: new Uint32Array(txCount + 1),
    spends: new Uint32Array(input.end - input.from),
    valueSat: new Float64Array(outputCount),
    owner: new Uint32Array(outputCount),
  }
}

type Column = Uint32Array | Float64Array

interface Table {
  readonly store: Store
  readonly chainId: number
  readonly name: 'tx' | 'input' | 'output'
  readonly select: string
  readonly rows: Span
}

/** Reads columns of a table into typed ones, each value at its row's place. */
async function readTable({ store, chainId, name, select, rows }: Table, columns: readonly Column[]): Promise<void> {
  const where = `chain = ${chainId} AND id >= ${rows.from} AND id < ${rows.end}`
  const result = await store.connection.stream(`SELECT id, ${select} FROM ${name} WHERE ${where}`)
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    const next = result.fetchChunk()
    const places = placesOf(chunk.getColumnVector(0), rows.from)
    for (const [i, column] of columns.entries()) place(column, places, chunk.getColumnVector(i + 1))
    chunk = await next
  }
}

function placesOf(ids: DuckDBVector, from: number): Uint32Array {
  const places = new Uint32Array(ids.itemCount)
  for (let i = 0; i < places.length; i++) places[i] = (ids.getItem(i) as number) - from
  return places
}

function place(column: Column, places: Uint32Array, vector: DuckDBVector): void {
  for (let i = 0; i < places.length; i++) column[places[i] as number] = vector.getItem(i) as number
}
