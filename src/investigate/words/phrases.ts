import { Address, Amount, AssetId, type ChainId, TxHash } from '../../chain/index.ts'
import type { AssetAccount } from '../Investigation.ts'

/** Text from outside, on one line: no character that controls a terminal, hides or turns text. */
export function clean(text: string, lengthMax = 60): string {
  const plain = text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.length <= lengthMax ? plain : `${plain.slice(0, lengthMax - 1)}…`
}

/** Words of a stranger, which are no words of ours. */
export function quote(text: string): string {
  return `"${clean(text).replaceAll('"', "'")}"`
}

type Unit = Pick<AssetAccount, 'id' | 'name' | 'decimals'>

/** The unit of an asset: a name that we vouch for, else the contract, for a token can call itself anything. */
export function unitOf({ id, name, decimals }: Unit): string {
  const { namespace, reference } = AssetId.toParts(AssetId.parse(id))
  const unit = name ?? (namespace === 'named' ? quote(AssetId.displayName(AssetId.parse(id))) : `of token ${reference}`)
  return decimals === undefined ? `base units ${name === undefined ? unit : `of ${unit}`}` : unit
}

/** An amount with its unit, to the last digit: `1,234.5 USDT`. */
export function amountOf(asset: Unit, units: bigint | string): string {
  return `${Amount.formatGrouped(BigInt(units), asset.decimals ?? 0)} ${unitOf(asset)}`
}

/** `12 addresses`, `1 address`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? one : many}`
}

/** A moment as `2026-11-22 04:05:06 UTC`. */
export function moment(sec: number | undefined): string {
  return sec === undefined
    ? 'at a time that the source does not tell'
    : `${new Date(sec * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/** An address as the chain's own tools write it. */
export function addressOf(account: string, chain: ChainId.ChainId): string {
  return Address.display(clean(account, 128), chain)
}

/** A transaction's name as the chain's own tools write it. */
export function txOf(tx: string, chain: ChainId.ChainId): string {
  return TxHash.display(TxHash.parse(tx), chain)
}

/** `a, b and c`. */
export function join(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}

/** A sentence begins with a capital letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
