import { Amount } from '../../chain/index.ts'
import * as OutsideText from '../OutsideText.ts'
import { lookUp } from '../signing/known/lookUp.ts'
import * as Words from '../signing/Words.ts'
import type { Leaf } from './Path.ts'
import { findAll, findParam, leafOfJson, type Scope, toAddress, toCount, toNumber } from './Scope.ts'

/** Parameters of a format, and which of the values at its path is to be shown. */
export interface Shown {
  readonly leaf: Leaf
  readonly at: number
  readonly params: Readonly<Record<string, unknown>>
}

const DECIMALS_MAX = 77
const COIN_DECIMALS = 18

/** The chains' own coins, all with 18 decimals. @source https://chainlist.org */
const COINS: ReadonlyMap<number, string> = new Map([
  ...[1, 10, 130, 324, 480, 8453, 34443, 42161, 42170, 59144, 81457, 534352, 84532, 421614, 11155111, 11155420].map(
    (chainId) => [chainId, 'ETH'] as const,
  ),
  [14, 'FLR'],
  [19, 'SGB'],
  [25, 'CRO'],
  [56, 'BNB'],
  [100, 'xDAI'],
  [137, 'POL'],
  [146, 'S'],
  [999, 'HYPE'],
  [1329, 'SEI'],
  [5000, 'MNT'],
  [42220, 'CELO'],
  [43113, 'AVAX'],
  [43114, 'AVAX'],
  [80094, 'BERA'],
])

/** An amount of the chain's own coin. */
export function sayCoins(scope: Scope, units: bigint): string {
  return `${Amount.format(units, COIN_DECIMALS)} ${coinOf(scope)}`
}

function coinOf({ place: { chainId } }: Scope): string {
  return COINS.get(chainId ?? 0) ?? "of the chain's own coin"
}

/** An amount of the token that the parameters name, and without one a plain number. */
export function sayTokens(scope: Scope, { leaf, at, params }: Shown): string {
  const units = toCount(leaf)
  const token = findNamed(scope, 'token', { at, params })
  if (token === undefined) return units.toString()
  const isCoin = isNative(scope, token, params)
  const { symbol, decimals } = isCoin ? { symbol: coinOf(scope), decimals: COIN_DECIMALS } : findTicker(scope, token)
  if (isAbove(scope, units, params['threshold']))
    return `${sayMessage(scope, params['message'] ?? params['thresholdLabel'])} ${symbol}`
  if (decimals !== undefined) return `${Amount.format(units, decimals)} ${symbol}`
  return `${units} base units of ${symbol}`
}

function isAbove(scope: Scope, units: bigint, threshold: unknown): boolean {
  return threshold !== undefined && units >= toNumber(leafOfJson(findParam(scope, threshold)))
}

/** The token's sign; its address where nobody here knows it. */
export function sayTicker(scope: Scope, leaf: Leaf): string {
  return findTicker(scope, leaf).symbol
}

/** What a parameter names: by `<name>Path` in the data, or as a constant; of values side by side the one at the same place. */
export function findNamed(scope: Scope, name: string, { at, params }: Pick<Shown, 'at' | 'params'>): Leaf | undefined {
  const [constant, path] = [params[name], params[`${name}Path`]]
  if (typeof path !== 'string') return constant === undefined ? undefined : leafOfJson(findParam(scope, constant))
  const leaves = findAll(scope, path)
  return leaves.length === 1 ? leaves[0] : leaves[at]
}

function isNative(scope: Scope, token: Leaf, { nativeCurrencyAddress }: Shown['params']): boolean {
  if (nativeCurrencyAddress === undefined) return false
  const all = Array.isArray(nativeCurrencyAddress) ? nativeCurrencyAddress : [nativeCurrencyAddress]
  return all.some((each) => toAddress(leafOfJson(findParam(scope, each))) === toAddress(token))
}

function findTicker(scope: Scope, leaf: Leaf): { symbol: string; decimals?: number } {
  const token = toAddress(leaf)
  const own = token === scope.around.to ? scope.descriptor.token : undefined
  const known = lookUp(scope.place, token).token ?? own
  if (known === undefined) return { symbol: `the token ${Words.address(scope.place, token)}` }
  return { symbol: OutsideText.plain(known.symbol, 20), decimals: known.decimals }
}

function sayMessage(scope: Scope, message: unknown): string {
  const text = findParam(scope, message)
  return typeof text === 'string' ? OutsideText.plain(text, 40) : 'An unlimited amount of'
}

/** A number of something that is no token, such as percents. */
export function sayUnits(scope: Scope, { leaf, params }: Shown): string {
  const [base, digits] = [findParam(scope, params['base']), findParam(scope, params['decimals'])]
  const decimals = typeof digits === 'number' && digits >= 0 && digits <= DECIMALS_MAX ? Math.floor(digits) : 0
  const unit = typeof base === 'string' ? OutsideText.plain(base, 20) : ''
  const number = toNumber(leaf)
  const sign = number < 0n ? '-' : ''
  return `${sign}${Amount.format(number < 0n ? -number : number, decimals)}${/^\w/.test(unit) ? ' ' : ''}${unit}`
}
