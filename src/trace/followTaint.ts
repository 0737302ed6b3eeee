import { followAnyRule } from './followAnyRule.ts'
import { followHaircut } from './followHaircut.ts'
import type { TaintRuleName } from './rules/TaintRule.ts'
import type { Bounds, Origin, TaintFlow } from './TaintFlow.ts'
import { isNarrow, type TraceIndex } from './TraceIndex.ts'

/**
 * Follows one theft through the index under one rule, exact, touching only the rows of holdings that it reaches.
 *
 * Money is stolen where a seed opens with it or receives it from a holding that the theft has not touched. A service or
 * a hub has money only inside one transaction: what it sends on there is followed, the rest is its own at the end.
 */
export function followTaint(
  index: TraceIndex,
  origins: readonly Origin[],
  rule: TaintRuleName,
  bounds: Bounds,
): TaintFlow {
  if (rule === 'haircut' && isNarrow(index)) {
    const flow = followHaircut(index, origins, bounds)
    // No sum of the trace is larger than what was stolen in all.
    if (flow.stolen >> 128n === 0n) return flow
  }
  return followAnyRule(index, origins, rule, bounds)
}
