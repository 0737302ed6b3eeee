import type { Features } from './measureFeatures.ts'
import type { NameSort } from './Name.ts'

/** Points for each unit of a feature, and those that a comparison starts with. Points are natural log-odds. */
export interface NameModel extends Features {
  readonly base: number
}

/** A name at or above this score is worth a look: the one threshold of every measurement in docs/accuracy.md. */
export const NAME_THRESHOLD = 0.5

const PERSON: NameModel = {
  base: 1.17,
  agreed: 0.3,
  slips: -1,
  changes: -7.89,
  breaks: -12.96,
  replaced: -3.27,
  extra: -0.2,
  extraShare: -2,
  numbers: -0.2,
  swapped: -3.72,
  lone: -1,
  loneSlip: -1,
}

const THING: NameModel = {
  base: 1.96,
  agreed: 0.3,
  slips: -1,
  changes: -12.57,
  breaks: -8.22,
  replaced: -3.8,
  extra: -2,
  extraShare: -3.12,
  numbers: -0.2,
  swapped: 0,
  lone: -1,
  loneSlip: -1,
}

/** The fitted model of each sort of name. */
export const NAME_MODELS: Readonly<Record<NameSort, NameModel>> = { person: PERSON, thing: THING }
