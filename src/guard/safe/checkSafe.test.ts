import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkSafe } from './checkSafe.ts'
import { parseRecords } from './parseRecords.ts'

const file = resolve('../shared/data/signing/bybit-safe-transactions.json')
const isHere = existsSync(file)
if (!isHere) console.warn(`SKIPPED the Safe transactions of February 2025: no ${file}`)

describe.runIf(isHere)('the Safe transactions of February 2025', () => {
  const json = isHere ? (JSON.parse(readFileSync(file, 'utf8')) as { txs: { label: string }[] }) : { txs: [] }
  const answers = isHere
    ? parseRecords(json).map((record, i) => ({ label: json.txs[i]?.label, ...checkSafe(record), record }))
    : []

  it('have the hashes that they are known by', () => {
    for (const { hashes, form, record } of answers) {
      expect(form).toBe('plain')
      expect(hashes?.safeTx).toBe(record.statedHash)
    }
  })

  it('are told apart', () => {
    const codes = answers.map(({ label, verdict, findings }) => [
      label,
      verdict,
      findings.filter(({ effect }) => effect !== 'note').map(({ code }) => code),
    ])
    expect(codes).toEqual([
      ['malicious', 'block', ['DELEGATECALL_UNKNOWN', 'DELEGATECALL_DISGUISED']],
      ['benign-displayed-decoy', 'block', ['SIGNATURE_FOREIGN', 'SIGNATURE_FOREIGN', 'SIGNATURE_FOREIGN']],
      ...Array.from({ length: 5 }, () => ['benign', 'no-match', []]),
    ])
  })
})
