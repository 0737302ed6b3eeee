import { ChainId } from '../../../chain/index.ts'

/** What the words before a string say: the code of an asset, and whether they call the string an address of it. */
export interface TickerHint {
  readonly ticker: string | undefined
  readonly isDeclared: boolean
}

const NAMED = /Digital\s+Currency\s+Address(?:es)?\s*[-–:]?\s*([A-Z0-9]{2,8})\s*[-–:]?\s*$/i
const COLON = /(?:^|[^A-Za-z0-9])([A-Z]{2,6})\s*:\s*$/
const LOOSE = /(?:^|[^A-Za-z0-9])([A-Z]{2,6})\W*(?:(?:wallets?|address(?:es)?|accounts?)\W*)*$/
const AFTER = /^\s*\(([A-Z]{2,6})\)/
const REACH = 80

// Codes that may stand without a colon; any code may stand before one, for publishers coin new ones.
const TICKERS: ReadonlySet<string> = new Set([
  ...ChainId.known.map(({ nativeSymbol }) => nativeSymbol),
  ...['XBT', 'USDT', 'USDC', 'DAI', 'BUSD', 'TRX', 'SOL', 'XRP', 'XMR', 'ZEC', 'DOGE', 'BNB', 'ARB', 'BSC'],
])

/**
 * The asset that the end of a text names for what follows it.
 *
 * @example
 * findTickerBefore('alt. Digital Currency Address - XBT ') // { ticker: 'XBT', isDeclared: true }
 * findTickerBefore('paid from the BTC wallet ')            // { ticker: 'BTC', isDeclared: false }
 * findTickerBefore('he lives in ')                         // { ticker: undefined, isDeclared: false }
 */
export function findTickerBefore(before: string): TickerHint {
  const text = before.slice(-REACH)
  const declared = NAMED.exec(text)?.[1] ?? findKnownColon(text)
  if (declared !== undefined) return { ticker: declared, isDeclared: true }
  const loose = LOOSE.exec(text)?.[1] ?? ''
  return { ticker: TICKERS.has(loose) ? loose : undefined, isDeclared: false }
}

/** The asset that stands in brackets behind an address. */
export function findTickerAfter(text: string, at: number): string | undefined {
  const ticker = AFTER.exec(text.slice(at, at + 16))?.[1] ?? ''
  return TICKERS.has(ticker) ? ticker : undefined
}

function findKnownColon(text: string): string | undefined {
  const ticker = COLON.exec(text)?.[1]
  return ticker !== undefined && TICKERS.has(ticker) ? ticker : undefined
}
