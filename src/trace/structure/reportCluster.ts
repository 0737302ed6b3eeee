import { BitcoinScript } from '../../chain/index.ts'
import type { UtxoTx } from '../../ledger/index.ts'
import { ownerOfInput, type UtxoIndex } from '../utxo/UtxoIndex.ts'
import { findRoot, listMembers } from './Clusters.ts'
import { explainLink, findFirstLink, type Link } from './explainLink.ts'
import { describeRefusal, type Refusal } from './Refusal.ts'
import type { Structure } from './Structure.ts'
import { type Sums, sumActivity } from './sumActivity.ts'

/** Money and time of one owner or of many. Satoshi in all that came and went, also between members. */
export interface Activity {
  readonly receivedSat: bigint
  readonly spentSat: bigint
  readonly outputs: number
  readonly first: Moment
  readonly last: Moment
}

export interface Moment {
  readonly txid: string
  readonly height: number
  readonly timeSec: number
}

export interface MemberReport {
  /** Its address, or its script. One address may have several scripts. */
  readonly name: string
  readonly form: string
  readonly receivedSat: bigint
  readonly spentSat: bigint
  /** The transaction that it signed together with another member; undefined for the one that was asked for. */
  readonly because: LinkReport | undefined
  readonly label: { readonly name: string; readonly source: string } | undefined
}

/** Two owners who signed one transaction together. */
export interface LinkReport {
  readonly txid: string
  readonly height: number
  readonly from: string
  readonly to: string
}

/** What is known of the cluster of an address. */
export interface ClusterReport {
  readonly chain: string
  readonly address: string
  readonly size: number
  readonly activity: Activity
  /** Those of the scripts that were asked for come first, then those with labels, then by what they received. */
  readonly members: readonly MemberReport[]
  /** Members beyond the limit. */
  readonly membersMore: number
  /** Labels of members, with who says so. */
  readonly labels: readonly { readonly address: string; readonly name: string; readonly source: string }[]
  readonly labelsMore: number
  /** Transactions of members that were not believed. */
  readonly refused: readonly { readonly txid: string; readonly reason: string }[]
  readonly refusedMore: number
  readonly ledger: {
    readonly unknownInputs: number
    readonly coinJoins: number
    readonly refused: number
  }
}

/** Refused transactions that a report names. */
const REFUSED_SHOWN = 100
const LABELS_SHOWN = 1000

/**
 * Reports the cluster of an address. `owners` are its scripts: they have one key, so they are one owner even where no
 * transaction joined them.
 */
export async function reportCluster(
  structure: Structure,
  { address, owners }: { address: string; owners: readonly number[] },
  membersMax: number,
): Promise<ClusterReport> {
  const { view, clusters, labels } = structure
  const members = listAll(structure, owners)
  const shown = rankMembers(structure, members, { asked: owners, max: membersMax })
  const refusals = listRefusals(structure, members)
  const claims = members.flatMap((owner) => labels.get(owner)?.claims ?? [])
  return {
    chain: view.chain,
    address,
    size: members.length,
    activity: await describeActivity(structure, sumActivity(structure.index, members)),
    members: await describeMembers(structure, shown, owners),
    membersMore: members.length - shown.length,
    labels: claims.slice(0, LABELS_SHOWN).map(({ address: text, name, source }) => ({ address: text, name, source })),
    labelsMore: Math.max(0, claims.length - LABELS_SHOWN),
    refused: await describeRefusals(structure, refusals.slice(0, REFUSED_SHOWN)),
    refusedMore: Math.max(0, refusals.length - REFUSED_SHOWN),
    ledger: { unknownInputs: clusters.unknownInputs, coinJoins: clusters.coinJoins, refused: clusters.refused },
  }
}

/**
 * Why two addresses are in one cluster: transactions, each signed by both of its owners together.
 *
 * @returns undefined where they are in different clusters
 */
export async function reportLink(
  structure: Structure,
  from: readonly number[],
  to: readonly number[],
): Promise<LinkReport[] | undefined> {
  const { clusters, index } = structure
  for (const one of from) {
    for (const other of to) {
      const links = explainLink(clusters, index, { from: one, to: other })
      if (links !== undefined) return await describeLinks(structure, links)
    }
  }
  return undefined
}

/** Members of the clusters of all owners, each once. */
function listAll({ clusters }: Structure, owners: readonly number[]): number[] {
  const roots = new Map(owners.map((owner) => [findRoot(clusters, owner), owner]))
  const members: number[] = []
  for (const owner of roots.values()) for (const member of listMembers(clusters, owner)) members.push(member)
  return members
}

