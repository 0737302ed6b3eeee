import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Address } from '../chain/index.ts'
import { createJsonLines, type Label, LabelBook, readJsonLines } from '../intel/index.ts'
import type { Source, Watchlist } from '../screen/index.ts'
import { labelFolder } from './folders.ts'

/** What is left of the labels of one address for a screening: the claim that decides, and what the others say. */
interface LabelLine {
  readonly address: string
  readonly name: string
  readonly source: string
  readonly category: string
  readonly others: readonly string[]
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
      const label = schema.parse(line)
      const id = `label: ${label.source}`
      claims.push(toClaim(label, id))
      sources.set(id, { id, title: label.source, published: undefined, loadedSec: 0, sha256 })
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
})

function toLine(address: string, labels: readonly Label[]): LabelLine {
  const { name, source, category, claims } = LabelBook.resolve(labels)
  const others = claims.slice(1, 1 + OTHERS_MAX).map((claim) => `${claim.source}: ${claim.name}`)
  return { address, name, source, category, others }
}

function toClaim({ address, name, category, others }: LabelLine, source: string): Watchlist.WatchedClaim {
  const isEvm = address.startsWith('0x')
  const claim = {
    source,
    category: 'label' as const,
    standing: 'listed' as const,
    text: address,
    uid: name,
    programmes: [],
    grade: category,
    saidBy: others,
  }
  return { claim, readings: isEvm ? [] : Address.detect(address) }
}
