import { z } from 'zod'
import { InvestigateError } from '../InvestigateError.ts'
import type { CaseFile } from './CaseFile.ts'
import { FORMAT, hashOf, type PartName } from './encodeCase.ts'
import { assetShape, isCanonical, labelShape, placeShape, resultShape, transferShape, txShape } from './shapes.ts'

const sum = z.strictObject({ lines: z.int().min(0), sha256: z.string() })
const head = z.strictObject({
  format: z.literal(FORMAT),
  engine: z.string().max(100),
  madeAtSec: z.int().min(0),
  parts: z.strictObject({ places: sum, transfers: sum, txs: sum, assets: sum, labels: sum, results: sum }),
})
const tail = z.strictObject({ sha256: z.string() })

/**
 * Reads a case that `encodeCase` wrote: all of it, or nothing.
 *
 * The hashes show damage. They do not show who wrote the file: whoever changes it can make new ones.
 *
 * @throws InvestigateError `LZ_CASE_FORMAT` for what is no case file; `LZ_CASE_VERSION` for one of a later version;
 * `LZ_CASE_DAMAGED` for one that is cut or changed, or that has what no such file has
 */
export function decodeCase(text: string): CaseFile {
  const firstEnd = text.indexOf('\n')
  const { engine, madeAtSec, parts } = readHead(text.slice(0, firstEnd < 0 ? 0 : firstEnd))
  assertWhole(text)
  const lines = text.split('\n')
  let at = 1
  const read = <T>(name: PartName, shape: z.ZodType<T>): T[] => {
    const own = lines.slice(at, (at += parts[name].lines))
    if (hashOf(own.map((line) => `${line}\n`).join('')) !== parts[name].sha256)
      throw damaged(`its part "${name}" was changed`)
    return own.map((line) => readLine(line, shape, name))
  }
  const file = {
    engine,
    madeAtSec,
    places: read('places', placeShape),
    transfers: read('transfers', transferShape),
    txs: read('txs', txShape),
    assets: read('assets', assetShape),
    labels: read('labels', labelShape),
    results: read('results', resultShape),
  }
  // A tail and what stands behind the last line break.
  if (at !== lines.length - 2) throw damaged('it has more lines than it says')
  assertOneStory(file)
  return file
}

function readHead(line: string): z.infer<typeof head> {
  const value = parseJson(line)
  const named = z.looseObject({ format: z.string() }).safeParse(value)
  if (!named.success || !named.data.format.startsWith('lazaretto/case/')) {
    const message =
      'This is no case file of lazaretto investigate. Give an address, a transaction, or a file that --out wrote.'
    throw new InvestigateError('LZ_CASE_FORMAT', message)
  }
  if (named.data.format !== FORMAT) {
    const message = `This case file is of another version (${JSON.stringify(named.data.format.slice(0, 40))}); this program reads ${FORMAT}. Open it with a newer lazaretto.`
    throw new InvestigateError('LZ_CASE_VERSION', message)
  }
  const whole = head.safeParse(value)
  if (!whole.success) throw damaged('its first line is not as it should be')
  return whole.data
}

function assertWhole(text: string): void {
  if (!text.endsWith('\n')) throw damaged('its end is missing')
  const lastStart = text.lastIndexOf('\n', text.length - 2) + 1
  const last = tail.safeParse(parseJson(text.slice(lastStart)))
  if (!last.success) throw damaged('its end is missing')
  if (last.data.sha256 !== hashOf(text.slice(0, lastStart))) throw damaged('something in it was changed')
}

function readLine<T>(line: string, shape: z.ZodType<T>, name: string): T {
  const read = shape.safeParse(parseJson(line))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw damaged(`its part "${name}" has what no such file has, at ${issue?.path.join('.') || 'a line'}`)
}

/** All of a case is of one chain, one question and one source; addresses are in their one spelling. */
function assertOneStory({ results, transfers }: Omit<CaseFile, 'engine' | 'madeAtSec'>): void {
  const [first] = results
  if (first === undefined) throw damaged('it has no result')
  const { question, source } = first.investigation
  const same = results.every(({ investigation }) => {
    return JSON.stringify(investigation.question) === JSON.stringify(question) && investigation.source === source
  })
  if (!same) throw damaged('its results answer different questions')
  const isOdd = transfers.some(({ from, to, asset }) => {
    return (
      !isCanonical(from, question.chain) || !isCanonical(to, question.chain) || !asset.startsWith(`${question.chain}/`)
    )
  })
  if (isOdd) throw damaged('it has transfers of another chain')
  if (question.kind === 'address' && !isCanonical(question.subject, question.chain))
    throw damaged('its question is of another chain')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function damaged(why: string): InvestigateError {
  const message = `The case file is damaged: ${why}. Nothing of it was used. Take a copy that is whole, or investigate anew.`
  return new InvestigateError('LZ_CASE_DAMAGED', message)
}
