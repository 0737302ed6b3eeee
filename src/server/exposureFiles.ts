import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Address, ChainId } from '../chain/index.ts'
import {
  createJsonLines,
  type Grade,
  type ListCategory,
  listIncidentAddresses,
  listStates,
  openBuiltInRegister,
  readEntries,
} from '../intel/index.ts'
import { type AddressExposure, ExposureTable } from '../screen/index.ts'
import { type ChainView, type ExposureOptions, type ExposureSource, exposeLedger } from '../trace/index.ts'
import { EXPOSURE_HEAD, readExposureFile, toLine } from './exposureFormat.ts'
import { exposureFolder, vaultIn } from './folders.ts'

type Category = ListCategory | 'theft'

/** What one building of exposures did. */
export interface ExposureSummary {
  readonly sources: number
  readonly exposures: number
  /** Base units that came below the floor, in all, by asset. */
  readonly cut: ReadonlyMap<string, bigint>
}

/** Follows all that is listed through a chain of the ledger, and keeps for screenings who has how much of it. */
export async function writeExposures(
  folder: string,
  view: ChainView,
  options: ExposureOptions,
): Promise<ExposureSummary> {
  const sources = await listSources(folder, view.chain)
  const cut = new Map<string, bigint>()
  let exposures = 0
  const grades = new Map(sources.map(({ category, origin, grade }) => [`${category} ${origin}`, grade]))
  const countAll = async function* (): AsyncGenerator<AddressExposure> {
    for await (const exposure of exposeLedger(view, sources, options)) {
      exposures++
      cut.set(exposure.asset, (cut.get(exposure.asset) ?? 0n) + exposure.cut)
      const grade = grades.get(`${exposure.category} ${exposure.origin}`)
      yield grade === undefined ? exposure : { ...exposure, grade }
    }
  }
  await keepExposures(folder, view.chain, countAll())
  return { sources: sources.length, exposures, cut }
}

/** Keeps the exposures of a chain for screenings, at once in the place of those that were kept of it before. */
export async function keepExposures(
  folder: string,
  chain: ChainId.ChainId,
  exposures: AsyncIterable<AddressExposure> | Iterable<AddressExposure>,
): Promise<void> {
  const target = exposureFolder(folder)
  await mkdir(target, { recursive: true })
  const writer = createJsonLines(target, labelOf(chain))
  try {
    await writer.write(EXPOSURE_HEAD)
    for await (const exposure of exposures) await writer.write(toLine(exposure))
    await keepOnly(target, labelOf(chain), await writer.finish())
  } catch (error) {
    await writer.abandon()
    throw error
  }
}

/** The exposures of all chains, and the names of their files, which are hashes of what is in them. */
export interface ExposureFiles {
  readonly table: ExposureTable.ExposureTable
  readonly files: readonly string[]
}

/** All exposures that were built; undefined where none was. @throws what `readExposureFile` throws */
export async function readExposures(
  folder: string,
  seed: readonly [number, number],
): Promise<ExposureFiles | undefined> {
  const files = await listExposureFiles(folder)
  if (files === undefined) return undefined
  const all: AddressExposure[] = []
  for (const name of files) {
    for await (const exposure of readExposureFile(exposureFolder(folder), name)) all.push(exposure)
  }
  return { table: ExposureTable.create(all, seed), files }
}

/** Names of the files of exposures; undefined where none was ever built. */
export async function listExposureFiles(folder: string): Promise<string[] | undefined> {
  const names = await readdir(exposureFolder(folder)).catch(() => undefined)
  return names?.filter((each) => each.endsWith('.jsonl.gz')).sort()
}

export interface GradedSource extends ExposureSource<Category> {
  /** Of a theft: how strong its attribution is. */
  readonly grade?: Grade
  /** What the list calls itself. */
  readonly title?: string
}

/** The addresses on a chain by list and by incident, of those only that are the thieves' own. */
export async function listSources(folder: string, chain: ChainId.ChainId): Promise<GradedSource[]> {
  const vault = vaultIn(folder)
  const sources: GradedSource[] = []
  for (const { list, title, category, current } of await listStates(vault)) {
    const addresses: string[] = []
    for await (const entry of readEntries(vault, list, current)) {
      for (const { readings } of entry.addresses)
        addresses.push(...readings.flatMap((reading) => onChain(reading, chain)))
    }
    sources.push({ category, origin: list, title, addresses })
  }
  return [...sources, ...listThefts(chain)]
}

function listThefts(chain: ChainId.ChainId): GradedSource[] {
  const thefts = new Map<string, { grade: Grade; addresses: string[] }>()
  for (const { incident, address, isAttacker, grade } of listIncidentAddresses(openBuiltInRegister())) {
    const here = isAttacker ? Address.detect(address).flatMap((reading) => onChain(reading, chain)) : []
    const known = thefts.get(incident)
    if (known !== undefined) known.addresses.push(...here)
    else if (here.length > 0) thefts.set(incident, { grade, addresses: here })
  }
  return Array.from(thefts, ([origin, theft]) => ({ category: 'theft', origin, ...theft }))
}

/** An EVM account is the same on each EVM chain, also on those that no table names. */
function onChain({ kind, chains, canonical }: Address.AddressMatch, chain: ChainId.ChainId): string[] {
  return chains.includes(chain) || (kind === 'evm' && ChainId.isEvm(chain)) ? [canonical] : []
}

function labelOf(chain: ChainId.ChainId): string {
  return chain.replaceAll(/[^a-zA-Z0-9]/g, '-')
}

async function keepOnly(folder: string, label: string, name: string): Promise<void> {
  for (const other of await readdir(folder)) {
    if (other.startsWith(`${label}-`) && other !== name) await rm(join(folder, other), { force: true })
  }
}
