import { ChainId } from '../../chain/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'

// Tickers and token standards that name a chain under another word than the chain's own.
const CHAIN_BY_TICKER: Readonly<Record<string, string>> = {
  BEP20: 'bsc',
  BEP2: 'bnb-beacon',
  ERC20: 'ethereum',
  TRC20: 'tron',
  TRC10: 'tron',
  SPL: 'solana',
  OMNI: 'bitcoin',
}

/**
 * The chain that a ticker stands for; undefined for tokens and coins of chains that we do not know.
 *
 * @example
 * readCurrency('BTC ')  // Bitcoin's id
 * readCurrency('BEP20') // 'eip155:56'
 * readCurrency('USDT')  // undefined: it is on many chains
 */
export function readCurrency(ticker: string): ChainId.ChainId | undefined {
  const word = ticker.trim().toUpperCase()
  return tryParse(CHAIN_BY_TICKER[word] ?? word)
}

/** A chain cell: a house name, a ticker, a CAIP-2 id, or the bare number of an EVM chain. */
export function readChainCell(cell: string): ChainId.ChainId | undefined {
  const word = cell.trim()
  return /^\d{1,18}$/.test(word) ? tryParse(`eip155:${BigInt(word)}`) : (tryParse(word) ?? readCurrency(word))
}

function tryParse(word: string): ChainId.ChainId | undefined {
  try {
    return ChainId.parse(word)
  } catch (error) {
    if (error instanceof LazarettoError) return undefined
    throw error
  }
}
