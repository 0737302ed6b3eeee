import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { findPublisherChain } from './explorerLabels.ts'
import { readLabelFile } from './readLabelFile.ts'

const address = '0x28c6c06298d514db089934071355e5743bf21d60'
const read = (name: string, content: unknown, options = {}) =>
  readLabelFile({ name, bytes: [new TextEncoder().encode(JSON.stringify(content))] }, options)

describe('an explorer’s labels', () => {
  it('are of the chain of the explorer that the file’s name names', async () => {
    const { format, labels } = await read('bscscan-labels.json', {
      [address]: { name: 'Binance 14', labels: ['binance'] },
    })
    expect(format).toBe('explorer-labels')
    expect(labels).toMatchObject([{ address, chain: 'eip155:56', actor: 'Binance', source: 'bscscan-labels.json' }])
  })

  it('are of the chain that the user names', async () => {
    const chain = ChainId.parse('base')
    const { labels } = await read('x.json', { [address]: 'Kraken 4' }, { chain, source: 'Basescan' })
    expect(labels).toMatchObject([{ chain, actor: 'Kraken', source: 'Basescan' }])
  })

  it('are refused when nothing names the chain', async () => {
    await expect(read('x.json', { [address]: 'a' })).rejects.toMatchObject({ code: 'LZ_LABEL_FILE_CHAIN' })
  })

  it('are rejected one by one', async () => {
    const content = {
      'There are no matching entries': { name: '', labels: [] },
      '0x0000000000000000000000000000000000000001': { name: 'Null', labels: ['burn'] },
      [address]: { name: 3 },
      '0x21a31ee1afc51d94c2efccaa2092ad1028285549': { name: '', labels: ['bridge'] },
    }
    const { labels, rejects } = await read('etherscan.json', content)
    expect(labels).toMatchObject([{ name: '', category: 'bridge', basis: 'category' }])
    expect(rejects.map(({ place, code }) => `${place} ${code}`)).toEqual([
      '"There are no matching entries" LZ_LABEL_ADDRESS',
      '"0x0000000000000000000000000000000000000001" LZ_LABEL_NULL_ADDRESS',
      `"${address}" LZ_LABEL_ENTRY`,
    ])
  })
})

describe('findPublisherChain', () => {
  it('takes one clear publisher', () => {
    expect(findPublisherChain('polygonscan-labels.json.gz')).toBe('eip155:137')
    expect(findPublisherChain('etherscan-and-bscscan.json')).toBeUndefined()
    expect(findPublisherChain('optimistic.etherscan.json')).toBeUndefined()
    expect(findPublisherChain('labels.json')).toBeUndefined()
  })
})
