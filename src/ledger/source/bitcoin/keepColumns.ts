import type { BitcoinBlock } from '../../../chain/index.ts'

/** A copy of what a reader lends until it reads the next block, no larger than what is in it. */
export function keepColumns(read: BitcoinBlock.CheckedColumns): BitcoinBlock.CheckedColumns {
  const { columns } = read
  const { txCount, inputCount, outputCount } = columns
  return {
    ...read,
    txids: read.txids.slice(),
    wtxids: read.wtxids.slice(),
    columns: {
      ...columns,
      txAt: columns.txAt.slice(0, txCount + 1),
      witnessAt: columns.witnessAt.slice(0, txCount),
      hasWitness: columns.hasWitness.slice(0, txCount),
      inputStart: columns.inputStart.slice(0, txCount + 1),
      outputStart: columns.outputStart.slice(0, txCount + 1),
      previousAt: columns.previousAt.slice(0, inputCount),
      inputScriptAt: columns.inputScriptAt.slice(0, inputCount),
      inputEnd: columns.inputEnd.slice(0, inputCount),
      valueSat: columns.valueSat.slice(0, outputCount),
      scriptAt: columns.scriptAt.slice(0, outputCount),
      scriptEnd: columns.scriptEnd.slice(0, outputCount),
    },
  }
}
