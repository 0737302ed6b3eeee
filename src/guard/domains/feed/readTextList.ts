import type { ListIntake } from './ListIntake.ts'
import { type ListFile, readLines } from './textLines.ts'

/** The address before a name in a hosts file. */
const HOSTS_LINE = /^(?:0\.0\.0\.0|127\.0\.0\.1|::1?|fe80::1%lo0)\s+(.+)$/
const BLOCK_RULE = /^\|\|([^/^$|]+)\^?(?:\$.*)?$/

/**
 * Reads a list with a name a line: plain, as maltrail writes it, a hosts file, or `||name^` as content blockers do.
 * A comment begins with `#`, `!`, `;` or `//`, or behind a blank with `#`.
 */
export async function readTextList(file: ListFile, intake: ListIntake): Promise<void> {
  for await (const lines of readLines(file)) {
    for (const { line, text } of lines) {
      for (const name of listNames(text)) intake.take({ role: 'bad', text: name, line })
    }
  }
}

function listNames(line: string): string[] {
  const text = line.replace(/\s#.*$/, '').trim()
  if (text === '' || /^(?:[#!;]|\/\/|\[Adblock)/.test(text)) return []
  const hosts = HOSTS_LINE.exec(text)?.[1]
  if (hosts !== undefined) return hosts.split(/\s+/).filter((host) => host.includes('.') && host !== '0.0.0.0')
  return [BLOCK_RULE.exec(text)?.[1] ?? text]
}
