import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LabelBook, labelFromFlow } from '../../intel/index.ts'
import { importFile, openStore, openView } from '../../ledger/index.ts'
import { DEPOSIT_BOUNDS, findDeposits } from './findDeposits.ts'
import { ethereum as chain } from './ledger.support.ts'

const data = join(process.cwd(), '../shared/data/launder-net')
const isHere = existsSync(data)
if (!isHere) console.warn('skipped: ../shared/data/launder-net is not here, deposit addresses are not measured')

/** What is found in a real case where the labels of deposit addresses, or those of thieves too, are not told. */
async function measure(name: string, hidesTheft: boolean) {
  const folder = mkdtempSync(join(tmpdir(), 'lazaretto-deposits-'))
  const store = await openStore(folder, { mode: 'write' })
  try {
    const options = { chain, columns: {}, asset: 'USD', decimals: 2, keepDuplicates: false, strict: true }
    const quiet = { onReject: () => undefined, onProgress: () => undefined }
    const report = await importFile(store, join(data, name, 'flows.csv'), { ...options, ...quiet })
    const view = await openView(store, chain)
    const texts = report.labels.flatMap((label) => {
      return labelFromFlow({ address: label.address, chain, text: label.name, source: name }) ?? []
    })
    const book = LabelBook.create(texts)
    const ids = await view.findAccounts(texts.map(({ address }) => address))
    const labels = new Map([...ids].map(([address, id]) => [id, LabelBook.find(book, { address, chain })!]))
    const truth = [...labels.values()].filter(({ role, category }) => role === 'deposit' && category === 'exchange')
    const told = [...labels].filter(([, { role, category }]) => {
      return role !== 'deposit' && !(hidesTheft && category === 'theft')
    })
    const [asset] = await view.listAssets()
    // 0.01 ETH in dollars of January 2023: the file has no other unit.
    const found = await findDeposits(view, { asset: asset!, labels: new Map(told), bounds: { kept: '16' } })
    const right = found.filter(({ account, exchange }) => {
      return truth.some((label) => label.address === account && label.actor === exchange)
    })
    return { truth: truth.length, found: found.length, right: right.length }
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}

describe.skipIf(!isHere)('deposit addresses of real cases, as docs/accuracy.md has them', () => {
  it('are found among accounts that no label names', async () => {
    expect(DEPOSIT_BOUNDS.blocksMax).toBe(3200)
    expect(await measure('harmony-bridge', false)).toEqual({ truth: 6, found: 4, right: 4 })
    expect(await measure('harmony-bridge', true)).toEqual({ truth: 6, found: 14, right: 4 })
    expect(await measure('lifi', true)).toEqual({ truth: 0, found: 0, right: 0 })
  })
})
