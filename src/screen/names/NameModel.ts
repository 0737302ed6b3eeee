import type { Features } from './measureFeatures.ts'
import type { NameSort } from './Name.ts'

/** Points for each unit of a feature, and those that a comparison starts with. Points are natural log-odds. */
export interface NameModel extends Features {
  readonly base: number
}

/** A name at or above this score is worth a look: the one threshold of every measurement in docs/accuracy.md. */
export const NAME_THRESHOLD = 0.5

/**
 * The weights of logistic regressions (L2) with signs held. That of people is fitted on labelled pairs, on names of the UN list
 * with mistakes of typing, and on invented people as its non-matches; that of things on labelled pairs. The price of a slip in
 * a name of one word, that of another number, and the least worth of agreement for things are set by judgement: the data have
 * too few cases. docs/accuracy.md says how good they are on data that they have not seen.
 */
export const NAME_MODELS: Readonly<Record<NameSort, NameModel>> = {
  person: {
    base: 3.39,
    agreed: 0.27,
    slips: -7.88,
    changes: -18.99,
    breaks: -13.32,
    replaced: -7.71,
    extra: -0.73,
    extraShare: -6.68,
    numbers: -0.3,
    swapped: -9.04,
    lone: -3.34,
    loneSlip: -1.5,
  },
  thing: {
    base: 2.23,
    agreed: 0.25,
    slips: -0.5,
    changes: -11.39,
    breaks: -16.71,
    replaced: -4.03,
    extra: -2.1,
    extraShare: -3.02,
    numbers: -0.3,
    swapped: 0,
    lone: -0.85,
    loneSlip: -1.5,
  },
}
