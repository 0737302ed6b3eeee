import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { type Outcome, runLazaretto } from '../../runLazaretto.support.ts'
import { gatherFiles } from './companionFiles.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazaretto-companions-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A remark of exactly the 1,000 characters for which sdn.csv has room, ending as said. */
function cutRemark(end: string): string {
  return `Website ${'a'.repeat(992 - end.length - 2)}; ${end}`
}

const row = (uid: number, name: string, remark: string) =>
  `${uid},"${name}",-0- ,"CYBER2",${'-0- ,'.repeat(7)}"${remark}"\r\n`
const NOW = Date.parse('2026-10-01T12:00:00Z') / 1000
const FILES = {
  'sdn.csv': `${row(30518, 'SECONDEYE SOLUTION', cutRemark('Digital Currency Address - XBT 1Gq'))}${row(
    31212,
    'ENTITY B',
    cutRemark('Digital'),
  )}\u001a`,
  'alt.csv': '30518,48900,"aka","FORWARDERZ",-0- \r\n\u001a',
  'add.csv': '30518,48901,-0- ,"Karachi","Pakistan",-0- \r\n\u001a',
  'sdn_comments.csv':
    '30518,"ChmWqGtsaLrGbHfgdrV5Nkvahtjjuxr; Linked To: X."\r\n31212," Currency Address - BCH qq3vlashthktqpeppuv7trmw070e3mydgq63zq348v; Linked To: Y."\r\n',
}

function write(sub: string, names: readonly (keyof typeof FILES)[]): string {
  const path = join(folder, sub)
  mkdirSync(path)
  for (const name of names) writeFileSync(join(path, name), FILES[name])
  return path
}

function lazaretto(sub: string, ...args: string[]): Promise<Outcome> {
  return runLazaretto([...args, '--store', join(folder, sub, 'store')], { nowSec: NOW })
}

const WORD = ['--accept', 'first', '--published', '2026-10-01']

it('finds the files beside sdn.csv, and says so', async () => {
  const path = write('whole', ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'])
  const { out } = await lazaretto('whole', 'intel', 'update', '--from', join(path, 'sdn.csv'), ...WORD)
  expect(out).toContain('2 entries, 2 addresses')
  expect(out).toContain('read from sdn.csv + add.csv + alt.csv + sdn_comments.csv')
  expect(out).not.toContain('without')
  expect((await lazaretto('whole', 'screen', '1GqChmWqGtsaLrGbHfgdrV5Nkvahtjjuxr')).code).toBe(3)
  const cash = 'bitcoincash:qq3vlashthktqpeppuv7trmw070e3mydgq63zq348v'
  expect((await lazaretto('whole', 'screen', cash)).code).toBe(3)
  expect((await lazaretto('whole', 'intel', 'show', 'ofac-sdn', '30518')).out).toContain('FORWARDERZ')
})

it('says what is missing without them, and keeps saying it', async () => {
  const path = write('alone', ['sdn.csv'])
  const { out } = await lazaretto('alone', 'intel', 'update', '--from', join(path, 'sdn.csv'), ...WORD)
  expect(out).toContain('look: without alt.csv beside it')
  expect(out).toContain('look: 2 remarks are cut at 1,000 characters, inside an address of 30518 (1Gq)')
  expect((await lazaretto('alone', 'intel', 'status')).out).toContain('without alt.csv beside it')
})

it('takes them by name, and one list at a time', async () => {
  const path = write('named', ['sdn.csv', 'alt.csv', 'sdn_comments.csv'])
  const from = ['sdn_comments.csv', 'sdn.csv'].flatMap((name) => ['--from', join(path, name)])
  const { out } = await lazaretto('named', 'intel', 'update', ...from, ...WORD)
  expect(out).toContain('read from sdn.csv + sdn_comments.csv')
  expect(out).toContain('look: without alt.csv')
  for (const wrong of [
    ['sdn.csv', 'un.xml'],
    ['alt.csv', 'add.csv'],
    ['sdn.csv', 'alt.csv', 'cons_alt.csv'],
  ]) {
    expect(() => gatherFiles(wrong)).toThrow(expect.objectContaining({ code: 'LZ_INTEL_FILES' }))
  }
})
