// Makes src/guard/domains/lookalike/confusables.ts from Unicode's list of confusable characters (UTS 39).
// node scripts/confusables.mjs confusables.txt
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const text = readFileSync(process.argv[2], 'utf8').replace(/^\uFEFF/, '')
const version = /^# Version: (\S+)/m.exec(text)?.[1]
const targets = new Map()
for (const line of text.split('\n')) {
  const [source, target] = line
    .split('#')[0]
    .split(';')
    .map((field) => toText(field))
  if (target === undefined || target === '' || !isHostCharacter(source)) continue
  const letters = toLetters(target)
  if (/^[a-z0-9]{1,3}$/.test(letters)) targets.set(letters, (targets.get(letters) ?? '') + source)
}

const lines = [...targets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([letters, sources]) => `${letters} ${sources}`)
writeFileSync(
  join(import.meta.dirname, '../src/guard/domains/lookalike/confusables.ts'),
  `/**
 * What a character of an internationalised name looks like in plain letters: the letters, then the characters. Those that
 * are a plain letter with marks are not here. Made by scripts/confusables.mjs.
 *
 * @source Unicode confusables.txt, version ${version} (https://www.unicode.org/reports/tr39/), Unicode licence
 */
export const CONFUSABLES = \`
${lines.join('\n')}
\`
`,
)

function toText(field) {
  return field
    .trim()
    .split(/\s+/)
    .filter((point) => /^[0-9A-F]{4,6}$/.test(point))
    .map((point) => String.fromCodePoint(Number.parseInt(point, 16)))
    .join('')
}

/** A letter or digit that stays itself when a host is written in its canonical form. */
function isHostCharacter(source) {
  return (
    /^[\p{L}\p{N}]$/u.test(source) &&
    source > '\u007f' &&
    source.normalize('NFKC').toLowerCase() === source &&
    !/^[a-z]/.test(toPlain(source))
  )
}

/** Unicode's prototype of m is rn. */
function toLetters(target) {
  return toPlain(target).toLowerCase().replaceAll('rn', 'm')
}

function toPlain(target) {
  return target.normalize('NFD').replace(/\p{M}/gu, '')
}
