/** A sign-in message of EIP-4361, as far as it is read. */
export interface SignIn {
  /** Host, with its port if it has one. */
  readonly domain: string
  readonly account: string
  readonly uri: string | undefined
  readonly chainId: string | undefined
  readonly expires: string | undefined
  /** What stands in it beside its fields. */
  readonly statement: string
  readonly resources: readonly string[]
}

const LINES_MAX = 100
const HEAD =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/@]{1,255}) wants you to sign in with your Ethereum account:\n(0x[0-9a-fA-F]{40})(?:\n|$)/
const FIELD = /^(?:(?:URI|Version|Chain ID|Nonce|Issued At|Expiration Time|Not Before|Request ID): |Resources:$|- )/
/** Anything that begins so is taken for a sign-in by those who skim it. */
const LOOK = /wants you to sign in with your Ethereum account/i

/**
 * The parts of a sign-in message; undefined where the text does not begin as one.
 *
 * @source https://eips.ethereum.org/EIPS/eip-4361
 */
export function findSignIn(text: string): SignIn | undefined {
  const plain = text.replaceAll('\r\n', '\n')
  const [head = '', domain, account] = HEAD.exec(plain) ?? []
  if (domain === undefined || account === undefined) return undefined
  const lines = plain.slice(head.length).split('\n', LINES_MAX)
  const find = (key: string) => lines.findLast((line) => line.startsWith(`${key}: `))?.slice(key.length + 2)
  return {
    domain,
    account,
    uri: find('URI'),
    chainId: find('Chain ID'),
    expires: find('Expiration Time'),
    statement: lines
      .filter((line) => !FIELD.test(line))
      .join(' ')
      .trim(),
    resources: lines.filter((line) => line.startsWith('- ')).map((line) => line.slice(2)),
  }
}

/** Whether a text that is no sign-in message looks like one. */
export function looksLikeSignIn(text: string): boolean {
  return LOOK.test(text)
}
