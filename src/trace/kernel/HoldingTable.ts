/**
 * Numbers holdings (account, asset) by first appearance.
 *
 * Keys are the store's own running ids, small and given out by nobody outside: so one asset's accounts may have a direct
 * table, and a hash needs no secret.
 */
export interface HoldingTable {
  /** The number of a holding, a new one where it has none. */
  idOf(account: number, asset: number): number
  find(account: number, asset: number): number | undefined
  size(): number
  /** The keys by number: copies that fit. */
  keys(): { readonly account: Uint32Array<ArrayBuffer>; readonly asset: Uint32Array<ArrayBuffer> }
}

/** A table that can forget. */
export interface UndoableHoldingTable extends HoldingTable {
  accountOf(holding: number): number
  /** Forgets the holdings from number `size` on. */
  truncate(size: number): void
}

/** Creates a table for accounts up to `accountMax` with one asset: 4 bytes for each account that there may be. */
export function createAccountTable(accountMax: number, asset: number): HoldingTable {
  const numbers = new Uint32Array(accountMax + 1)
  const account: number[] = []
  return {
    idOf(wanted) {
      const known = numbers[wanted] as number
      if (known !== 0) return known - 1
      numbers[wanted] = account.push(wanted)
      return account.length - 1
    },
    find(wanted, wantedAsset) {
      const known = wantedAsset === asset ? (numbers[wanted] ?? 0) : 0
      return known === 0 ? undefined : known - 1
    },
    size: () => account.length,
    keys: () => ({ account: Uint32Array.from(account), asset: new Uint32Array(account.length).fill(asset) }),
  }
}

/**
 * Creates an empty table with room for about `expected` holdings; it grows beyond.
 *
 * Open addressing over two 32-bit keys: slots hold number + 1, 0 is empty, and at most five eighths of them are taken.
 */
export function createHoldingTable(expected: number): UndoableHoldingTable {
  let slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(16, expected * 1.6))))
  let account = new Uint32Array(Math.max(16, expected))
  let asset = new Uint32Array(Math.max(16, expected))
  let size = 0

  const slotOf = (wantedAccount: number, wantedAsset: number): number => {
    const mask = slots.length - 1
    let slot = hash(wantedAccount, wantedAsset) & mask
    for (;;) {
      const id = (slots[slot] as number) - 1
      if (id < 0 || (account[id] === wantedAccount && asset[id] === wantedAsset)) return slot
      slot = (slot + 1) & mask
    }
  }
  const widen = (): void => {
    account = grown(account)
    asset = grown(asset)
  }
  const rehash = (): void => {
    slots = new Uint32Array(slots.length * 2)
    for (let id = 0; id < size; id++) slots[slotOf(account[id] as number, asset[id] as number)] = id + 1
  }
  return {
    idOf(wantedAccount, wantedAsset) {
      const slot = slotOf(wantedAccount, wantedAsset)
      const known = slots[slot] as number
      if (known !== 0) return known - 1
      if (size === account.length) widen()
      account[size] = wantedAccount
      asset[size] = wantedAsset
      slots[slot] = ++size
      if (size * 1.6 > slots.length) rehash()
      return size - 1
    },
    find(wantedAccount, wantedAsset) {
      const known = slots[slotOf(wantedAccount, wantedAsset)] as number
      return known === 0 ? undefined : known - 1
    },
    size: () => size,
    keys: () => ({ account: account.slice(0, size), asset: asset.slice(0, size) }),
    accountOf: (holding) => account[holding] as number,
    truncate(kept) {
      // The last one first: then no other was put behind its slot.
      while (size > kept) {
        const last = --size
        slots[slotOf(account[last] as number, asset[last] as number)] = 0
      }
    },
  }
}

/** @source Austin Appleby, MurmurHash3, 32-bit finaliser */
function hash(account: number, asset: number): number {
  let h = account ^ Math.imul(asset, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function grown(column: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(column.length * 2)
  wider.set(column)
  return wider
}
