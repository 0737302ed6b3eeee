import { SaxesParser, type SaxesTagNS } from 'saxes'
import { type FilePlace, ListError, type ListErrorCode } from '../ListError.ts'
import type { XmlElement } from './XmlElement.ts'
import { assertShape, type XmlForm } from './XmlForm.ts'

const DEPTH_MAX = 64
const ATTRIBUTES_MAX = 64
// A tag, a comment or a text between two tags. Unit: UTF-16 code units.
const TOKEN_LENGTH_MAX = 1 << 20
const PART_LENGTH_MAX = 1 << 23

/** One part of a list file: its path below the root (`''` for the root, with no children), and its source text. */
export interface XmlPart {
  readonly path: string
  readonly element: XmlElement
  readonly record: string
}

type Building = XmlElement & { readonly children: XmlElement[]; text: string }

/**
 * Reads XML as it comes and gives each part of a form as a small tree; what is in no part is checked and forgotten.
 *
 * Well-formed XML 1.0 in UTF-8 with one root of the form's name and namespace, or an error. A DOCTYPE is refused, so there
 * are no entities but the five of XML. Depth, attributes, the length of a token and of a part are bounded.
 *
 * @source https://www.w3.org/TR/xml/
 * @source https://www.w3.org/TR/xml-names/
 */
export class XmlPartReader {
  readonly #form: XmlForm
  readonly #parser = new SaxesParser({ xmlns: true, position: true })
  readonly #path: string[] = []
  readonly #open: Building[] = []
  readonly #seen = new Set<string>()
  #namespace = ''
  #finished: XmlPart[] = []
  #attributes = 0
  #tokenFrom = 0
  // The source text from `#heldFrom` on: an entry is cut out of it when its end tag has come.
  #held = ''
  #heldFrom = 0
  #partFrom = 0
  #isAtEnd = false

