import { describe, expect, it } from 'vitest'
import { ChainId } from '../../chain/index.ts'
import type { Transfer } from '../Transfer.ts'
import { chooseLayout, parseColumnMap } from './layouts.ts'
import { createTransferParser, type ParserOptions, type TransferParser } from './transferParser.ts'

const GOOD = {
  block: '17000000',
  time: '2023-05-02 12:19:59',
  tx: `0x${'ab'.repeat(32)}`,
  tx_index: '3',
  from: `0x${'1'.repeat(40)}`,
  to: `0x${'2'.repeat(40)}`,
  amount: '5',
  asset: 'ETH',
}
const ETHEREUM = { chain: ChainId.parse('ethereum'), asset: undefined, decimals: undefined }

function parserOf(header: readonly string[], options: Partial<ParserOptions> = {}): TransferParser {
  return createTransferParser(header, chooseLayout(header, {}, 'file'), { ...ETHEREUM, ...options })
}

/** Parses the good row with some fields changed. */
function parse(changes: Readonly<Record<string, string>> = {}, options: Partial<ParserOptions> = {}): Transfer {
  const fields = { ...GOOD, ...changes }
  return parserOf(Object.keys(fields), options).parse(Object.values(fields)) as Transfer
}

function codeOf(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('a row', () => {
  it('becomes a transfer', () => {
    expect(parse()).toEqual({
      kind: 'native',
      block: 17_000_000,
      timeSec: 1_683_029_999,
      tx: Uint8Array.from(Buffer.alloc(32, 0xab)),
      txIndex: 3,
      ordinal: undefined,
      from: GOOD.from,
      to: GOOD.to,
      asset: 'eip155:1/slip44:60',
      amount: 5n,
      inexact: false,
    })
  })

  it('loses the spaces around its fields', () => {
    const spaced = Object.fromEntries(Object.entries(GOOD).map(([name, text]) => [name, ` ${text}\t`]))
    expect(parse(spaced)).toEqual(parse())
  })

  it.each([
    ['LZ_ADDRESS_CHECKSUM', { from: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD' }],
    ['LZ_ADDRESS_SYNTAX', { from: '0x5aaeb6053f3e94c9b9a09f33669435e7ef1bea' }],
    ['LZ_ADDRESS_SYNTAX', { to: `${GOOD.to.slice(0, -1)}\ufffd` }],
    ['LZ_ADDRESS_SYNTAX', { to: `${GOOD.to.slice(0, -1)}\0` }],
    ['LZ_ROW_FIELD_MISSING', { from: '' }],
    ['LZ_ROW_FIELD_MISSING', { to: '  ' }],
    ['LZ_ROW_FIELD_MISSING', { tx: '' }],
    ['LZ_ROW_FIELD_MISSING', { block: '' }],
    ['LZ_ROW_FIELD_MISSING', { amount: '' }],
    ['LZ_ROW_FIELD_MISSING', { asset: '' }],
    ['LZ_TX_HASH_SYNTAX', { tx: '0xabcd' }],
    ['LZ_ROW_NUMBER', { block: '-1' }],
    ['LZ_ROW_NUMBER', { block: '1.0' }],
    ['LZ_ROW_NUMBER', { block: '4294967295' }],
    ['LZ_ROW_NUMBER', { block: '1'.repeat(10_000) }],
    ['LZ_ROW_NUMBER', { tx_index: '1e3' }],
    ['LZ_TIME_SYNTAX', { time: '2023-02-30' }],
    ['LZ_TIME_SYNTAX', { time: '02.05.2023' }],
    ['LZ_TIME_SYNTAX', { time: '2023-05-02 12:19:59+02:00' }],
    ['LZ_AMOUNT_NEGATIVE', { amount: '-5' }],
    ['LZ_AMOUNT_PRECISION', { amount: '1.5' }],
    ['LZ_AMOUNT_SYNTAX', { amount: '1,000' }],
    ['LZ_AMOUNT_SYNTAX', { amount: '9'.repeat(1_000_000) }],
    ['LZ_AMOUNT_OVERFLOW', { amount: (2n ** 256n).toString() }],
    ['LZ_ROW_INEXACT', { amount: '1.5e18' }],
    ['LZ_ASSET_SYNTAX', { asset: 'x'.repeat(200) }],
    ['LZ_ROW_ENCODING', { asset: 'US\ufffdD' }],
  ])('is refused: %s for %j', (code, changes) => {
    expect(codeOf(() => parse(changes))).toBe(code)
  })

  it('is refused when it has more or fewer fields than the header', () => {
    const parser = parserOf(Object.keys(GOOD))
    const fields = Object.values(GOOD)
    for (const record of [[], fields.slice(1), [...fields, '']]) {
      expect(codeOf(() => parser.parse(record))).toBe('LZ_ROW_FIELD_COUNT')
    }
  })

  it('may have the largest amount there is', () => {
    expect(parse({ amount: (2n ** 256n - 1n).toString() }).amount).toBe(2n ** 256n - 1n)
  })

  it('may leave out the time and its places', () => {
    expect(parse({ time: '', tx_index: '' })).toMatchObject({ timeSec: undefined, txIndex: undefined })
  })

  it('gives labels, whatever their text', () => {
    const header = [...Object.keys(GOOD), 'from_label', 'to_label']
    const parser = parserOf(header)
    const record = [...Object.values(GOOD), ' Binance\ufffd 14 ', '']
    expect(parser.labels(record, parser.parse(record) as Transfer)).toEqual([
      { address: GOOD.from, name: 'Binance\ufffd 14' },
    ])
  })

  it('that is refused tells of its amount and asset what it can', () => {
    const parser = parserOf(Object.keys(GOOD))
    const describe = (changes: object): unknown => parser.describe(Object.values({ ...GOOD, ...changes }))
    const asset = 'eip155:1/slip44:60'
    expect(describe({ from: '' })).toEqual({ amount: 5n, asset })
    expect(describe({ amount: '-7' })).toEqual({ amount: 7n, asset })
    expect(describe({ amount: 'x' })).toEqual({ amount: undefined, asset })
    expect(describe({ asset: 'a/b' })).toEqual({ amount: 5n, asset: undefined })
    expect(parser.describe([])).toEqual({ amount: undefined, asset: undefined })
  })
})

describe('amounts', () => {
  it('are base units where the decimals are not given, else display units', () => {
    expect(parse({ amount: '15' }).amount).toBe(15n)
    expect(parse({ amount: '1.5' }, { decimals: 6 }).amount).toBe(1_500_000n)
  })

  it('are what --amounts says', () => {
    expect(parse({ amount: '15' }, { decimals: 6, amounts: 'base' }).amount).toBe(15n)
    expect(parse({ amount: '15' }, { decimals: 6, amounts: 'display' }).amount).toBe(15_000_000n)
    expect(codeOf(() => parse({ amount: '1.5' }, { decimals: 6, amounts: 'base' }))).toBe('LZ_AMOUNT_PRECISION')
    expect(codeOf(() => parse({}, { amounts: 'display' }))).toBe('LZ_IMPORT_DECIMALS')
  })

  it('in floating point are taken when asked for, exactly as the number is, and marked', () => {
    const inexact = { inexact: true }
    expect(parse({ amount: '1.5e18' }, inexact)).toMatchObject({ amount: 1_500_000_000_000_000_000n, inexact: true })
    expect(parse({ amount: '1E+23' }, inexact)).toMatchObject({ amount: BigInt(1e23), inexact: true })
    expect(parse({ amount: '1.5e0' }, { inexact: true, decimals: 2 })).toMatchObject({ amount: 150n, inexact: true })
    expect(parse({ amount: '15' }, inexact)).toMatchObject({ amount: 15n, inexact: false })
    expect(codeOf(() => parse({ amount: '1e999' }, inexact))).toBe('LZ_AMOUNT_SYNTAX')
    expect(codeOf(() => parse({ amount: '1e78' }, inexact))).toBe('LZ_AMOUNT_OVERFLOW')
  })
})

describe('the columns of a file', () => {
  it('are found by well-known names, in any case', () => {
    const header = ['Block_Number', 'Transaction Hash', 'FROM', 'To_Address', 'Value', 'Symbol']
    expect(chooseLayout(header, {}, 'file').columns).toEqual({
      block: 'Block_Number',
      tx: 'Transaction Hash',
      from: 'FROM',
      to: 'To_Address',
      amount: 'Value',
      asset: 'Symbol',
    })
  })

  it('are what the user says, before any guess', () => {
    const header = ['block', 'tx', 'from', 'to', 'value', 'amount']
    expect(chooseLayout(header, parseColumnMap('amount=value'), 'file').columns.amount).toBe('value')
    expect(codeOf(() => chooseLayout(header, {}, 'file'))).toBe('LZ_IMPORT_COLUMNS')
    expect(codeOf(() => chooseLayout(header, parseColumnMap('amount=Wert'), 'file'))).toBe('LZ_IMPORT_COLUMNS')
  })

  it.each(['amount', 'betrag=value', '=value', ''])('cannot be said as %j', (text) => {
    expect(codeOf(() => parseColumnMap(text))).toBe('LZ_IMPORT_COLUMNS')
  })

  it('must name the asset, or the user does', () => {
    const header = ['block', 'tx', 'from', 'to', 'amount']
    expect(codeOf(() => parserOf(header))).toBe('LZ_IMPORT_ASSET')
    expect(codeOf(() => parserOf(header, { asset: 'a/b' }))).toBe('LZ_ASSET_SYNTAX')
  })

  it('of a known format may be replaced one by one; its amounts are base units only as it writes them', () => {
    const header = ['hash', 'nonce', 'block_number', 'transaction_index', 'from_address', 'to_address', 'value', 'usd']
    expect(chooseLayout(header, {}, 'file')).toMatchObject({ name: 'ethereum-etl transactions', isBase: true })
    const layout = chooseLayout(header, parseColumnMap('amount=usd'), 'file')
    expect(layout).toMatchObject({
      name: 'ethereum-etl transactions',
      isBase: false,
      columns: { amount: 'usd', tx: 'hash' },
    })
  })
})
