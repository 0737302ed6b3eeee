import type { BirthDate, ListEntry, ListedName } from './ListEntry.ts'
import { tidy } from './text/tidy.ts'

/** What a list says of an entry; what it does not say may be left out. */
export interface EntryFacts
  extends Partial<Omit<ListEntry, 'uid' | 'kind' | 'record' | 'births' | 'countries' | 'programmes'>> {
  readonly uid: string
  readonly kind: ListEntry['kind']
  readonly record: string
  readonly births?: readonly (BirthDate | undefined)[]
  readonly countries?: readonly (string | undefined)[]
  readonly programmes?: readonly (string | undefined)[]
}

/** Makes an entry: blanks tidied, what is said twice once, and what is not said empty. */
export function createEntry(facts: EntryFacts): ListEntry {
  return {
    uid: facts.uid,
    kind: facts.kind,
    names: distinct(
      (facts.names ?? []).map(tidyName).filter(({ text }) => text !== ''),
      ({ text }) => text,
    ),
    programmes: distinctTexts(facts.programmes),
    addresses: distinct(facts.addresses ?? [], ({ text, ticker }) => `${ticker ?? ''} ${text}`),
    births: distinct(
      (facts.births ?? []).filter((birth) => birth !== undefined),
      ({ from, to }) => `${from} ${to}`,
    ),
    countries: distinctTexts(facts.countries),
    documents: distinct(facts.documents ?? [], ({ kind, text }) => `${kind} ${text}`),
    listedOn: facts.listedOn,
    record: facts.record,
  }
}

function tidyName({ text, quality }: ListedName): ListedName {
  return { text: tidy(text), quality }
}

function distinctTexts(texts: readonly (string | undefined)[] = []): string[] {
  return [...new Set(texts.map((text) => tidy(text ?? '')).filter((text) => text !== ''))]
}

function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>()
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)))
}
