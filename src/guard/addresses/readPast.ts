import type { Contact } from './AddressBook.ts'
import type { PastTransfer } from './AddressContext.ts'

/** What a transfer that the user did not sign was sent for: to leave an address in the history. */
export type BaitKind = 'zero-value' | 'dust' | 'counterfeit'

/** A transfer that looks as if it had been sent for its trace in the history only. */
export interface Bait {
  readonly transfer: PastTransfer
  readonly kind: BaitKind
}

/** The user's history, read for what it says of others. */
export interface Past {
  /** How often the user has paid an address more than nothing, signed by the user. */
  readonly paid: ReadonlyMap<string, number>
  /** From whom the user has signed payments: the user's own accounts. */
  readonly own: ReadonlySet<string>
  /** By each address in them. */
  readonly baits: ReadonlyMap<string, readonly Bait[]>
}

const DUST_DIVISOR = 1000n
const SYMBOL_MAX = 64
const STRANGE = 'АВЕЅІЈКМНОРСТУХԀΑΒΕΖΗΙΚΜΝΟΡΤΥΧ₮ЅƬŦȾ'
const LATIN = 'ABESIJKMHOPCTYXDABEZHIKMNOPTYXTSTTT'
const FOLDS: ReadonlyMap<string, string> = new Map([...STRANGE].map((mark, i) => [mark, LATIN.charAt(i)] as const))

/**
 * Reads a history: who was paid, and what is bait.
 *
 * Dust is at most a thousandth of the user's median signed payment in the asset, or of the largest transfer of it where the
 * user has signed none. A counterfeit calls itself as an asset of the same chain that the user has paid with.
 *
 * @source USENIX Security 2025, "Blockchain Address Poisoning" (Tsuchiya et al.): tiny, zero-value and counterfeit transfers
 */
export function readPast(given: readonly PastTransfer[]): Past {
  const history = given.map(lowerCaseHex)
  const paid = new Map<string, number>()
  const baits = new Map<string, Bait[]>()
  const scales = measureAssets(history)
  for (const transfer of history) {
    if (isPayment(transfer)) paid.set(transfer.to, (paid.get(transfer.to) ?? 0) + 1)
    const kind = transfer.isSigned === true ? undefined : classify(transfer, scales)
    if (kind === undefined) continue
    for (const party of new Set([transfer.from, transfer.to])) push(baits, party, { transfer, kind })
  }
  const own = new Set(history.filter(isPayment).map(({ from }) => from))
  return { paid, own, baits }
}

// Explorers write EVM addresses with checksums; one that is missed for its case would be a poisoner that is missed.
function lowerCaseHex(transfer: PastTransfer): PastTransfer {
  return { ...transfer, from: lowerCase(transfer.from), to: lowerCase(transfer.to) }
}

function lowerCase(address: string): string {
  return address.startsWith('0x') ? address.toLowerCase() : address
}

interface Scales {
  readonly reference: ReadonlyMap<string, bigint>
  /** By chain and symbol, what the user has paid with. */
  readonly symbols: ReadonlyMap<string, readonly string[]>
}

function isPayment(transfer: PastTransfer): boolean {
  return transfer.isSigned === true && transfer.amount > 0n
}

function classify(transfer: PastTransfer, { reference, symbols }: Scales): BaitKind | undefined {
  if (transfer.amount === 0n) return 'zero-value'
  const real = symbols.get(symbolKey(transfer))
  if (real !== undefined && !real.includes(transfer.asset)) return 'counterfeit'
  const usual = reference.get(transfer.asset)
  return usual !== undefined && transfer.amount * DUST_DIVISOR <= usual ? 'dust' : undefined
}

function measureAssets(history: readonly PastTransfer[]): Scales {
  const signed = new Map<string, bigint[]>()
  const largest = new Map<string, bigint>()
  const symbols = new Map<string, string[]>()
  for (const transfer of history) {
    const { asset, amount } = transfer
    if (amount > (largest.get(asset) ?? 0n)) largest.set(asset, amount)
    if (!isPayment(transfer)) continue
    push(signed, asset, amount)
    if (!symbols.get(symbolKey(transfer))?.includes(asset)) push(symbols, symbolKey(transfer), asset)
  }
  const reference = new Map(largest)
  for (const [asset, amounts] of signed) reference.set(asset, median(amounts))
  return { reference, symbols }
}

// One word to an eye: letters of other scripts that look like Latin ones are folded, and what is neither letter nor digit
// is dropped. A token without a symbol is like no other.
function symbolKey({ asset, symbol }: PastTransfer): string {
  const folded = (symbol ?? '')
    .slice(0, SYMBOL_MAX)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/./gu, (mark) => FOLDS.get(mark) ?? mark)
  const word = folded.replace(/[^A-Z0-9]/gu, '')
  return word === '' ? asset : `${asset.slice(0, asset.indexOf('/'))} ${word}`
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [item])
  else list.push(item)
}

function median(amounts: readonly bigint[]): bigint {
  const sorted = [...amounts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted[sorted.length >> 1] ?? 0n
}

/** Whom the user has shown to trust by signing: payees, and the user's own accounts. */
export function listTrusted({ paid, own }: Past): Contact[] {
  const accounts = [...own].map((address) => ({ address, isOwn: true }))
  return [...accounts, ...[...paid.keys()].map((address) => ({ address }))]
}
