import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Address } from '../chain/index.ts'
import { createJsonLines, findFreezes, isReserved, type Label, LabelBook, readJsonLines } from '../intel/index.ts'
import type { Source, Watchlist } from '../screen/index.ts'
import { labelFolder } from './folders.ts'

type Saying = Pick<Label, 'name' | 'source'>

/** What is left of the labels of one address for a screening: the claim that decides, and what the others say. */
interface LabelLine extends Saying {
  readonly address: string
  readonly category: string
  readonly others: readonly string[]
  /** Who says that the issuer of a token has frozen it; lines of earlier versions never have it. */
  readonly freezes?: readonly Saying[] | undefined
}

const OTHERS_MAX = 5

/**
 * Keeps labels for screenings, which must not wait for the ledger while it is being written.
 *
 * Claims about one address are weighed as a trace weighs them, so that a stray complaint makes no thief of an exchange.
 */
export async function writeLabelFile(folder: string, labels: Iterable<Label>): Promise<void> {
  const target = labelFolder(folder)
  await mkdir(target, { recursive: true })
  const writer = createJsonLines(target, 'labels')
  for (const [address, claims] of LabelBook.create(labels).labels) await writer.write(toLine(address, claims))
  const name = await writer.finish()
  for (const other of await readdir(target)) if (other !== name) await rm(join(target, other), { force: true })
}

/** The labels that were kept, as claims, with who says so. @throws VaultError where the file is damaged */
export async function readLabelClaims(
  folder: string,
): Promise<{ claims: Watchlist.WatchedClaim[]; sources: Source[] }> {
  const target = labelFolder(folder)
  const claims: Watchlist.WatchedClaim[] = []
  const sources = new Map<string, Source>()
  for (const name of await listLabelFiles(folder)) {
    const sha256 = /([0-9a-f]{32})\.jsonl\.gz$/.exec(name)?.[1] ?? ''
    for await (const line of readJsonLines<unknown>(target, name)) {
      for (const { title, ...claim } of toClaims(schema.parse(line))) {
        const id = claim.claim.source
        claims.push(claim)
        sources.set(id, { id, title, published: undefined, loadedSec: 0, sha256 })
      }
    }
  }
  return { claims, sources: [...sources.values()] }
}

/** Names of the files of labels, which are hashes of what is in them. */
export async function listLabelFiles(folder: string): Promise<string[]> {
  const names = await readdir(labelFolder(folder)).catch(() => [])
  return names.filter((each) => each.endsWith('.jsonl.gz')).sort()
}

const schema: z.ZodType<LabelLine> = z.strictObject({
  address: z.string(),
  name: z.string(),
  source: z.string(),
  category: z.string(),
  others: z.array(z.string()),
  freezes: z.array(z.strictObject({ name: z.string(), source: z.string() })).optional(),
})

function toLine(address: string, labels: readonly Label[]): LabelLine {
  const { name, source, category, claims } = LabelBook.resolve(labels)
  const others = claims.slice(1, 1 + OTHERS_MAX).map(say)
  const freezes = findFreezes(claims).slice(0, 1 + OTHERS_MAX)
  const line = { address, name, source, category, others }
  return freezes.length === 0
    ? line
    : { ...line, freezes: freezes.map((each) => ({ name: each.name, source: each.source })) }
}

function say({ name, source }: Saying): string {
  return `${source}: ${name}`
}

interface TitledClaim extends Watchlist.WatchedClaim {
  readonly title: string
}

/** A freeze is a claim of its own beside the label: of what the address is, and of what an issuer did to it. */
function toClaims(line: LabelLine): TitledClaim[] {
  const { address, category, others, freezes = freezesOfOld(line) } = line
  const readings = address.startsWith('0x') ? [] : Address.detect(address)
  const base = { standing: 'listed', text: address, programmes: [] } as const
  const toClaim = ({ name, source }: Saying, rest: ClaimRest): TitledClaim => {
    return { title: source, claim: { source: `label: ${source}`, uid: name, ...base, ...rest }, readings }
  }
  const [freeze, ...more] = freezes
  const label = toClaim(line, { category: 'label', grade: category, saidBy: others })
  if (freeze === undefined) return [label]
  return [toClaim(freeze, { category: 'issuer-frozen', grade: 'blocked', saidBy: more.map(say) }), label]
}

type ClaimRest = Pick<Watchlist.WatchedClaim['claim'], 'category' | 'grade' | 'saidBy'>

function freezesOfOld({ address, category, name, source }: LabelLine): readonly Saying[] {
  return category === 'blocked' && !isReserved(address) ? [{ name, source }] : []
}
