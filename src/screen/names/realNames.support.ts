import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { EntryKind } from '../../intel/index.ts'
import type { ListedParty } from './Party.ts'

const folder = resolve('../shared/data')

/** Whether the shared data is here; where not, the run says how many cases were skipped. */
export function hasRealNames(cases: number): boolean {
  const isHere = existsSync(resolve(folder, 'names/name-pairs.csv'))
  if (!isHere) console.warn(`SKIPPED ${cases} real cases: no names in ${folder}`)
  return isHere
}

/** One labelled pair of names. */
export interface NamePair {
  readonly name1: string
  readonly name2: string
  readonly kind: EntryKind
  readonly isMatch: boolean
  readonly quality: string
}

const KINDS = new Map<string, EntryKind>([
  ['Person', 'person'],
  ['Company', 'organisation'],
  ['Organization', 'organisation'],
  ['Vessel', 'vessel'],
])

export function readPairs(): NamePair[] {
  return readRows('names/name-pairs.csv').map((row) => ({
    name1: row['name1'] ?? '',
    name2: row['name2'] ?? '',
    kind: KINDS.get(row['schema'] ?? '') ?? 'unknown',
    isMatch: row['is_match'] === 'true',
    quality: row['quality'] ?? '',
  }))
}

/** Query, expected name, least score. */
export function readCrossScriptPairs(): (readonly [string, string, number])[] {
  const lines = readText('names/cross-script-pairs.csv').split('\n')
  return lines
    .filter((line) => line.includes(',') && !line.startsWith('#'))
    .map((line) => line.split(','))
    .map(([query = '', expected = '', least = '']) => [query, expected, Number(least)] as const)
}

export function readPositives(): string[] {
  return readRows('names/un-positives-plain.csv').map((row) => row['full_name'] ?? '')
}

export function readNegatives(): string[] {
  return readRows('names/negatives-global.csv.gz').map((row) => row['full_name'] ?? '')
}

/** The names of one edition of the UN list, read with no more than these tests need. */
export function readUnParties(date: string): ListedParty<string>[] {
  const xml = readText(`sanctions/un-consolidated-${date}.xml.gz`)
  return [...xml.matchAll(/<(INDIVIDUAL|ENTITY)>([\s\S]*?)<\/\1>/g)].map(([, element = '', body = '']) => {
    const main = ['FIRST', 'SECOND', 'THIRD', 'FOURTH'].flatMap((part) => listTexts(body, `${part}_NAME`)).join(' ')
    const original = listTexts(body, 'NAME_ORIGINAL_SCRIPT').map((text) => ({ text, quality: 'strong' as const }))
    const aliases = [...body.matchAll(/<(\w+_ALIAS)>([\s\S]*?)<\/\1>/g)].flatMap(([, , alias = '']) => readAlias(alias))
    return {
      ref: listTexts(body, 'REFERENCE_NUMBER')[0] ?? '',
      kind: element === 'ENTITY' ? 'organisation' : 'person',
      names: [{ text: main, quality: 'primary' }, ...original, ...aliases],
      births: [],
      countries: [],
    }
  })
}

function readAlias(alias: string): ListedParty['names'][number][] {
  const quality = listTexts(alias, 'QUALITY')[0] === 'Low' ? 'weak' : 'strong'
  return listTexts(alias, 'ALIAS_NAME').map((text) => ({ text, quality }))
}

function listTexts(xml: string, tag: string): string[] {
  const found = [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) =>
    readEntities(text).trim(),
  )
  return found.filter((text) => text !== '')
}

const ENTITIES = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
])

function readEntities(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => ENTITIES.get(entity) ?? entity)
}

function readRows(path: string): Record<string, string>[] {
  return z.array(z.record(z.string(), z.string())).parse(parse(readText(path), { columns: true }))
}

function readText(path: string): string {
  const bytes = readFileSync(resolve(folder, path))
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

/** A name without case, accents, marks and order, to say which entry a name belongs to. */
export function toPlain(text: string): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
  return words.sort().join(' ')
}