/** Members that are sorted at once: a cluster may have millions. */
const RANKED_AT_ONCE = 50_000

/** The first members of a report: those asked for, then those with labels, then those that received most. */
function rankMembers(
  structure: Structure,
  members: readonly number[],
  { asked, max }: { asked: readonly number[]; max: number },
): number[] {
  const { labels, index } = structure
  const first = (owner: number): number => (asked.includes(owner) ? 0 : labels.has(owner) ? 1 : 2)
  let best: { owner: number; rank: number; received: number }[] = []
  for (let at = 0; at < members.length; at += RANKED_AT_ONCE) {
    const part = members.slice(at, at + RANKED_AT_ONCE)
    const ranked = part.map((owner) => ({
      owner,
      rank: first(owner),
      received: Number(sumActivity(index, [owner]).receivedSat),
    }))
    best = [...best, ...ranked]
      .sort((a, b) => a.rank - b.rank || b.received - a.received || a.owner - b.owner)
      .slice(0, max)
  }
  return best.map(({ owner }) => owner)
}

async function describeActivity({ view }: Structure, { firstTx, lastTx, ...sums }: Sums): Promise<Activity> {
  const txs = await view.describeTxs([...new Set([firstTx, lastTx])])
  const momentOf = (tx: number): Moment => {
    const { txid, height, timeSec } = txs.get(tx) as UtxoTx
    return { txid, height, timeSec }
  }
  return {
    receivedSat: sums.receivedSat,
    spentSat: sums.spentSat,
    outputs: sums.outputs,
    first: momentOf(firstTx),
    last: momentOf(lastTx),
  }
}

async function describeMembers(
  structure: Structure,
  members: readonly number[],
  asked: readonly number[],
): Promise<MemberReport[]> {
  const { view, index, clusters, labels } = structure
  const reasons = members.map((owner) => {
    const to = asked.find((one) => findRoot(clusters, one) === findRoot(clusters, owner)) as number
    return findFirstLink(clusters, index, { from: owner, to })
  })
  const links = await describeLinks(
    structure,
    reasons.filter((link) => link !== undefined),
  )
  const owners = await view.describeOwners([...members])
  return members.map((owner, at) => {
    const { receivedSat, spentSat } = sumActivity(index, [owner])
    const label = labels.get(owner)
    const described = owners.get(owner)
    return {
      name: described?.name ?? '',
      form: described === undefined ? '' : BitcoinScript.toKind(described.script),
      receivedSat,
      spentSat,
      because: reasons[at] === undefined ? undefined : links.shift(),
      label: label === undefined ? undefined : { name: label.name, source: label.source },
    }
  })
}

async function describeLinks({ view }: Structure, links: readonly Link[]): Promise<LinkReport[]> {
  const txs = await view.describeTxs([...new Set(links.map(({ tx }) => tx))])
  const owners = await view.describeOwners([...new Set(links.flatMap(({ from, to }) => [from, to]))])
  const nameOf = (owner: number): string => owners.get(owner)?.name ?? ''
  return links.map(({ tx, from, to }) => {
    const { txid, height } = txs.get(tx) as UtxoTx
    return { txid, height, from: nameOf(from), to: nameOf(to) }
  })
}

/** Refused transactions that a member signed. */
function listRefusals({ clusters, index }: Structure, members: readonly number[]): Refusal[] {
  const roots = new Set(members.map((owner) => findRoot(clusters, owner)))
  const isMember = (owner: number): boolean => roots.has(findRoot(clusters, owner))
  return clusters.refusals.filter(({ tx }) => isSignedBy(index, tx, isMember))
}

function isSignedBy(index: UtxoIndex, tx: number, test: (owner: number) => boolean): boolean {
  for (let input = index.inputStart[tx] as number; input < (index.inputStart[tx + 1] as number); input++) {
    const owner = ownerOfInput(index, input)
    if (owner !== undefined && test(owner)) return true
  }
  return false
}

async function describeRefusals({ view }: Structure, refusals: readonly Refusal[]): Promise<ClusterReport['refused']> {
  const txs = await view.describeTxs(refusals.map(({ tx }) => tx))
  return refusals.map((refusal) => ({ txid: (txs.get(refusal.tx) as UtxoTx).txid, reason: describeRefusal(refusal) }))
}
