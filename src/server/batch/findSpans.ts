const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c
const HEAD = Buffer.from('{"addresses":[')
/** Length of the commonest address, an EVM one: its end is looked for where it should be. */
const USUAL = 42
/** A text of one character, its quotation marks and a comma. */
const TEXT_BYTES_MIN = 4

/**
 * Where the texts stand in a body of the form `{"addresses":["...","..."]}`: text `i` from `spans[2i]` to `spans[2i + 1]`.
 *
 * Reading a thousand addresses as JSON costs more than screening them. What is not written in exactly this form, or has
 * other than plain ASCII in it, is undefined: then the body is read as any other JSON. That no text has a quotation mark
 * in it is for `isPlainText` to say.
 */
export function findSpans(body: Uint8Array, textsMax: number): Uint32Array | undefined {
  if (HEAD.some((byte, i) => body[i] !== byte)) return undefined
  const spans = new Uint32Array(2 * Math.min(textsMax, Math.ceil(body.length / TEXT_BYTES_MIN)))
  let at = HEAD.length
  for (let i = 0; i < spans.length; i += 2) {
    if (body[at] !== QUOTE) return undefined
    const usual = at + 1 + USUAL
    const end = body[usual] === QUOTE ? usual : body.indexOf(QUOTE, at + 1)
    if (end < 0) return undefined
    spans[i] = at + 1
    spans[i + 1] = end
    at = body[end + 1] === COMMA && body[end + 2] === 0x20 ? end + 3 : end + 2
    if (body[end + 1] !== COMMA) return endsAt(body, end + 1) ? spans.subarray(0, i + 2) : undefined
  }
  return undefined
}

/** Whether a text needs no unescaping and no decoding, and is one text. */
export function isPlainText(body: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = body[i] ?? 0
    if (byte < 0x20 || byte > 0x7e || byte === BACKSLASH || byte === QUOTE) return false
  }
  return true
}

function endsAt(body: Uint8Array, at: number): boolean {
  return body[at] === 0x5d && body[at + 1] === 0x7d && body.length === at + 2
}
