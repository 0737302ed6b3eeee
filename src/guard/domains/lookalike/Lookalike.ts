import type { Brand } from './Brand.ts'

/**
 * How a name imitates: other letters that look the same, the brand's name under a suffix that is not its, a spelling mistake,
 * the brand's name with something beside it, its parts in another order, its whole domain with something behind it.
 */
export type LookalikeRule = 'HOMOGLYPH' | 'OTHER_SUFFIX' | 'TYPO' | 'COMBINED' | 'PARTS' | 'OWN_DOMAIN'

/** Whom a name imitates, and how that is seen. */
export interface Lookalike {
  readonly brand: Brand
  readonly rule: LookalikeRule
  /** The brand's word that was found. */
  readonly word: string
  /** What stands there instead. */
  readonly found: string
  /** 0 for the very word; a letter that nothing explains counts 1, one that eye or finger takes for another less. */
  readonly distance: number
  /** The word is one that others use too. */
  readonly isCommon: boolean
  /** Beside it stands a word that asks for a deed or a secret. */
  readonly hasStrongLure: boolean
}
