import type { DuckDBVector } from '@duckdb/node-api'
import { UNKNOWN, type UtxoColumns } from '../UtxoColumns.ts'
import { queryRows, type Store } from './Store.ts'

/** Reads a UTXO chain into columns. Each row tells its place, so that it does not matter how they lie in the file. */
export async function readUtxoColumns(store: Store, chainId: number): Promise<UtxoColumns> {
  const columns = await createColumns(store, chainId)
  const { height, inputStart, outputStart, spends, valueSat, owner } = columns
  const where = `WHERE chain = ${chainId}`
  await readTable(store, `SELECT id, height, first_input, first_output FROM tx ${where}`, [
    height,
    inputStart,
    outputStart,
  ])
  await readTable(store, `SELECT id, coalesce(spends, ${UNKNOWN})::UINTEGER FROM input ${where}`, [spends])
  await readTable(store, `SELECT id, value_sat::DOUBLE, owner FROM output ${where}`, [valueSat, owner])
  inputStart[columns.txCount] = spends.length
  outputStart[columns.txCount] = owner.length
  return columns
}

async function createColumns(store: Store, chainId: number): Promise<UtxoColumns> {
  const count = async (table: string): Promise<number> => {
    const [row] = await queryRows(store, `SELECT count(*) AS n FROM ${table} WHERE chain = $chainId`, { chainId })
    return Number(row?.['n'])
  }
  const [txCount, inputCount, outputCount] = [await count('tx'), await count('input'), await count('output')]
  const [partial] = await queryRows(store, 'SELECT EXISTS (FROM gathered_tx WHERE chain = $chainId) AS yes', {
    chainId,
  })
  return {
    isPartial: partial?.['yes'] === true,
    txCount,
    height: new Uint32Array(txCount),
    inputStart: new Uint32Array(txCount + 1),
    outputStart: new Uint32Array(txCount + 1),
    spends: new Uint32Array(inputCount),
    valueSat: new Float64Array(outputCount),
    owner: new Uint32Array(outputCount),
  }
}

type Column = Uint32Array | Float64Array

/** Reads a query whose first column is the place of the others in their columns. */
async function readTable(store: Store, sql: string, columns: readonly Column[]): Promise<void> {
  const result = await store.connection.stream(sql)
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; ) {
    const next = result.fetchChunk()
    const places = toNumbers(chunk.getColumnVector(0))
    for (const [i, column] of columns.entries()) place(column, places, chunk.getColumnVector(i + 1))
    chunk = await next
  }
}

function toNumbers(vector: DuckDBVector): Uint32Array {
  const numbers = new Uint32Array(vector.itemCount)
  for (let i = 0; i < numbers.length; i++) numbers[i] = vector.getItem(i) as number
  return numbers
}

function place(column: Column, places: Uint32Array, vector: DuckDBVector): void {
  for (let i = 0; i < places.length; i++) column[places[i] as number] = vector.getItem(i) as number
}
