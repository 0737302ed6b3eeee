import type { Register } from '../../intel/index.ts'
import { cleanCell } from '../table.ts'

const URL_MAX = 300

/** Numbers for sources in the order in which a text first uses them, and the list of them for its end. */
export class Footnotes {
  readonly #sources: Register['sources']
  readonly #numbers = new Map<string, number>()

  constructor(sources: Register['sources']) {
    this.#sources = sources
  }

  /** The numbers of sources, e.g. `[1][4]`. */
  mark(ids: readonly string[]): string {
    return ids.map((id) => `[${this.#numberOf(id)}]`).join('')
  }

  /** A line for each source that was used. */
  lines(): string[] {
    const lines = [...this.#numbers].map(([id, number]) => {
      const source = this.#sources.get(id)
      const said = [source?.publisher ?? id, source?.title].filter((part) => part !== undefined).join(', ')
      return `[${number}] ${cleanCell(said, 120)} ${cleanCell(source?.url ?? '', URL_MAX)}`.trimEnd()
    })
    return lines.length === 0 ? [] : ['SOURCES', ...lines]
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id) ?? this.#numbers.size + 1
    this.#numbers.set(id, known)
    return known
  }
}
