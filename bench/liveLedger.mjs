// A generated account ledger in columns, block by block and seeded: parties by a power law.
export const BLOCK_ROWS = 200
/** The busiest accounts are services. */
export const SERVICES = 100
const EVEN_SHARE = 0.15
const RANK_EXPONENT = 3.2
/** ROW.startsTx, isPlaced and hasTxPlace: each transfer is a transaction of its own, and its place is known. */
const PLACED = 1 | 2 | 8

/** Gives the blocks of a ledger of one asset, one after the other, each as `TransferColumns`. Nobody pays what he has not. */
export function createLiveLedger(accounts) {
  const unit = createUnit(11)
  const rankOf = () => Math.floor(accounts * (unit() < EVEN_SHARE ? unit() : unit() ** RANK_EXPONENT))
  const balances = new Float64Array(accounts)
  let rows = 0
  let height = 0
  /** Who has nothing lets the issuer pay, the busiest account. */
  const writeRow = (columns, row) => {
    const drawn = rankOf()
    const sender = balances[drawn] < 2 ? 0 : drawn
    const receiver = rankOf()
    const amount = sender === 0 ? 1e6 + Math.floor(1e12 * unit() ** 4) : Math.ceil(balances[sender] * unit())
    if (sender !== 0) balances[sender] -= amount
    balances[receiver] += amount
    columns.sender[row] = sender
    columns.receiver[row] = receiver
    writeAmount(columns.amounts, row, amount)
  }
  /** The columns of so many blocks. */
  const take = (blocks) => {
    const columns = createColumns(blocks * BLOCK_ROWS)
    for (let row = 0; row < columns.count; row++) {
      columns.rowId[row] = rows++
      columns.block[row] = height + Math.floor(row / BLOCK_ROWS)
      writeRow(columns, row)
    }
    height += blocks
    return columns
  }
  return { take, lastHeight: () => height - 1 }
}

/** Columns one behind the other. */
export function joinColumns(parts) {
  const joined = createColumns(parts.reduce((sum, { count }) => sum + count, 0))
  let at = 0
  for (const part of parts) {
    for (const name of ['rowId', 'block', 'sender', 'receiver', 'asset', 'flags']) joined[name].set(part[name], at)
    joined.amounts.set(part.amounts, 4 * at)
    at += part.count
  }
  return joined
}

function createColumns(count) {
  return {
    count,
    rowId: new Uint32Array(count),
    block: new Uint32Array(count),
    sender: new Uint32Array(count),
    receiver: new Uint32Array(count),
    asset: new Uint32Array(count),
    amounts: new Uint32Array(4 * count),
    flags: new Uint8Array(count).fill(PLACED),
    highAmounts: new Map(),
  }
}

function writeAmount(limbs, row, amount) {
  let rest = amount
  for (let limb = 0; limb < 4; limb++) {
    limbs[4 * row + limb] = rest % 2 ** 32
    rest = Math.floor(rest / 2 ** 32)
  }
}

/** @source Tommy Ettinger, mulberry32 */
function createUnit(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let word = Math.imul(state ^ (state >>> 15), 1 | state)
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word
    return (((word ^ (word >>> 14)) >>> 0) + 0.5) / 2 ** 32
  }
}
