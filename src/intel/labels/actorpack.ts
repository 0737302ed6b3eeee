import { z } from 'zod'
import { type LabelCategory, STOPS } from '../Label.ts'
import { SERVICE_WORDS, TOKEN_ENDINGS } from '../labelWords.ts'
import { readHints } from '../readHints.ts'
import { findNamed, type ServiceTable } from '../ServiceTable.ts'
import type { Alias, Service } from '../services/Service.ts'
import { splitLabel } from '../splitLabel.ts'
import { LabelFileError, type LabelReject } from './LabelFile.ts'

const NAME_LENGTH_MIN = 3

const actor = z.looseObject({
  id: z.string().min(1),
  label: z.string().min(1),
  categories: z.array(z.string()).optional(),
  aliases: z.array(z.string()).optional(),
})

const actorPack = z.looseObject({ actors: z.array(z.unknown()) })

type Actor = z.infer<typeof actor>

/** What an actor pack adds: services and aliases, no addresses. */
export interface ActorPack {
  readonly services: readonly Service[]
  readonly rejects: readonly LabelReject[]
}

/**
 * Reads a GraphSense ActorPack: names of services, which then resolve in labels; it holds no addresses.
 *
 * An actor that our table knows under another name only lends it its aliases. An actor whose categories are of no service
 * where money meets (a collectible, an index) is left out, without being an error.
 *
 * @throws LabelFileError `LZ_LABEL_FILE_SHAPE`; a bad actor is a reject
 * @source https://github.com/graphsense/graphsense-tagpack-tool/blob/master/README_actorpacks.md
 */
export function readActorPack(
  document: unknown,
  { source, table }: { source: string; table: ServiceTable },
): ActorPack {
  const pack = actorPack.safeParse(document)
  if (!pack.success) {
    const message = `${source}: this is no ActorPack of the known form. ${z.prettifyError(pack.error)}`
    throw new LabelFileError('LZ_LABEL_FILE_SHAPE', message)
  }
  const services: Service[] = []
  const rejects: LabelReject[] = []
  for (const [i, raw] of pack.data.actors.entries()) {
    const read = actor.safeParse(raw)
    if (read.success) services.push(...readActor(read.data, table))
    else rejects.push({ place: `actors[${i}]`, code: 'LZ_LABEL_ENTRY', message: z.prettifyError(read.error) })
  }
  return { services, rejects }
}

function readActor(actor: Actor, table: ServiceTable): Service[] {
  const aliases = listAliases(actor)
  const known = findNamed(table, actor.id) ?? findNamed(table, actor.label)
  if (known !== undefined) return [{ ...known, aliases }]
  const category = findCategory(actor.categories ?? [])
  return category === undefined ? [] : [{ name: actor.label, category, aliases }]
}

/** Names from a file count only in exact form: many are everyday words (`Momentum`, `Wrapped`, `Market`). */
function listAliases({ id, label, aliases = [] }: Actor): Alias[] {
  return [label, id, ...aliases].filter(isName).map((text) => ({ text, kind: 'exact' }))
}

function isName(text: string): boolean {
  const { words } = splitLabel(text)
  const [first] = words
  if (first === undefined || words.length > 1) return first !== undefined
  return first.text.length >= NAME_LENGTH_MIN && !SERVICE_WORDS.has(first.text) && !TOKEN_ENDINGS.has(first.text)
}

function findCategory(words: readonly string[]): LabelCategory | undefined {
  const categories = words.map((category) => readHints({ category }).category)
  const specific = categories.find((category) => category !== undefined && category !== 'defi' && STOPS[category])
  return specific ?? categories.find((category) => category === 'defi')
}
