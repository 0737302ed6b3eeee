/** A sign-in message of EIP-4361, as far as it is read. */
export interface SignIn {
  /** Host, with its port if it has one. */
  readonly domain: string
  readonly account: string
  readonly uri: string | undefined
  readonly chainId: string | undefined
  readonly expires: string | undefined
}

const HEAD =
  /^(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/@]{1,255}) wants you to sign in with your Ethereum account:\n(0x[0-9a-fA-F]{40})(?:\n|$)/
/** Anything that begins so is taken for a sign-in by those who skim it. */
const LOOK = /wants you to sign in with your Ethereum account/i

/**
 * The parts of a sign-in message; undefined where the text does not begin as one.
 *
 * @source https://eips.ethereum.org/EIPS/eip-4361
 */
export function findSignIn(text: string): SignIn | undefined {
  const [, domain, account] = HEAD.exec(text) ?? []
  if (domain === undefined || account === undefined) return undefined
  const find = (key: string) => lines.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2)
  const lines = text.split('\n', 100)
  return { domain, account, uri: find('URI'), chainId: find('Chain ID'), expires: find('Expiration Time') }
}

/** Whether a text that is no sign-in message looks like one. */
export function looksLikeSignIn(text: string): boolean {
  return LOOK.test(text)
}
