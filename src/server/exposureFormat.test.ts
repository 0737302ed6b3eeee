import { mkdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createJsonLines, listIncidentAddresses, openBuiltInRegister } from '../intel/index.ts'
import { type AddressExposure, defaultPolicy, ExposureTable, screenAddress } from '../screen/index.ts'
import { createFolder, installList, LISTED, NOW, UNKNOWN } from './desk.support.ts'
import { readExposures } from './exposureFiles.ts'
import { EXPOSURE_HEAD, readExposureFile, toLine } from './exposureFormat.ts'
import { exposureFolder } from './folders.ts'
import { loadScreener } from './loadScreener.ts'

const incidents = listIncidentAddresses(openBuiltInRegister())
const suspected = incidents.find(({ grade, isAttacker }) => isAttacker && grade === 'suspected')?.incident ?? ''
const accused = incidents.find(({ grade, isAttacker }) => isAttacker && grade === 'government')?.incident ?? ''

function line(origin: string, change: object = {}): object {
  const rest = { asset: 'eip155:1/slip44:60', hops: 1, path: ['0x1'], amount: '10', received: '10', cut: '0' }
  return { address: UNKNOWN, category: 'theft', origin, ...rest, ...change }
}

async function write(folder: string, lines: readonly object[]): Promise<string> {
  await mkdir(exposureFolder(folder), { recursive: true })
  const writer = createJsonLines(exposureFolder(folder), 'eip155-1')
  for (const each of lines) await writer.write(each)
  return await writer.finish()
}

async function read(lines: readonly object[]): Promise<unknown[]> {
  const folder = createFolder()
  const name = await write(folder, lines)
  const all: unknown[] = []
  for await (const each of readExposureFile(exposureFolder(folder), name)) all.push(each)
  return all
}

describe('a file of exposures', () => {
  const exposure: AddressExposure = {
    address: UNKNOWN,
    category: 'theft',
    origin: 'x',
    grade: 'vendor',
    asset: 'eip155:1/slip44:60',
    amount: 10n ** 30n,
    received: 10n ** 31n,
    hops: 2,
    path: ['0x1', '0x2'],
    cut: 0n,
  }

  it('gives back what was written, to the unit and with its grade', async () => {
    expect(await read([EXPOSURE_HEAD, toLine(exposure)])).toEqual([exposure])
    expect(await read([EXPOSURE_HEAD])).toEqual([])
  })

  it('of the first form has the grades of the register', async () => {
    const lines = [line(suspected), line(accused), line('gone'), line('ofac-sdn', { category: 'sanctions' })]
    const grades = (await read(lines)).map((each) => (each as { grade?: string }).grade)
    expect(grades).toEqual(['suspected', 'government', undefined, undefined])
    expect(await read([])).toEqual([])
  })

  it.each([
    ['a later form', [{ format: 'lazaretto-exposure/3' }]],
    ['another line', [EXPOSURE_HEAD, line('x', { grade: 'certain' })]],
    ['a line too short', [{ address: UNKNOWN }]],
    ['a second head', [EXPOSURE_HEAD, EXPOSURE_HEAD]],
    ['an amount that is none', [EXPOSURE_HEAD, line('x', { amount: '-1.5' })]],
  ])('is refused with %s', async (_, lines) => {
    await expect(read(lines)).rejects.toMatchObject({ code: 'LZ_EXPOSURE_FORMAT' })
  })

  it('makes nobody worse than the suspect who paid', async () => {
    const folder = createFolder()
    await installList(folder, [LISTED])
    await write(folder, [EXPOSURE_HEAD, line(suspected, { grade: 'suspected' })])
    expect(
      await readExposures(folder, [1, 2]).then((files) => files && ExposureTable.toLookup(files.table).addresses),
    ).toBe(1)
    const screener = await loadScreener(folder, defaultPolicy)
    const { verdict, reasons } = screenAddress(screener, UNKNOWN, NOW)
    expect([verdict, ...reasons.map(({ code, effect }) => `${code} ${effect}`)]).toEqual(['no-match', 'EXPOSURE note'])
  })
})
