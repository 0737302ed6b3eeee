import type { TraceReport } from '../trace/index.ts'

/** One line of JSON: amounts as decimal strings in base units, fields in a fixed order, absent values left out. */
export function toJson(report: TraceReport): string {
  const document = { schema: 'lazaretto/trace/1', ...report }
  return `${JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`
}