  constructor(form: XmlForm) {
    this.#form = form
    this.#parser.on('error', (error) => this.#refuse(this.#isAtEnd ? 'LZ_LIST_TRUNCATED' : 'LZ_LIST_XML', clean(error)))
    this.#parser.on('xmldecl', ({ encoding }) => this.#checkEncoding(encoding))
    this.#parser.on('doctype', () =>
      this.#refuse('LZ_LIST_DOCTYPE', 'a DOCTYPE, which no list has and which may attack its reader'),
    )
    this.#parser.on('opentagstart', () => this.#beginTag())
    this.#parser.on('attribute', () => this.#countAttribute())
    this.#parser.on('opentag', (tag) => this.#openTag(tag))
    this.#parser.on('closetag', () => this.#closeTag())
    this.#parser.on('text', (text) => this.#addText(text))
    this.#parser.on('cdata', (text) => this.#addText(text))
    this.#parser.on('comment', () => this.#endToken())
    this.#parser.on('processinginstruction', () => this.#endToken())
  }

  /** Takes the next piece of the file and gives the parts that it completes. @throws ListError */
  feed(text: string): XmlPart[] {
    this.#held += text
    this.#parser.write(text)
    if (this.#parser.position - this.#tokenFrom > TOKEN_LENGTH_MAX)
      this.#refuse('LZ_LIST_LIMIT', tooLong('a tag or text'))
    if (this.#heldFrom + this.#held.length - this.#partFrom > PART_LENGTH_MAX && this.#open.length > 0) {
      this.#refuse('LZ_LIST_LIMIT', tooLong('an entry'))
    }
    this.#forget()
    const finished = this.#finished
    this.#finished = []
    return finished
  }

  /** Says that the file ends here. @throws ListError `LZ_LIST_TRUNCATED` where its root is still open, or never came */
  end(): void {
    this.#isAtEnd = true
    this.#parser.close()
    assertShape(this.#form, this.#seen)
  }

  #place(): FilePlace {
    return { line: this.#parser.line, column: this.#parser.column }
  }

  #refuse(code: ListErrorCode, what: string): never {
    const advice = code === 'LZ_LIST_TRUNCATED' ? 'the file ends in the middle' : 'refused'
    throw new ListError(code, `${advice}: ${what}. Fetch the file again.`, { place: this.#place() })
  }

  #checkEncoding(encoding: string | undefined): void {
    if (encoding === undefined || /^(?:utf-8|us-ascii)$/i.test(encoding)) return
    this.#refuse('LZ_LIST_ENCODING', `the XML declares the encoding ${encoding.slice(0, 40)}, only UTF-8 is read`)
  }

  #endToken(): void {
    this.#tokenFrom = this.#parser.position
  }

  #beginTag(): void {
    this.#attributes = 0
    if (this.#path.length >= DEPTH_MAX) this.#refuse('LZ_LIST_LIMIT', `elements stand more than ${DEPTH_MAX} deep`)
  }

  #countAttribute(): void {
    if (++this.#attributes > ATTRIBUTES_MAX)
      this.#refuse('LZ_LIST_LIMIT', `a tag has more than ${ATTRIBUTES_MAX} attributes`)
  }

  #openTag(tag: SaxesTagNS): void {
    this.#endToken()
    const name = tag.uri === this.#namespace ? tag.local : `{${tag.uri}}${tag.local}`
    if (this.#path.length === 0) this.#openRoot(tag)
    else if (this.#open.length > 0) this.#openChild(name, tag)
    else this.#openOutside(name, tag)
  }

  #openRoot(tag: SaxesTagNS): void {
    const { root, namespaces } = this.#form
    if (tag.local !== root || !namespaces.includes(tag.uri)) {
      this.#refuse(
        'LZ_LIST_ROOT',
        `the root is <${tag.name.slice(0, 80)}> of namespace "${tag.uri.slice(0, 200)}", expected <${root}>`,
      )
    }
    this.#namespace = tag.uri
    this.#path.push('')
    this.#finished.push({ path: '', element: this.#create(root, tag), record: '' })
  }

  #openOutside(name: string, tag: SaxesTagNS): void {
    this.#path.push(name)
    const path = this.#pathNow()
    const isSection = this.#form.sections.includes(path)
    if (isSection && this.#seen.has(path)) this.#refuse('LZ_LIST_ROOT', `a second <${name}>`)
    if (isSection) this.#seen.add(path)
    if (this.#form.parts.includes(path)) {
      this.#partFrom = this.#heldFrom + this.#held.lastIndexOf('<', this.#parser.position - this.#heldFrom - 1)
      this.#open.push(this.#create(name, tag))
    } else if (this.#form.parts.some((part) => part.endsWith(`/${name}`) || part === name)) {
      this.#refuse('LZ_LIST_ROOT', `<${name}> stands at ${path}, where none is expected`)
    }
  }

  #pathNow(): string {
    return this.#path.slice(1).join('/')
  }

  #openChild(name: string, tag: SaxesTagNS): void {
    const child = this.#create(name, tag)
    this.#path.push(name)
    this.#open.at(-1)?.children.push(child)
    this.#open.push(child)
  }

  #create(name: string, tag: SaxesTagNS): Building {
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>
    for (const key in tag.attributes) attributes[key] = tag.attributes[key]?.value ?? ''
    return { name, attributes, children: [], text: '', place: this.#place() }
  }

  #closeTag(): void {
    this.#endToken()
    const element = this.#open.pop()
    if (element !== undefined && this.#open.length === 0) {
      const record = this.#held.slice(this.#partFrom - this.#heldFrom, this.#parser.position - this.#heldFrom)
      this.#finished.push({ path: this.#pathNow(), element, record })
    }
    this.#path.pop()
  }

  #addText(text: string): void {
    this.#endToken()
    const element = this.#open.at(-1)
    if (element !== undefined) element.text += text
  }

  /** Keeps the source from where an open part begins, or else from where a tag may have begun. */
  #forget(): void {
    const from = this.#open.length > 0 ? this.#partFrom - this.#heldFrom : this.#held.lastIndexOf('<')
    const kept = from < 0 ? this.#held.length : from
    this.#held = this.#held.slice(kept)
    this.#heldFrom += kept
  }
}

function clean(error: Error): string {
  return error.message
    .replace(/^\d+:\d+: /, '')
    .replace(/\.$/, '')
    .slice(0, 200)
}

function tooLong(what: string): string {
  return `${what} is longer than any in a list`
}
