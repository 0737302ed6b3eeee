import { base64 } from '@scure/base'
import * as OutsideText from '../OutsideText.ts'
import type { SourceFile } from './RepositoryFile.ts'
import type { Sign } from './Sign.ts'

// "http:/" or "https:" in base64, at the beginning of a text but for a few letters that the program cuts off again.
const ENCODED = /(?:^|[^A-Za-z0-9+/])[A-Za-z0-9+/]{0,4}?(aHR0c(?:Dov|HM6)[A-Za-z0-9+/]{4,2000}={0,2})/u
const LITERAL = /['"`]([A-Za-z0-9+/]{12,2000}={0,2})['"`]/gu
const LITERALS_MAX = 400
// "http" and "aHR0c", which is its base64, at the beginning of a list or a literal; each begins with its own letters,
// because a search for fixed letters is many times as fast. Inside of a table of numbers they say nothing.
const SPELLED: readonly RegExp[] = [
  /(?<=['"`x])68747470(?:73)?3a2f2f/u,
  /(?<=['"`x])6148523063/u,
  /\\x68\\x74\\x74\\x70/u,
  /[[({]\s*104\s*,\s*116\s*,\s*116\s*,\s*112\s*,\s*(?:115\s*,\s*)?58\b/u,
  /[[({]\s*97\s*,\s*72\s*,\s*82\s*,\s*48\s*,\s*99\b/u,
]
const NUMBER = /\b(?:https?|wss?|tcp):\/\/(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3}):(\d{2,5})\b/gu
// Longer ones are pictures and programs, as honest projects have them in their sources.
const DECODED =
  /\b(?:atob\s*\(\s*['"`][A-Za-z0-9+/]{40,400}={0,2}['"`]|Buffer\.from\s*\(\s*['"`][A-Za-z0-9+/]{40,400}={0,2}['"`]\s*,\s*['"`]base64)/u
const BARE_NUMBER = /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{2,5})?(?:\/\S*)?$/u
const USUAL_PORTS: ReadonlySet<string> = new Set(['80', '443'])
const PASTE =
  /https?:\/\/(?:[\w-]+\.)*(?:jsonkeeper\.com|npoint\.io|jsonsilo\.com|mocki\.io|mocky\.io|jsonbin\.io|jsonblob\.com|jsonstorage\.net|jsonserve\.com|extendsclass\.com|getpantry\.cloud|tiiny\.site|pastebin\.com\/raw|rentry\.(?:co|org)|hastebin\.com|paste\.ee|ghostbin\.\w+|termbin\.com|dpaste\.\w+|webhook\.site|pipedream\.net|requestbin\.\w+|beeceptor\.com|requestcatcher\.com|trycloudflare\.com|ngrok(?:-free)?\.(?:io|app|dev)|oastify\.com|interact\.sh|oast\.\w+|loca\.lt|serveo\.net|transfer\.sh|file\.io|gofile\.io|bashupload\.com|0x0\.st|discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org\/bot)/iu

/** Addresses on the network that are encoded, spelled in numbers, bare, or of a host where anybody can leave anything. */
export function findHiddenAddresses(file: SourceFile): Sign[] {
  const { text, isBuilt } = file
  return [...findEncoded(file), ...(isBuilt ? [] : findNumbers(text)), ...findPasteHosts(text)]
}

function findEncoded({ text, isBuilt }: SourceFile): Sign[] {
  const joined = text.includes('aHR0') ? text.replace(/['"`]\s*\+\s*['"`]/gu, '') : ''
  const encoded = ENCODED.exec(joined)
  const hidden = decode(encoded?.[1] ?? '') ?? findDecodedLiteral(text)
  if (hidden !== undefined) {
    const index = Math.max(0, text.indexOf((encoded?.[1] ?? '').slice(0, 8)))
    const paste: Sign[] = PASTE.test(hidden)
      ? [{ code: 'PASTE_HOST', strength: 'weak', index, detail: `hidden: ${OutsideText.quote(hidden)}` }]
      : []
    return [
      { code: 'ADDRESS_HIDDEN', strength: 'strong', index, detail: `base64 that reads ${OutsideText.quote(hidden)}` },
      ...paste,
    ]
  }
  const spelled = Math.max(...SPELLED.map((pattern) => text.search(pattern)))
  if (spelled >= 0)
    return [{ code: 'ADDRESS_HIDDEN', strength: 'strong', index: spelled, detail: 'an address spelled in numbers' }]
  const decoded = isBuilt ? null : DECODED.exec(text)
  if (decoded === null) return []
  return [{ code: 'ADDRESS_HIDDEN', strength: 'weak', index: decoded.index, detail: 'base64 that is decoded in place' }]
}

// Where a program decodes base64, every literal of it is read.
function findDecodedLiteral(text: string): string | undefined {
  if (!/\batob\s*\(|b64decode\s*\(|['"`]base64['"`]/u.test(text)) return undefined
  let count = 0
  for (const [, literal = ''] of text.matchAll(LITERAL)) {
    if (++count > LITERALS_MAX) return undefined
    const hidden = decode(literal)
    if (hidden !== undefined) return hidden
  }
  return undefined
}

function decode(literal: string): string | undefined {
  const digits = literal.replace(/=+$/u, '')
  if (digits.length < 12 || digits.length % 4 === 1) return undefined
  try {
    const bytes = base64.decode(digits + '='.repeat((4 - (digits.length % 4)) % 4))
    const text = String.fromCharCode(...bytes)
    const isAddress = /^https?:\/\/[\w.-]+\.\w+/u.test(text) || BARE_NUMBER.test(text)
    return isAddress && /^[\x20-\x7e]+$/u.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

function findNumbers(text: string): Sign[] {
  for (const match of text.matchAll(NUMBER)) {
    const [, ...groups] = match
    const [a = 0, b = 0, c = 0, d = 0] = groups.slice(0, 4).map(Number)
    if (USUAL_PORTS.has(groups[4] ?? '') || !isPublic([a, b, c, d])) continue
    return [
      {
        code: 'ADDRESS_HIDDEN',
        strength: 'weak',
        index: match.index,
        detail: `a bare number with an odd port: ${OutsideText.quote(match[0])}`,
      },
    ]
  }
  return []
}

// @source https://www.iana.org/assignments/iana-ipv4-special-registry, and the numbers that examples are written with.
function isPublic([a, b, c, d]: readonly [number, number, number, number]): boolean {
  if (a === 0 || a === 10 || a === 127 || a >= 224 || [a, b, c, d].some((part) => part > 255)) return false
  if ((a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)) return false
  if (
    (a === 100 && b >= 64 && b < 128) ||
    (a === 192 && b === 0 && c === 2) ||
    (a === 198 && b === 51) ||
    (a === 203 && b === 0)
  )
    return false
  return !(a === b && b === c) && !(a === 1 && b === 2 && c === 3)
}

function findPasteHosts(text: string): Sign[] {
  const match = PASTE.exec(text)
  return match === null
    ? []
    : [{ code: 'PASTE_HOST', strength: 'weak', index: match.index, detail: OutsideText.quote(match[0]) }]
}
