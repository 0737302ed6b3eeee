/** A string of JSON, or an integer with more digits than a double is sure to keep. */
const STRING_OR_LONG = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/**
 * Parses JSON in which long integers stay exact: they come as text.
 *
 * @throws SyntaxError
 * @example
 * parseJson('{"amount": 100000000000000001}') // { amount: '100000000000000001' }
 * parseJson('<html>')                         // throws SyntaxError
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text.replace(STRING_OR_LONG, (found) => (found.startsWith('"') ? found : `"${found}"`)))
}
