export type ScriptKind =
  | 'p2pk'
  | 'p2pkh'
  | 'p2sh'
  | 'p2wpkh'
  | 'p2wsh'
  | 'p2tr'
  | 'witness'
  | 'multisig'
  | 'op-return'
  | 'other'
export function toKind(script: Uint8Array): ScriptKind {
  const first = script[0]
  if (first === 0x6a) return 'op-return'
  if (first === 0 && script.length === 22) return 'p2wpkh'
  if (first === 0x51 && script.length === 34) return 'p2tr'
  if (first === 0x76) return 'p2pkh'
  if (first === 0xa9) return 'p2sh'
  return first === 65 || first === 33 ? 'p2pk' : 'other'
}
