import { Amount } from '../../chain/index.ts'
import type { Transfer } from '../Transfer.ts'
import { ImportError } from './ImportError.ts'
import { InvalidRowError } from './InvalidRowError.ts'
import type { Layout } from './layouts.ts'

/** In which unit amounts are written: the smallest one, or the one that people use, with a decimal point. */
export type AmountUnit = 'base' | 'display'

export interface AmountOptions {
  readonly decimals: number | undefined
  /** Undefined takes what the format defines, else display units where the decimals are known, else base units. */
  readonly amounts?: AmountUnit | undefined
  /** Takes amounts in floating point too, and marks them for ever. */
  readonly inexact?: boolean | undefined
}

const float = /^\d{1,40}(?:\.\d{1,40})?[eE]\+?\d{1,3}$/

/**
 * A reader of amounts, exact but for floating point, which must be asked for.
 *
 * @throws ImportError `LZ_IMPORT_DECIMALS` for display units without decimals
 */
export function createAmountReader(
  layout: Layout,
  options: AmountOptions,
): (text: string) => Pick<Transfer, 'amount' | 'inexact'> {
  const scale = scaleOf(layout, options)
  return (text) => {
    if (!float.test(text)) return { amount: Amount.parse(text, scale), inexact: false }
    if (options.inexact !== true) throw floatingAmount(text)
    return { amount: Amount.parse(writeOut(text), scale), inexact: true }
  }
}

/** How many decimal places of the written amount are base units. @throws ImportError `LZ_IMPORT_DECIMALS` */
export function scaleOf({ isBase }: Layout, { amounts, decimals }: AmountOptions): number {
  const unit = amounts ?? (isBase || decimals === undefined ? 'base' : 'display')
  if (unit === 'base') return 0
  if (decimals !== undefined) return decimals
  throw new ImportError('LZ_IMPORT_DECIMALS', 'Amounts in display units need the number of decimals: --decimals 18')
}

/** The digits that a floating-point number stands for; with a fraction the shortest that mean it. */
function writeOut(text: string): string {
  const value = Number(text)
  return Number.isInteger(value) ? BigInt(value).toString() : String(value)
}

function floatingAmount(text: string): InvalidRowError {
  const message = `${JSON.stringify(text)} is an amount in floating point, which has lost digits. --inexact takes it, marked.`
  return new InvalidRowError('LZ_ROW_INEXACT', message)
}
