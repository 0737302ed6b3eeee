import { expect } from 'vitest'
import type { HistoryPage, HistorySource } from './HistorySource.ts'

const PAGES_MAX = 3

/** Reads a history's first pages, goes on behind the first of them once more, and expects the same: no row lost, none twice. */
export async function expectJoinedPages(source: HistorySource, address: string): Promise<readonly HistoryPage[]> {
  const pages = await readPages(source, address)
  expect(pages.length).toBeGreaterThan(1)
  const again = await readPages(source, address, pages[0]?.next)
  expect(again.slice(0, pages.length - 1)).toEqual(pages.slice(1))
  for (const { from, to } of pages.flatMap(({ transfers }) => transfers)) expect([from, to]).toContain(address)
  return pages
}

async function readPages(source: HistorySource, address: string, pageToken?: string): Promise<HistoryPage[]> {
  const pages: HistoryPage[] = []
  for await (const page of source.listHistory(address, pageToken === undefined ? {} : { pageToken })) {
    pages.push(page)
    if (pages.length === PAGES_MAX) break
  }
  return pages
}
