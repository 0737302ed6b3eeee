import type { ListedName, ListIntake } from './ListIntake.ts'
import { type ListFile, readLines } from './textLines.ts'

/** The address before a name in a hosts file. */
const HOSTS_LINE = /^(?:0(?:\.0\.0\.0)?|127\.0\.0\.1|::1?|fe80::1%lo0)\s+(.+)$/
/** What a content blocker blocks: `||name^`, `||name/path^` or `|https://name/|`, with options; `@@` in front allows it. */
const BLOCK_RULE = /^(@@)?\|\|?([^|^$]+)[|^]*(?:\$(.*))?$/
/** What it hides on honest pages, and what it blocks on some of them only: neither says anything of a name. */
const PAGE_RULE = /#[@?$%]*#/
const SOMEWHERE = /(?:^|,)(?:domain|from)=/

/**
 * Reads a list with a name a line: plain, as maltrail writes it, a hosts file, or `||name^` as content blockers do.
 * A comment begins with `#`, `!`, `;` or `//`, or behind a blank with `#`.
 *
 * @source https://help.adblockplus.org/hc/en-us/articles/360062733293
 */
export async function readTextList(file: ListFile, intake: ListIntake): Promise<void> {
  for await (const lines of readLines(file)) {
    for (const { line, text } of lines) {
      for (const named of listNames(text)) intake.take({ ...named, line })
    }
  }
}

function listNames(line: string): Omit<ListedName, 'line'>[] {
  const text = line.replace(/\s#.*$/, '').trim()
  if (text === '' || /^(?:[#!;]|\/\/|\[Adblock)/.test(text) || PAGE_RULE.test(text)) return []
  const hosts = HOSTS_LINE.exec(text)?.[1]
  if (hosts !== undefined) return hosts.split(/\s+/).filter(isOutside).map(toBad)
  const [, allows, name, options = ''] = BLOCK_RULE.exec(text) ?? []
  if (name === undefined) return [toBad(text)]
  if (SOMEWHERE.test(options)) return []
  return [{ role: allows === undefined ? 'bad' : 'good', text: name }]
}

/** A hosts file names the machine itself, too. */
function isOutside(host: string): boolean {
  return host.includes('.') && host !== '0.0.0.0'
}

function toBad(text: string): Omit<ListedName, 'line'> {
  return { role: 'bad', text }
}
