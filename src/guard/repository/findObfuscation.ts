import type { SourceFile } from './RepositoryFile.ts'
import type { Sign, Strength } from './Sign.ts'

const MADE_NAMES_MIN = 8

type Rule = readonly [needle: string, pattern: RegExp, strength: Strength, detail: string]

const RULES: readonly Rule[] = [
  ['+[]', /[[\]()!+]{200}/u, 'strong', 'a program written with brackets and signs only'],
  ['atob', /\b(?:eval|Function)\s*\(\s*(?:\w+\.)?atob\s*\(/u, 'strong', 'encoded text is decoded and run'],
  ['Buffer', /\b(?:eval|Function)\s*\(\s*(?:String\()?Buffer\.from\s*\(/u, 'strong', 'encoded text is decoded and run'],
  ['unescape', /\beval\s*\(\s*(?:unescape|decodeURIComponent)\s*\(/u, 'strong', 'encoded text is decoded and run'],
  [
    'exec',
    /\bexec\s*\(\s*(?:\(?_+\)?\(|(?:__import__\(\s*['"](?:zlib|base64|marshal|codecs)|(?:zlib|base64|marshal|codecs)\.))/u,
    'strong',
    'packed text is unpacked and run',
  ],
  [
    'shift',
    /push['"]?\]?\s*\(\s*\w+(?:\.shift|\[['"]shift['"]\])\s*\(\s*\)\s*\)[;\s}]{0,20}catch\s*\(\s*\w+\s*\)\s*\{\s*\w+(?:\.|\[['"])push/u,
    'strong',
    'a table of texts is turned until a sum is right, as obfuscators do',
  ],
  [
    'global',
    /\bglobal(?:This)?\s*(?:\.\w{1,2}|\[\s*['"`][^'"`\n]{1,3}['"`]\s*\])\s*=\s*(?:require|module)\b/u,
    'strong',
    'what loads programs is put under another name',
  ],
  [
    'eval',
    /\b(?:eval|Function)\s*\(\s*[\w$.]+\(\s*['"`](?:[0-9a-f]{32,}|[A-Za-z0-9+/]{60,}={0,2})['"`]/u,
    'weak',
    'encoded text is decoded and run',
  ],
  [
    'spawn',
    /\bspawn(?:Sync)?\s*\(\s*[^,\n]{1,40},\s*\[\s*['"`](?:-e|-c|--eval)['"`]\s*,\s*(?:atob|Buffer\.from)\s*\(/u,
    'strong',
    'encoded text is decoded and run',
  ],
  [
    'base64',
    /\bbase64\s+(?:-d|-D|--decode)\b[^\n|]{0,200}\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b/u,
    'strong',
    'encoded text is decoded into a shell',
  ],
  ['fromCharCode', /fromCharCode\s*\(\s*(?:(?:0x)?[0-9a-f]{1,4}\s*,\s*){24}/iu, 'weak', 'text is written as numbers'],
  ['eval(function', /eval\(function\(p,a,c,k,e,/u, 'weak', 'the program is packed'],
  [
    'reverse',
    /\.split\(['"`]{2}\)\.reverse\(\)\.join\(['"`]{2}\)[\s\S]{0,400}\b(?:eval|Function|exec)\b/u,
    'weak',
    'text is written backwards and run',
  ],
]

/** Code that was made unreadable: minified code is not, it only lost its names. */
export function findObfuscation({ text }: SourceFile): Sign[] {
  const signs: Sign[] = []
  for (const [needle, pattern, strength, detail] of RULES) {
    const match = text.includes(needle) ? pattern.exec(text) : null
    if (match !== null) signs.push({ code: 'OBFUSCATED', strength, index: match.index, detail })
  }
  return [...findMadeNames(text), ...signs, ...findEscapes(text)]
}

// Names such as _0x4f2a or _$_1e42, which obfuscators make: a few of them may stand in a test or a table.
function findMadeNames(text: string): Sign[] {
  const names = [...text.matchAll(/_0x[0-9a-f]{4,12}\b|_\$_[0-9a-f]{4}\b/gu)]
  const [first] = names
  if (first === undefined || names.length < MADE_NAMES_MIN) return []
  return [
    {
      code: 'OBFUSCATED',
      strength: 'strong',
      index: first.index,
      detail: `${names.length} names as an obfuscator makes them`,
    },
  ]
}

// Words written as \x68\x65...: tables of bytes are not words.
function findEscapes(text: string): Sign[] {
  if (!text.includes('\\x')) return []
  const match = /(?:\\x[0-9a-f]{2}){24,}/iu.exec(text)
  const letters = (match?.[0] ?? '')
    .split('\\x')
    .slice(1)
    .map((hex) => Number.parseInt(hex, 16))
  const isText = letters.length > 0 && letters.every((code) => code >= 0x20 && code < 0x7f) && new Set(letters).size > 6
  if (
    match === null ||
    !isText ||
    letters.some((code, i) => i > 0 && code === (letters[i - 1] ?? 0) + 1 && letters[i + 1] === code + 1)
  )
    return []
  return [{ code: 'OBFUSCATED', strength: 'weak', index: match.index, detail: 'words are written as numbers' }]
}
