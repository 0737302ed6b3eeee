import { type Label, type LabelCategory, readName } from '../../intel/index.ts'
import type { Plan } from '../Plan.ts'
import { BRIDGE, EXCHANGE, PAIR, poolOf, VICTIM, type Who } from '../script/Step.ts'
import { addressOf, type Town } from './Town.ts'

const SOURCE = 'rehearsal'

/**
 * What the defence may know: the services of the town. Deposit addresses are not among them, as they seldom are outside.
 */
export function labelTown(town: Town, plan: Plan): Label[] {
  const known: readonly (readonly [Who, string, LabelCategory])[] = [
    [VICTIM, 'Quay Drill: hot wallet', 'exchange'],
    [EXCHANGE, 'Harbour Drill: hot wallet', 'exchange'],
    [BRIDGE, 'Drill bridge', 'bridge'],
    [PAIR, 'Drill pair DUSD-DFL', 'dex'],
    ...plan.town.mixerPools.map((pool) => [poolOf(pool), 'Drill pool', 'mixer'] as const),
  ]
  return known.map(([who, name, category]) => ({
    address: addressOf(town, who),
    chain: town.chain,
    name,
    source: SOURCE,
    confidence: undefined,
    ...readName(name, { category }),
  }))
}

/** Labels as a CSV file that `lazaretto labels` reads. */
export function toLabelCsv(labels: readonly Label[]): string {
  const rows = labels.map(({ address, name, category, chain, source }) => [address, name, category, chain, source])
  return [['address', 'name', 'category', 'chain', 'source'], ...rows].map((row) => `${row.join(',')}\n`).join('')
}
