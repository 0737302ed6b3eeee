import type { LabelCategory } from '../Label.ts'

/**
 * How much an alias says by itself.
 *
 * - `distinct`: a coined name (`Binance`): enough, whatever words follow.
 * - `weak`: an everyday word (`Hop`, `Gate`): counts alone, with a number, before a delimiter or before a service word.
 * - `exact`: a name from a file, of which nothing is known: counts alone, with a number or before a delimiter.
 * - `chain`: the name of a chain or application (`Polygon`): counts only where a bridge word follows.
 */
export type AliasKind = 'distinct' | 'weak' | 'exact' | 'chain'

/** One way to write a service's name. Compared without case, accents, blanks and punctuation. */
export interface Alias {
  readonly text: string
  readonly kind: AliasKind
}

/** A service by the one name that Lazaretto shows, and every way in which labels write it. */
export interface Service {
  readonly name: string
  readonly category: LabelCategory
  readonly aliases: readonly Alias[]
}

const KIND_OF_MARK: Readonly<Record<string, AliasKind>> = { '~': 'weak', '^': 'chain' }

/**
 * Reads a table of services: one per line, `Name = alias | ~weak alias | ^chain alias`.
 *
 * The name is an alias itself; a mark before it (`~Hop = Hop Protocol`) says of which kind.
 *
 * @example
 * readServices('exchange', 'HTX = Huobi | Huobi Global')[0]?.name // 'HTX'
 */
export function readServices(category: LabelCategory, table: string): readonly Service[] {
  const lines = table.split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => readService(category, line))
}

function readService(category: LabelCategory, line: string): Service {
  const [head = '', tail = ''] = line.split(' = ')
  const own = readAlias(head)
  const others = tail.split('|').filter((text) => text.trim() !== '')
  return { name: own.text, category, aliases: [own, ...others.map(readAlias)] }
}

function readAlias(cell: string): Alias {
  const text = cell.trim()
  const kind = KIND_OF_MARK[text.charAt(0)]
  return kind === undefined ? { text, kind: 'distinct' } : { text: text.slice(1), kind }
}
