import type { AssetId } from '../../chain/index.ts'
import type { ChainSource, SourceBlock, UtxoBlock, UtxoSource } from '../ChainSource.ts'
import { CheckedBlocks, type CheckedSourceOptions } from './CheckedBlocks.ts'
import { SourceError } from './SourceError.ts'

/**
 * Makes one source of several: what it says is what at least `quorum` of them say, a block whole. Those that are down, behind or alone
 * with what they say are passed over while enough others agree.
 *
 * @throws SourceError `LZ_SOURCE_OPTIONS` where the quorum cannot be, or the sources are of several chains
 */
export function createCheckedSource(sources: readonly ChainSource[], options: CheckedSourceOptions): ChainSource {
  return new CheckedSource(sources, options)
}

/** As `createCheckedSource`, for blocks that their hash proves whole: one of those who agree about it gives the block. */
export function createCheckedUtxoSource(sources: readonly UtxoSource[], { quorum }: CheckedSourceOptions): UtxoSource {
  return new CheckedBlocks<UtxoBlock, UtxoSource>(sources, { quorum, tellersMin: 1, unite: ([block]) => block })
}

class CheckedSource extends CheckedBlocks<SourceBlock, ChainSource> implements ChainSource {
  /** A block must be told by a quorum: its hash proves neither who sent what, nor what happened inside of transactions. */
  constructor(sources: readonly ChainSource[], { quorum }: CheckedSourceOptions) {
    super(sources, { quorum, tellersMin: quorum, unite })
  }

  /** The first answer that there is: nobody needs to agree about how an amount is shown. */
  async findDecimals(asset: AssetId.AssetId, signal?: AbortSignal): Promise<number | undefined> {
    const said = await this.ask((source) => source.findDecimals(asset, signal), signal)
    return said.flatMap((one) => ('value' in one ? [one.value] : [])).find((value) => value !== undefined)
  }
}

function unite(blocks: readonly SourceBlock[], height: number): SourceBlock | undefined {
  if (new Set(blocks.map((block) => fingerprint(block, blocks))).size > 1) throw contradicted(height)
  return blocks.find(({ hasTraces }) => hasTraces) ?? blocks[0]
}

/** What of a block all must tell alike. Calls are compared where all have them, and not by their number in the tree. */
function fingerprint({ transfers, notices }: SourceBlock, all: readonly SourceBlock[]): string {
  const haveTraces = all.every(({ hasTraces }) => hasTraces)
  const compared = transfers.filter(({ kind }) => haveTraces || kind !== 'internal')
  const moves = compared.map(({ kind, txIndex, ordinal, from, to, asset, amount }) =>
    [kind, txIndex, kind === 'internal' ? '' : ordinal, from, to, asset, amount].join(),
  )
  return [
    ...moves,
    ...notices.map(({ kind, account, asset, ordinal }) => [kind, account, asset, ordinal].join()),
  ].join()
}

function contradicted(height: number): SourceError {
  const finding =
    'They say the same hash, but not the same senders or calls, which no hash covers. One of them lies or traces otherwise.'
  return new SourceError('LZ_SOURCE_SPLIT', { endpoint: 'The endpoints', height }, finding)
}
