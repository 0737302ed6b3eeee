import { type FilePlace, ListError } from '../ListError.ts'
import { tidy } from '../text/tidy.ts'

/** One element of a list's entry, read whole. Names have no prefix; those of a foreign namespace are `{uri}name`. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** All text directly inside it. */
  readonly text: string
  readonly place: FilePlace
}

/** The children of one name, or those below them where a path of names is given. */
export function list(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  let found = [element]
  for (const name of path) {
    const next: XmlElement[] = []
    for (const one of found) for (const child of one.children) if (child.name === name) next.push(child)
    found = next
  }
  return found
}

/** All elements of one name inside an element, at any depth. */
export function listDeep(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...listDeep(child, name)])
}

/**
 * The one child of a name, if there is one.
 *
 * @throws ListError `LZ_LIST_ENTRY` where there are two
 */
export function findOne(element: XmlElement, name: string): XmlElement | undefined {
  const [first, second] = list(element, name)
  if (second !== undefined) throw entryError(second, `has a second ${name} where one is expected`)
  return first
}

/** The text of the one child of a name; undefined where it is not there or blank. @throws ListError `LZ_LIST_ENTRY` */
export function findText(element: XmlElement, name: string): string | undefined {
  const found = findOne(element, name)
  return found === undefined ? undefined : tidy(found.text) || undefined
}

/** The text of the one child of a name. @throws ListError `LZ_LIST_ENTRY` where there is none, a blank one, or two */
export function getText(element: XmlElement, name: string): string {
  const text = findText(element, name)
  if (text === undefined) throw entryError(element, `has no ${name}`)
  return text
}

/** The texts of all children of a path, without blank ones. */
export function listTexts(element: XmlElement, ...path: readonly string[]): string[] {
  return list(element, ...path)
    .map(({ text }) => tidy(text))
    .filter((text) => text !== '')
}

/** An attribute's text; undefined where it is not there or blank. */
export function findAttribute(element: XmlElement, name: string): string | undefined {
  return tidy(element.attributes[name] ?? '') || undefined
}

/** An attribute's text. @throws ListError `LZ_LIST_ENTRY` where it is not there or blank */
export function getAttribute(element: XmlElement, name: string): string {
  const text = findAttribute(element, name)
  if (text === undefined) throw entryError(element, `has no attribute ${name}`)
  return text
}

/** An element that is not of its list's form. */
export function entryError(element: XmlElement, why: string): ListError {
  const message = `<${element.name}> ${why}; the publisher's form has changed, or the file is damaged.`
  return new ListError('LZ_LIST_ENTRY', message, { place: element.place })
}
