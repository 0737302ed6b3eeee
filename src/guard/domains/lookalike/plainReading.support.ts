import { addCost, CHANGES, type Place, SWAP } from './approximate.ts'
import type { BrandTable } from './Brand.ts'
import type { Reading } from './matchTerm.ts'
import { CODES, type NameText } from './NameText.ts'
import { SIDE_WORDS } from './sideWords.ts'
import type { Term } from './Term.ts'

/** What `readName` finds, the slow way: every term is compared at every place. */
export function readPlainly(text: NameText, table: BrandTable): Reading {
  const [exacts, misspelt] = [new Map<number, Place[]>(), new Map<number, Place[]>()]
  for (const [at, term] of table.terms.entries()) {
    exacts.set(at, listExact(term, text))
    misspelt.set(at, term.costMax > 0 ? listMisspelt(term, text) : [])
  }
  for (const [at, places] of exacts) if (places.length === 0) exacts.delete(at)
  return { text, table, exacts, misspelt, sides: listSides(text) }
}

function listExact({ letters }: Term, text: NameText): Place[] {
  return [...text.letters].flatMap((_, start) => {
    const end = start + letters.length
    return text.letters.slice(start, end) === letters ? [{ start, end, cost: 0 }] : []
  })
}

function listMisspelt(term: Term, { codes }: NameText): Place[] {
  const places: Place[] = []
  for (let start = 0; start < codes.length; start++) {
    const costs = listCosts(term, codes, start)
    costs.forEach((cost, index) => {
      if (index > 0 && cost <= term.costMax) places.push({ start, end: start + index, cost })
    })
  }
  return places
}

/** What it costs to read a term in so many letters of the name, for each number of them: the whole matrix. */
function listCosts({ codes: word, drops }: Term, name: Uint8Array, start: number): number[] {
  const cells: number[][] = []
  for (let column = 0; column <= name.length - start; column++) {
    const at = start + column
    cells.push([])
    for (let row = 0; row <= word.length; row++) {
      const [wanted = 0, given = 0] = [word[row - 1], name[at - 1]]
      const ways = [
        column === 0 && row === 0 ? 0 : Infinity,
        row > 0 ? (cells[column]?.[row - 1] ?? 0) + (drops[row - 1] ?? 0) : Infinity,
      ]
      if (column > 0 && row > 0) ways.push((cells[column - 1]?.[row - 1] ?? 0) + (CHANGES[wanted * CODES + given] ?? 0))
      if (column > 0 && row > 0 && row < word.length) ways.push((cells[column - 1]?.[row] ?? 0) + addCost(name, at - 1))
      if (column > 1 && row > 1 && wanted !== given && wanted === name[at - 2] && given === word[row - 2])
        ways.push((cells[column - 2]?.[row - 2] ?? 0) + SWAP)
      cells[column]?.push(Math.min(...ways))
    }
  }
  return cells.map((cell) => (cell[word.length] ?? Infinity) / 4)
}

function listSides({ letters, breaks }: NameText): Reading['sides'] {
  const left = breaks.map((_, at) => (isCovered(letters.slice(breaks.lastIndexOf(1, at), at)) ? 1 : 0))
  const right = breaks.map((_, at) => (isCovered(letters.slice(at, breaks.indexOf(1, at))) ? 1 : 0))
  return { left, right }
}

/** Whether letters are side words and digits, and nothing else. */
function isCovered(letters: string): boolean {
  if (letters === '') return true
  if (/^\d/.test(letters) && isCovered(letters.slice(1))) return true
  return [...SIDE_WORDS].some((word) => letters.startsWith(word) && isCovered(letters.slice(word.length)))
}
