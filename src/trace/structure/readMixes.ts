import type { LabelBook } from '../../intel/index.ts'
import type { CoinJoinTx } from '../coinjoin/CoinJoinTx.ts'
import { type CoinJoinReading, classifyCoinJoin } from '../coinjoin/classifyCoinJoin.ts'
import type { TxDetails } from './TxReader.ts'

/** What labels come to, by owner. */
export type OwnerLabels = ReadonlyMap<number, LabelBook.ResolvedLabel>

/** Of which kind of CoinJoin a transaction is, as the rules of the protocols read it. */
export function readCoinJoin(tx: TxDetails, labels: OwnerLabels): CoinJoinReading {
  return classifyCoinJoin(toCoinJoinTx(tx, labels))
}

/** The class of CoinJoin that has what its protocol's software makes. Published lists alone make no CoinJoin. */
export function findMix({ findings }: CoinJoinReading): string | undefined {
  return findings.find(({ grade }) => grade === 'protocol')?.class
}

/**
 * Whether the inputs may be of several owners: a class is found or cannot be ruled out. One wrong merge joins whole clusters, so
 * doubt is enough. A Tx0 has one owner.
 */
export function mayHaveSeveralOwners({ findings, open }: CoinJoinReading): boolean {
  const found = findings.filter(({ grade }) => grade === 'protocol')
  return [...found, ...open].some((each) => each.class !== 'whirlpool-tx0')
}

function toCoinJoinTx({ inputs, outputs, timeSec }: TxDetails, labels: OwnerLabels): CoinJoinTx {
  return {
    inputs: inputs.map((coin) => ({
      script: coin === undefined ? undefined : hexOf(coin.script),
      valueSat: coin?.valueSat,
      isExchange: coin !== undefined && labels.get(coin.owner)?.category === 'exchange',
    })),
    outputs: outputs.map(({ script, valueSat }) => ({ script: hexOf(script), valueSat })),
    timeSec,
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hexOf(script: Uint8Array): string {
  let text = ''
  for (const byte of script) text += HEX[byte] as string
  return text
}
