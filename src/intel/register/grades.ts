import { GRADES, type Grade } from './words.ts'

/** Order of grades, strongest first, for sorting. */
export function compareGrades(a: Grade, b: Grade): number {
  return GRADES.indexOf(a) - GRADES.indexOf(b)
}

/**
 * Whether a grade is at least as strong as another.
 *
 * @example
 * isAtLeast('msmt', 'un-panel') // true
 * isAtLeast('researcher', 'vendor') // false
 */
export function isAtLeast(grade: Grade, floor: Grade): boolean {
  return compareGrades(grade, floor) <= 0
}

/** The strongest grade among claims; `suspected` for none, the weakest word there is. */
export function strongestGrade(claims: readonly { readonly grade: Grade }[]): Grade {
  return claims.map(({ grade }) => grade).sort(compareGrades)[0] ?? 'suspected'
}

/** A lead rests on a researcher's word or less: something to look into, no finding. */
export function isLead({ grade }: { readonly grade: Grade }): boolean {
  return !isAtLeast(grade, 'vendor')
}
