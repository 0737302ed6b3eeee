import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../main.ts'

const data = join(process.cwd(), '../shared/data/bitcoin')
const isHere = existsSync(data)
if (!isHere) console.warn('skipped: ../shared/data/bitcoin is not here, blocks are not imported from the command line')

const root = mkdtempSync(join(tmpdir(), 'lazaretto-import-blocks-'))
afterAll(() => rmSync(root, { recursive: true }))

interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

describe.skipIf(!isHere)('lazaretto import of blocks', () => {
  const early = isHere ? readFileSync(join(data, 'blk00000-first-4522-blocks.dat')) : Buffer.alloc(0)
  const late = isHere ? readFileSync(join(data, 'block-540107.bin')) : Buffer.alloc(0)
  /** Blocks 0 and 1, and where the second record begins. */
  const [first, second] = [293, 516]
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(root, 'case-'))
  })

  const write = (name: string, content: string | Uint8Array): string => {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const changed = (file: Buffer, at: number, bytes: readonly number[], remove = bytes.length): Buffer =>
    Buffer.concat([file.subarray(0, at), Buffer.from(bytes), file.subarray(at + remove)])

  async function lazaretto(...args: readonly string[]): Promise<Said> {
    let [out, err] = ['', '']
    const stdout = { write: (text: string) => (out += text) }
    const stderr = { write: (text: string) => (err += text) }
    const code = await run(['node', 'lazaretto', ...args, '--store', join(folder, 'store')], {
      stdout,
      stderr,
      env: {},
    })
    return { code, out, err }
  }

  /** Blocks, transactions and the last height that the store has. */
  async function stored(): Promise<unknown> {
    const rows = JSON.parse((await lazaretto('store', 'info', '--json')).out) as Record<string, unknown>[]
    return rows.map((row) => [row['blocks'], row['transactions'], row['last_block']])
  }
  const ALL = [['4522', '4583', 4521]]
  const LATE = [['1', '230', 540_107]]

  it.each([
    ['a file of a node', () => write('blk00000.dat', early), ALL],
    ['one of any name', () => write('some.file', early), ALL],
    ['a bare block', () => write('block', late), LATE],
    ['hex', () => write('block.txt', `${late.toString('hex')}\n`), LATE],
    [
      'a folder of a node, whose blocks are masked, with other files in it',
      () => {
        const key = Buffer.from('8f1b0c2d3e4f5a61', 'hex')
        const masked = early.map((byte, at) => byte ^ (key[at % 8] as number))
        for (const name of ['xor.dat', 'rev00000.dat', 'notes.csv']) write(`blocks/${name}`, key)
        return join(write('blocks/blk00000.dat', masked), '..')
      },
      ALL,
    ],
  ] as const)('recognises %s', async (_, make, expected) => {
    const path = make()
    const { code, out, err } = await lazaretto('import', path)
    expect([code, out]).toEqual([0, ''])
    expect(err).toContain(expected === ALL ? '4,522 blocks added to' : '1 block added to')
    expect(await stored()).toEqual(expected)
    expect((await lazaretto('import', path, '--format', 'bitcoin-blocks')).err).toContain('0 blocks added to')
    expect(await stored()).toEqual(expected)
  })

  it('takes all block files of a folder when it is told that it holds blocks', async () => {
    write('in/1.hex', early.subarray(8, first).toString('hex'))
    write('in/2.raw', early.subarray(first + 8, second))
    write('in/readme.md', 'x')
    expect(await lazaretto('import', join(folder, 'in'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('LZ_FOLDER_EMPTY') as string,
    })
    expect((await lazaretto('import', join(folder, 'in'), '--format', 'bitcoin-blocks')).code).toBe(0)
    expect(await stored()).toEqual([['2', '2', 1]])
  })

  it('says what it leaves out of a file that is cut, and takes none of it when it is strict', async () => {
    const path = write('blk00000.dat', early.subarray(0, 500_000))
    const strict = await lazaretto('import', path, '--strict')
    expect(strict).toMatchObject({
      code: 1,
      err: `error LZ_BLOCK_CUT: ${path}, byte 499943: the file ends inside a block. Fetch it again.\n`,
    })
    expect(await stored()).toEqual([])
    const { code, err } = await lazaretto('import', path)
    expect(code).toBe(0)
    expect(err).toContain('The ledger has the blocks 0 to 2,162\n')
    expect(err).toContain('blk00000.dat ends inside a block: its last 57 bytes, from byte 499,943 on, are left out')
  })

  it.each([
    ['a wrong magic at its beginning', 'blk00000.dat', () => changed(early, 0, [1, 2, 3, 4]), 'LZ_BLOCK_FORMAT', 0],
    ['a wrong magic behind a block', 'a.dat', () => changed(early, first, [1, 2, 3, 4]), 'LZ_BLOCK_MAGIC', first],
    ['a flipped bit of a header', 'a.dat', () => changed(early, 499_951 + 40, [0]), 'LZ_BLOCK_WORK', 499_951],
    ['a flipped bit of a transaction', 'a.dat', () => changed(early, 200, [0]), 'LZ_BLOCK_MERKLE', 44],
    ['a flipped bit of a bare block', 'a.bin', () => changed(late, 2_000_000, [0]), 'LZ_BLOCK_', undefined],
    ['a bare block that is cut', 'a.bin', () => late.subarray(0, 1_000_000), 'LZ_BLOCK_TRUNCATED', 1_000_000],
    ['hex that is cut', 'a.hex', () => late.subarray(0, 1_000_000).toString('hex'), 'LZ_BLOCK_TRUNCATED', undefined],
    ['2^32 transactions', 'a.bin', () => changed(late, 80, [0xff, 0, 0, 0, 0, 1, 0, 0, 0], 1), 'LZ_BLOCK_COUNT', 80],
    ['2^32 - 1 inputs', 'a.bin', () => changed(late, 85, [0xfe, 0xff, 0xff, 0xff, 0xff], 1), 'LZ_BLOCK_', undefined],
  ] as const)('ends with an error that names the file and the byte: %s', async (_, name, make, code, offset) => {
    const path = write(name, make())
    const said = await lazaretto('import', path)
    expect([said.code, said.out]).toEqual([1, ''])
    expect(said.err).toMatch(new RegExp(`^error ${code}`))
    expect(said.err.split('\n')).toHaveLength(2)
    if (offset !== undefined) expect(said.err).toContain(`: ${path}, byte ${offset}: `)
    else expect(said.err).toContain(`: ${path}, byte `)
    expect(await stored()).toEqual([])
  })

  it('keeps the blocks that were there when others are bad', async () => {
    await lazaretto('import', write('blk00000.dat', early.subarray(0, second)))
    const bad = write('blk00001.dat', changed(early, 400_000, [0]))
    expect((await lazaretto('import', bad)).code).toBe(1)
    expect(await stored()).toEqual([['2', '2', 1]])
    expect((await lazaretto('store', 'info')).out).toMatch(/^bitcoin +2 +2 +0 +2 +0 +0 +1$/m)
  })

  it('refuses a chain that has no such blocks, half a key, and a file that is not there', async () => {
    const path = write('blk00000.dat', early)
    expect((await lazaretto('import', path, '--chain', 'ethereum')).err).toContain('error LZ_BLOCK_CHAIN: ')
    write('xor.dat', '1234')
    expect((await lazaretto('import', path)).err).toContain('error LZ_BLOCK_KEY: ')
    const nowhere = join(folder, 'blk1.dat')
    expect((await lazaretto('import', nowhere)).err).toContain(
      `LZ_FILE_NOT_FOUND: There is no readable file at ${nowhere}`,
    )
    expect((await lazaretto('import', path, '--format', 'blocks')).code).toBe(2)
  })
})
