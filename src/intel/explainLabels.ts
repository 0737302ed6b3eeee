import type { Label, NameReading } from './Label.ts'

/** Labels that were read alike, for a person to check. */
export interface ReadingGroup extends NameReading {
  readonly count: number
  /** Up to five different texts as their sources wrote them, in alphabetical order. Untrusted. */
  readonly examples: readonly string[]
}

const EXAMPLES_MAX = 5

/**
 * What was read as what: labels grouped by category, actor, role and rule, the largest group first.
 *
 * @example
 * explainLabels(labels)[0] // { category: 'exchange', actor: 'HTX', rule: 'name-number: Huobi', count: 40, examples: [...] }
 */
export function explainLabels(labels: Iterable<Label>): readonly ReadingGroup[] {
  const groups = new Map<string, { reading: NameReading; count: number; names: Set<string> }>()
  for (const { name, category, actor, role, rule, basis, stops } of labels) {
    const key = [category, actor ?? '', role, rule, basis].join('\u0000')
    const group = groups.get(key) ?? {
      reading: { category, actor, role, rule, basis, stops },
      count: 0,
      names: new Set(),
    }
    group.count++
    group.names.add(name)
    groups.set(key, group)
  }
  const sorted = [...groups].sort(([a, { count: m }], [b, { count: n }]) => n - m || (a < b ? -1 : 1))
  return sorted.map(([, { reading, count, names }]) => ({ ...reading, count, examples: pickExamples(names) }))
}

function pickExamples(names: ReadonlySet<string>): readonly string[] {
  return [...names].sort().slice(0, EXAMPLES_MAX)
}
