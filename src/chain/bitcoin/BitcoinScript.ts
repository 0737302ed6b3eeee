import { ripemd160 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bech32, bech32m } from '@scure/base'
import * as Base58Address from '../Base58Address.ts'
import * as SegwitAddress from '../SegwitAddress.ts'
import type { BitcoinNetwork } from './BitcoinNetwork.ts'

/** The standard forms of an output's script; `witness` is a witness version that has no meaning yet. */
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

const OP_0 = 0x00
const OP_1 = 0x51
const OP_16 = 0x60
const OP_RETURN = 0x6a
const OP_DUP = 0x76
const OP_EQUAL = 0x87
const OP_EQUALVERIFY = 0x88
const OP_HASH160 = 0xa9
const OP_CHECKSIG = 0xac
const OP_CHECKMULTISIG = 0xae

/**
 * Which standard form a script has.
 *
 * @source https://github.com/bitcoin/bitcoin/blob/master/src/script/solver.cpp
 * @example
 * BitcoinScript.toKind(Uint8Array.of(0x6a)) // 'op-return'
 */
export function toKind(script: Uint8Array): ScriptKind {
  if (isScriptHash(script)) return 'p2sh'
  const witness = findWitness(script)
  if (witness !== undefined) return toWitnessKind(witness)
  if (script[0] === OP_RETURN) return 'op-return'
  if (findPubkey(script) !== undefined) return 'p2pk'
  if (isPubkeyHash(script)) return 'p2pkh'
  return isMultisig(script) ? 'multisig' : 'other'
}

/**
 * The address of a script in its one spelling; undefined where it has none: bare multisig, OP_RETURN, any other.
 *
 * P2PK is shown as the P2PKH address of its key, as explorers do.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki#addresses-for-segregated-witness-outputs
 */
export function findAddress(script: Uint8Array, network: BitcoinNetwork): string | undefined {
  if (isScriptHash(script)) return Base58Address.encode([network.scriptHashVersion], script.subarray(2, 22))
  const witness = findWitness(script)
  if (witness !== undefined) return encodeWitness(witness, network)
  const hash = isPubkeyHash(script) ? script.subarray(3, 23) : findPubkeyHash(script)
  return hash === undefined ? undefined : Base58Address.encode([network.pubkeyHashVersion], hash)
}

/**
 * The script that pays to an address; undefined where the text is no address of the network. A P2PK script has the same
 * address as the one that is given here: `addressScript` finds it.
 */
export function fromAddress(address: string, network: BitcoinNetwork): Uint8Array | undefined {
  const witness = SegwitAddress.decode(address)
  if (typeof witness !== 'string') {
    if (witness.prefix !== network.segwitPrefix) return undefined
    const opcode = witness.version === 0 ? OP_0 : OP_1 + witness.version - 1
    return Uint8Array.from([opcode, witness.program.length, ...witness.program])
  }
  const legacy = Base58Address.decode(address)
  if (typeof legacy === 'string' || legacy.version.length !== 1) return undefined
  if (legacy.version[0] === network.pubkeyHashVersion) return pubkeyHashScript(legacy.hash)
  if (legacy.version[0] !== network.scriptHashVersion) return undefined
  return Uint8Array.from([OP_HASH160, 20, ...legacy.hash, OP_EQUAL])
}

/** The script that an address names: for P2PK the P2PKH of its key, else the script itself; undefined without address. */
export function addressScript(script: Uint8Array): Uint8Array | undefined {
  if (isScriptHash(script) || isPubkeyHash(script) || isWitness(script)) return script
  const hash = findPubkeyHash(script)
  return hash === undefined ? undefined : pubkeyHashScript(hash)
}

function pubkeyHashScript(hash: Uint8Array): Uint8Array {
  return Uint8Array.from([OP_DUP, OP_HASH160, 20, ...hash, OP_EQUALVERIFY, OP_CHECKSIG])
}

function isPubkeyHash(script: Uint8Array): boolean {
  const isFramed = script.length === 25 && script[0] === OP_DUP && script[1] === OP_HASH160 && script[2] === 20
  return isFramed && script[23] === OP_EQUALVERIFY && script[24] === OP_CHECKSIG
}

function isScriptHash(script: Uint8Array): boolean {
  return script.length === 23 && script[0] === OP_HASH160 && script[1] === 20 && script[22] === OP_EQUAL
}

interface Witness {
  readonly version: number
  readonly program: Uint8Array
}

/**
 * A witness program that an address can spell: of version 0 only the two lengths that have a meaning.
 *
 * @source https://github.com/bitcoin/bips/blob/master/bip-0141.mediawiki#witness-program
 */
function isWitness(script: Uint8Array): boolean {
  const opcode = script[0] as number
  const { length } = script
  if (length < 4 || length > 42 || script[1] !== length - 2) return false
  return opcode === OP_0 ? length === 22 || length === 34 : opcode >= OP_1 && opcode <= OP_16
}

function findWitness(script: Uint8Array): Witness | undefined {
  if (!isWitness(script)) return undefined
  const opcode = script[0] as number
  return { version: opcode === OP_0 ? 0 : opcode - OP_1 + 1, program: script.subarray(2) }
}

function toWitnessKind({ version, program }: Witness): ScriptKind {
  if (version === 0) return program.length === 20 ? 'p2wpkh' : 'p2wsh'
  return version === 1 && program.length === 32 ? 'p2tr' : 'witness'
}

function encodeWitness({ version, program }: Witness, network: BitcoinNetwork): string {
  const code = version === 0 ? bech32 : bech32m
  return code.encode(network.segwitPrefix, [version, ...code.toWords(program)])
}

function findPubkeyHash(script: Uint8Array): Uint8Array | undefined {
  const pubkey = findPubkey(script)
  return pubkey === undefined ? undefined : ripemd160(sha256(pubkey))
}

function findPubkey(script: Uint8Array): Uint8Array | undefined {
  const length = script[0] as number
  const isFramed = script.length === length + 2 && script[length + 1] === OP_CHECKSIG
  return isFramed && isPubkey(script, 1, length) ? script.subarray(1, length + 1) : undefined
}

function isPubkey(script: Uint8Array, at: number, length: number): boolean {
  const first = script[at]
  if (length === 33) return first === 2 || first === 3
  return length === 65 && (first === 4 || first === 6 || first === 7)
}

/** m public keys of n, 1 <= m <= n <= 16: Core knows up to 20 keys but no address for any. */
function isMultisig(script: Uint8Array): boolean {
  const least = (script[0] as number) - OP_1 + 1
  const count = (script[script.length - 2] as number) - OP_1 + 1
  if (script[script.length - 1] !== OP_CHECKMULTISIG || least < 1 || least > count || count > 16) return false
  let [at, keys] = [1, 0]
  while (at < script.length - 2) {
    const length = script[at] as number
    if (!isPubkey(script, at + 1, length)) return false
    at += length + 1
    keys++
  }
  return keys === count && at === script.length - 2
}
