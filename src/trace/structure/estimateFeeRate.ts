import type { TxDetails } from './TxReader.ts'

/** Virtual bytes of an input that spends a script form with one signature of the usual length. */
const INPUT_VBYTES: Readonly<Record<string, number>> = { p2pk: 114, p2pkh: 148, p2wpkh: 68, p2tr: 57.5 }
const OVERHEAD_VBYTES = { legacy: 10, witness: 10.5 }
/** The value and the length of the script. */
const OUTPUT_VBYTES = 9

/**
 * About how many satoshi were paid for a virtual byte, to one digit. A ledger does not keep signatures, so their usual
 * lengths are taken.
 *
 * @returns undefined where the fee is unknown or an input has a form whose length nobody can tell (P2SH, P2WSH, multisig)
 * @source BIP 141 (virtual size); https://bitcoinops.org/en/tools/calc-size/
 */
export function estimateFeeRate({ feeSat, inputs, outputs, hasWitness }: TxDetails): number | undefined {
  let vbytes = hasWitness ? OVERHEAD_VBYTES.witness : OVERHEAD_VBYTES.legacy
  for (const coin of inputs) vbytes += INPUT_VBYTES[coin?.kind ?? 'unknown'] ?? Number.NaN
  for (const { script } of outputs) vbytes += OUTPUT_VBYTES + script.length
  return feeSat === undefined || Number.isNaN(vbytes) ? undefined : Math.round((10 * feeSat) / vbytes) / 10
}
