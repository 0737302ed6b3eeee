import { resolve } from 'node:path'
import { TRANSFER_KINDS } from '../Transfer.ts'
import { type ParquetFile, type ParquetLayout, parquetRows, parquetTexts } from './parquetSql.ts'

/** The path as SQL text that means this one file, whatever characters its name has. */
export function fileLiteral(path: string): string {
  const literal = resolve(path).replaceAll(/[*?[]/g, '[$&]')
  return `'${literal.replaceAll("'", "''")}'`
}

/**
 * The SQL that makes the views and tables of a file that is staged.
 *
 * `parquet_window` is a table, because a filter on what a view computes would compute it again. `parquet_transfer` joins
 * to it what the row parser's own functions give: ids of assets and places of traces.
 */
export function createViews(file: ParquetFile, plan: ParquetLayout): string {
  const { kind, ordinal, isPlaced } = placeOf(plan)
  return `
    CREATE OR REPLACE TEMP TABLE asset_name (text VARCHAR, id UINTEGER);
    CREATE OR REPLACE TEMP TABLE trace_place (text VARCHAR, kind UINTEGER, ordinal UINTEGER);
    CREATE OR REPLACE TEMP VIEW parquet_text AS ${parquetTexts(file.columns, plan, fileLiteral(file.path))};
    CREATE OR REPLACE TEMP VIEW parquet_row AS ${parquetRows(file.columns, plan, fileLiteral(file.path))};
    CREATE OR REPLACE TEMP TABLE parquet_window AS FROM parquet_row LIMIT 0;
    CREATE OR REPLACE TEMP VIEW parquet_transfer AS
    SELECT parquet_window.*, asset_name.id AS asset, ${kind} AS kind, ${ordinal} AS ordinal,
      ${plan.isEvm} AND is_plain AND asset_name.id IS NOT NULL AND ${isPlaced} AS is_good
    FROM parquet_window LEFT JOIN asset_name ON asset_name.text = asset_text
      LEFT JOIN trace_place ON trace_place.text = path_text`
}

/** The SQL that takes them away. */
export const DROP_VIEWS = `
  DROP VIEW parquet_transfer; DROP VIEW parquet_row; DROP VIEW parquet_text;
  DROP TABLE parquet_window; DROP TABLE asset_name; DROP TABLE trace_place`

function placeOf({ layout }: ParquetLayout): { kind: number | string; ordinal: string; isPlaced: string } {
  const [native, token] = [TRANSFER_KINDS.indexOf('native'), TRANSFER_KINDS.indexOf('token')]
  switch (layout.place) {
    case 'none':
      return { kind: native, ordinal: 'NULL::UINTEGER', isPlaced: 'true' }
    case 'log':
      return { kind: token, ordinal: 'log_index', isPlaced: 'true' }
    case 'transaction':
      return { kind: native, ordinal: '0', isPlaced: 'true' }
    case 'trace':
      return { kind: 'trace_place.kind', ordinal: 'trace_place.ordinal', isPlaced: 'trace_place.kind IS NOT NULL' }
  }
}
