import { readName } from '../readName.ts'
import { findNamed, type ServiceTable } from '../ServiceTable.ts'

/** What can be seen of a list before it is read. */
export interface ReserveHints {
  /** Folded words of the header. */
  readonly header: readonly string[]
  /** What the first addresses were signed with. */
  readonly messages: readonly string[]
  readonly file: string
  /** Who says so, by the user's word. */
  readonly source: string | undefined
  readonly table: ServiceTable
}

const SIGNED = /^I am an? (.{2,30}?) address\b/i
/** What HTX signs with. */
const HTX_MESSAGE = /^King will be back!?$/i

/**
 * The exchange whose list it is: by the message that it signs with, by a column that only it has, or by the name of the
 * file or the user's word; undefined where nothing names an exchange.
 *
 * @source https://github.com/okx/proof-of-reserves (`I am an OKX address`)
 * @source https://github.com/huobiapi/Tool-Node.js-VerifyAddress (`King will be back!`, `huobi`)
 * @source https://www.binance.com/en/proof-of-reserves (the column `Third party custodian name`)
 */
export function findPublisher({ header, messages, file, source, table }: ReserveHints): string | undefined {
  const signers = [...new Set(messages)].map((message) => findSigner(message, table))
  const own = header.includes('third_party_custodian_name') ? 'Binance' : undefined
  return [...signers, own, findExchange(source, table), findExchange(file, table)].find((actor) => actor !== undefined)
}

function findSigner(message: string, table: ServiceTable): string | undefined {
  const signer = HTX_MESSAGE.test(message) ? 'HTX' : (SIGNED.exec(message)?.[1] ?? message)
  const service = findNamed(table, signer)
  return service?.category === 'exchange' ? service.name : undefined
}

function findExchange(text: string | undefined, table: ServiceTable): string | undefined {
  if (text === undefined) return undefined
  const { category, actor } = readName(text.replaceAll(/[_.-]+/g, ' '), {}, table)
  return category === 'exchange' ? actor : undefined
}

const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')

/**
 * The day of a list, from the name of its file: `okx_por_2026081100.csv`, `huobi_por_20230701.csv`, `PR01SEP26_Deposit.csv`.
 *
 * @example
 * findListDate('PR01SEP26_HotCold.csv') // '2026-09-01'
 * findListDate('list.csv')              // undefined
 */
export function findListDate(file: string): string | undefined {
  const named = /PR(\d{2})([A-Z]{3})(\d{2})/.exec(file)
  const month = MONTHS.indexOf(named?.[2] ?? '') + 1
  if (named !== null && month > 0) return `20${named[3]}-${String(month).padStart(2, '0')}-${named[1]}`
  const [, year, numbered, day] = /(?<!\d)(20\d{2})[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\d|3[01])/.exec(file) ?? []
  return year === undefined ? undefined : `${year}-${numbered}-${day}`
}
