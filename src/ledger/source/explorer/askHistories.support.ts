import { expect } from 'vitest'
import type { HistoryPage, HistorySource } from './HistorySource.ts'

const PAGES = 3

/** Reads a history's first pages, goes on behind the first of them once more, and expects the same: no row lost, none twice. */
export async function expectJoinedPages(source: HistorySource, address: string): Promise<readonly HistoryPage[]> {
  const pages = await readPages(source, address)
  expect(pages).toHaveLength(PAGES)
  const again = await readPages(source, address, pages[0]?.next)
  expect(again.slice(0, PAGES - 1)).toEqual(pages.slice(1))
  const transfers = pages.flatMap((page) => page.transfers)
  for (const { from, to } of transfers) expect([from, to]).toContain(address)
  expect(transfers.length).toBeGreaterThan(0)
  return pages
}

async function readPages(source: HistorySource, address: string, pageToken?: string): Promise<HistoryPage[]> {
  const pages: HistoryPage[] = []
  for await (const page of source.listHistory(address, pageToken === undefined ? {} : { pageToken })) {
    pages.push(page)
    if (pages.length === PAGES) break
  }
  return pages
}
