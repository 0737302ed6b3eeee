// Makes src/screen/names/scripts/hanTables.ts from the files of the Unicode Han Database.
// node scripts/hanReadings.mjs Unihan_Readings.txt Unihan_Variants.txt Unihan_OtherMappings.txt
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const facts = new Map()
for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [point, property, value] = line.split('\t')
    if (value === undefined || !/^U\+[4-9][0-9A-F]{3}$/.test(point)) continue
    const character = String.fromCodePoint(Number.parseInt(point.slice(2), 16))
    facts.set(character, { ...facts.get(character), [property]: value.trim() })
  }
}

const bySyllable = new Map()
const variants = []
for (const [character, { kMandarin, kSimplifiedVariant, kGB0, kBigFive, kJis0 }] of [...facts].sort()) {
  const simple = toCharacter(kSimplifiedVariant)
  if (simple !== undefined && simple !== character) variants.push(character + simple)
  else if (kMandarin !== undefined && (kGB0 ?? kJis0 ?? commonInBigFive(kBigFive)) !== undefined) {
    const syllable = toSyllable(kMandarin)
    bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + character)
  }
}

const readings = [...bySyllable].sort().map(([syllable, characters]) => `${syllable} ${characters}`)
writeFileSync(
  join(import.meta.dirname, '../src/screen/names/scripts/hanTables.ts'),
  `/**
 * Mandarin readings (Hanyu Pinyin without tones) of the characters of GB 2312, JIS X 0208 and the first level of Big5:
 * a syllable, then its characters. Made by scripts/hanReadings.mjs.
 *
 * @source Unicode Han Database, kMandarin (https://www.unicode.org/reports/tr38/)
 */
export const HAN_READINGS = \`
${readings.join('\n')}
\`

/**
 * Traditional characters, each before its simplified form.
 *
 * @source Unicode Han Database, kSimplifiedVariant
 */
export const HAN_VARIANTS = \`
${(variants.join('').match(/.{1,100}/gu) ?? []).join('\n')}
\`
`,
)

/** The first reading, without tone marks and figures; ü is v, as it is typed. */
function toSyllable(reading) {
  const [first = ''] = reading.toLowerCase().split(' ')
  return first
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/[\u0300-\u036f0-9]/g, '')
}

function toCharacter(value) {
  const points = value?.split(' ') ?? []
  return points.length === 1 ? String.fromCodePoint(Number.parseInt(points[0].slice(2), 16)) : undefined
}

/** Level 1 of Big5 ends at C67E: the 5,401 characters in common use. */
function commonInBigFive(code) {
  return code !== undefined && code <= 'C67E' ? code : undefined
}
