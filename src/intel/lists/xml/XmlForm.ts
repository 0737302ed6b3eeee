import { ListError } from '../ListError.ts'

/** The form of an XML list as far as reading needs it. Paths are of names below the root, joined by `/`. */
export interface XmlForm {
  readonly root: string
  /** Namespaces that the root may have; `''` is none. */
  readonly namespaces: readonly string[]
  /** Elements that are read whole: the entries, and what is said of the file. */
  readonly parts: readonly string[]
  /** Elements that must be there once. */
  readonly sections: readonly string[]
}

/** @throws ListError `LZ_LIST_ROOT` where a section is not there */
export function assertShape(form: XmlForm, seen: ReadonlySet<string>): void {
  const missing = form.sections.find((path) => !seen.has(path))
  if (missing === undefined) return
  throw new ListError('LZ_LIST_ROOT', `The file has no <${missing}>, which every edition of this list has.`)
}
