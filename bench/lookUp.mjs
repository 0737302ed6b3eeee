// lookUp.mjs [ENTRIES]: looks EVM addresses up in a watchlist of a million entries, beside a Set of the same strings.
import { randomBytes } from 'node:crypto'
import { createScreener, defaultPolicy, noExposure, screenAddress, Watchlist } from '../dist/screen/index.js'
import { interleave, time } from './measure.mjs'

const ASKED = 200_000
const NOW_SEC = 1_790_000_000

const entries = Number(process.argv[2] ?? 1_000_000)
const listed = Array.from({ length: entries }, randomAddress)
const claims = listed.map((text, i) => ({
  claim: { source: 'ofac-sdn', category: 'sanctions', standing: 'listed', text, uid: String(i), programmes: [] },
  readings: [],
}))
const source = { id: 'ofac-sdn', title: 'bench', published: undefined, loadedSec: NOW_SEC, sha256: '' }
const built = await time(() => Watchlist.create(claims, [source], [0x243f6a88, 0x85a308d3]))
const watchlist = built.result
const set = new Set(listed)
const lists = [{ list: 'ofac-sdn', title: 'bench', sha256: '', entries, addresses: entries, checkedSec: NOW_SEC }]
const screener = createScreener({ watchlist, lists, policy: defaultPolicy, exposure: noExposure })

const look = (text) => Watchlist.find(watchlist, text, []) !== undefined
const screen = (text) => screenAddress(screener, text, NOW_SEC).verdict !== 'no-match'
const ms = await interleave(7, {
  oursHalf: () => count(halfListed(), look, ASKED / 2),
  setHalf: () => count(halfListed(), (text) => set.has(text), ASKED / 2),
  oursNone: () => count(noneListed(), look, 0),
  setNone: () => count(noneListed(), (text) => set.has(text), 0),
  screenNone: () => count(noneListed(), screen, 0),
  screenMixed: () => count(noneListed().map(withChecksumCase), screen, undefined),
})
const ns = (name) => `${((1e6 * ms[name]) / ASKED).toFixed(0).padStart(6)} ns`
process.stdout.write(`${entries.toLocaleString('en-US')} entries, ${ASKED.toLocaleString('en-US')} fresh strings a round, medians of 7 rounds in turn

                                    watchlist       Set   Set / ours
look-up, half of them listed        ${ns('oursHalf')} ${ns('setHalf')}  ${(ms.setHalf / ms.oursHalf).toFixed(2).padStart(10)}
look-up, none listed                ${ns('oursNone')} ${ns('setNone')}  ${(ms.setNone / ms.oursNone).toFixed(2).padStart(10)}
whole screening, none listed        ${ns('screenNone')}
whole screening, letters mixed      ${ns('screenMixed')}   with the EIP-55 checksum of each
building the watchlist              ${(built.ms / 1000).toFixed(1).padStart(6)} s
`)

/** Milliseconds for asking all of them. A fresh string has no hash that an earlier question left behind. */
async function count(questions, ask, expected) {
  let found = 0
  const started = performance.now()
  for (const text of questions) if (ask(text)) found++
  const taken = performance.now() - started
  if (expected !== undefined && found !== expected) throw new Error(`${found} found, ${expected} expected`)
  return taken
}

function halfListed() {
  return Array.from({ length: ASKED }, (_, i) => (i % 2 === 0 ? fresh(listed[(i * 7919) % entries]) : randomAddress()))
}

function noneListed() {
  return Array.from({ length: ASKED }, randomAddress)
}

function randomAddress() {
  return `0x${randomBytes(20).toString('hex')}`
}

function fresh(text) {
  return Buffer.from(text).toString('latin1')
}

/** Any mixed case costs the same, whether its checksum fits or not. */
function withChecksumCase(text) {
  return text.replace(/[a-f]/, (letter) => letter.toUpperCase())
}
