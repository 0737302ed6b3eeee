import { describe, expect, it } from 'vitest'
import { ChainId } from '../chain/index.ts'
import * as LabelBook from './LabelBook.ts'
import { type ExplorerSaying, labelsFromExplorer } from './labelsFromExplorer.ts'

const place = {
  address: '0x28c6c06298d514db089934071355e5743bf21d60',
  chain: ChainId.parse('ethereum'),
  source: 'blockscout: eth.example',
}

function read(...tags: ExplorerSaying['tags'][number][]): ReturnType<typeof labelsFromExplorer> {
  return labelsFromExplorer({ ...place, tags })
}

describe("an explorer's names", () => {
  it('are its claims, each read as any other name', () => {
    const labels = read(
      { text: 'Binance: Hot Wallet 20', kind: 'name' },
      { text: 'Binance 8', kind: 'name' },
      { text: 'Exchange', kind: 'generic' },
    )
    expect(labels).toHaveLength(2)
    for (const label of labels) {
      expect(label).toMatchObject({
        ...place,
        category: 'exchange',
        actor: 'Binance',
        stops: true,
        confidence: 'web_crawl',
      })
    }
  })

  it('take a category from their tags where the name says nothing', () => {
    const [label] = read({ text: 'Foo 3', kind: 'name' }, { text: 'Exchange', kind: 'generic' })
    expect(label).toMatchObject({ category: 'exchange', actor: 'Foo', basis: 'category', stops: true })
  })

  it('say nothing of an owner where there are only tags', () => {
    expect(read({ text: 'Binance', kind: 'generic' }, { text: 'Exchange', kind: 'generic' })).toMatchObject([
      { name: 'Binance, Exchange', category: 'unknown', stops: false },
    ])
    expect(read({ text: 'ATTACKER', kind: 'generic' })).toMatchObject([{ category: 'theft', stops: false }])
    expect(read()).toEqual([])
  })

  it('never stop at a thief, and a badge does not unmake a named exchange', () => {
    expect(read({ text: 'Euler Finance Exploiter 3', kind: 'name' })).toMatchObject([
      { category: 'theft', stops: false },
    ])
    const both = read({ text: 'Binance 14', kind: 'name' }, { text: 'scam', kind: 'scam' })
    expect(LabelBook.resolve(both)).toMatchObject({ category: 'exchange', isDisputed: true })
    expect(read({ text: 'scam', kind: 'scam' })).toMatchObject([{ name: 'marked as scam', category: 'theft' }])
  })
})
