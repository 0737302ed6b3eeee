import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import { readLabelFile } from './readLabelFile.ts'

const a = '0x28c6c06298d514db089934071355e5743bf21d60'
const b = '0x21a31ee1afc51d94c2efccaa2092ad1028285549'
const read = (text: string, options = {}) =>
  readLabelFile({ name: 'labels.csv', bytes: [new TextEncoder().encode(text)] }, options)

describe('a CSV of labels', () => {
  it('reads every column that it knows', async () => {
    const text = `address,name,category,source,chain,confidence\n${a},"Foo, Inc. 3",exchange,Jane,ethereum,high\n`
    const { format, labels } = await read(text)
    expect(format).toBe('label-csv')
    expect(labels).toMatchObject([
      {
        address: a,
        name: 'Foo, Inc. 3',
        category: 'exchange',
        source: 'labels.csv (Jane)',
        chain: 'eip155:1',
        confidence: 'high',
      },
    ])
  })

  it.each([
    `\uFEFFAddress,Name Tag\r\n${a},HTX 33\r\n${b},x\r\n`,
    `wallet_address;label\n${a};HTX 33\n${b};x`,
    `walletAddress\tentity\n${a}\tHTX 33\n\n${b}\tx\n`,
    `address,etherscan_tag,etherscan_labels,is_contract\n${a},HTX 33,huobi,False\n${b},x\n`,
    `"address","tag"\n"${a}","HTX 33"\n${b},x`,
  ])('takes headers, delimiters and line ends as they come: %j', async (text) => {
    const { labels, rejects } = await read(text)
    expect(rejects).toEqual([])
    expect(labels.map(({ address, actor, chain }) => [address, actor, chain])).toEqual([
      [a, 'HTX', undefined],
      [b, undefined, undefined],
    ])
  })

  it('takes a chain by name, number, ticker or from the user', async () => {
    const rows = [`${a},x,56`, `${a},x,polygon`, `${a},x,BEP20`, `${a},x,eip155:10`, `${a},x,`, `${a},x,USDT`]
    const { labels } = await read(`address,name,chain\n${rows.join('\n')}`, { chain: ChainId.parse('base') })
    const chains = ['eip155:56', 'eip155:137', 'eip155:56', 'eip155:10', 'eip155:8453', undefined]
    expect(labels.map(({ chain }) => chain)).toEqual(chains)
  })

  it('rejects bad rows by line', async () => {
    const text = `address,name,chain\n\nnonsense,x,\n${a},x,no such chain\n0x0000000000000000000000000000000000000009,x,\n,x,\n`
    const { rejects } = await read(text)
    expect(rejects.map(({ place, code }) => `${place} ${code}`)).toEqual([
      'line 3 LZ_LABEL_ADDRESS',
      'line 4 LZ_LABEL_CHAIN',
      'line 5 LZ_LABEL_NULL_ADDRESS',
      'line 6 LZ_LABEL_ADDRESS',
    ])
  })

  it('is refused when its quotes are broken or a record has no end', async () => {
    await expect(read(`address,name\n${a},x"y\n`)).rejects.toMatchObject({ code: 'LZ_LABEL_FILE_SHAPE' })
    await expect(read(`address,name\n${a},"open`)).rejects.toMatchObject({ code: 'LZ_LABEL_FILE_SHAPE' })
    await expect(read(`address,name\n${a},"${'x'.repeat(100_000)}"`)).rejects.toMatchObject({
      code: 'LZ_LABEL_FILE_SHAPE',
    })
  })

  it('is no label file without a column for addresses', async () => {
    await expect(read('name,amount\nx,1\n')).rejects.toMatchObject({ code: 'LZ_LABEL_FILE_FORMAT' })
  })
})
