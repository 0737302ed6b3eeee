import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NAME_THRESHOLD } from './NameModel.ts'
import { addUp } from './NamePiece.ts'
import { scoreNames } from './scoreNames.ts'

const score = (one: string, other: string) => scoreNames(one, other, 'person').score

describe('a score', () => {
  it('is what its pieces add up to', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (one, other) => {
          const { score, pieces } = scoreNames(one, other)
          expect(score).toBe(pieces.length === 0 ? 0 : addUp(pieces))
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThan(1)
        },
      ),
    )
  })

  it('says which words met in which way, and which did not', () => {
    const { pieces } = scoreNames('V. Putin Grigori', 'PUTYN, Владимир Spiridon', 'person')
    const words = pieces.flatMap((piece) => (piece.what === 'words' ? [[piece.query, piece.listed, piece.way]] : []))
    expect(words).toEqual([['putin', 'putyn', 'phonetic']])
    expect(pieces.find(({ what }) => what === 'replaced')).toMatchObject({ query: 'v grigori' })
  })

  it('keeps room at the top: a rare long name, a common short one, a near one', () => {
    const ranked = [
      score('Barzan Ibrahim Hasan al-Tikriti', 'Barzan Ibrahim Hasan al-Tikriti'),
      score('Vladimir Putin', 'Vladimir Putin'),
      score('Kim', 'Kim'),
    ]
    expect(ranked).toEqual([...new Set(ranked)].sort((a, b) => b - a))
    expect(ranked[0]).toBeLessThan(0.999_99)
    expect(score('Barzan Ibrahim Hasan al-Tikriti', 'Barzan Ibrahim Hasan al-Tikritti')).toBeLessThan(ranked[0] ?? 0)
    expect(score('Vladimir Putin', 'Vladimir Pulin')).toBeLessThan(ranked[1] ?? 0)
  })

  it.each([
    ['Hsi Chin-ping', 'Xi Jinping'],
    ['Mao Tse-tung', 'Mao Zedong'],
    ['VladimirPutin', 'Vladimir Putin'],
    ['김정은', 'Kim Jong-un'],
    ['金正恩', 'Jin Zheng\u2019en'],
    ['Lee Kun-hee', '이건희'],
    ['山田太郎', 'Yamada Taro'],
    ['Bill Clinton', 'William Clinton'],
    ['Putin, Vladimir Vladimirovich', 'Vladimir Putin'],
    ['Abd al-Rahman al-Hasani', 'Abdulrahman Hassani'],
    ['Wolodymyr Selenskyj', 'Volodymyr Zelenskyy'],
    ['Владимир Путин', 'Wladimir Putin'],
    ['نیکلاس مادورو', 'Nicolas Maduro'],
    ['Nicolás Maduro', 'Николас Мадуро'],
    ['J. Kony', 'Joseph Kony'],
    ['Kony J.', 'Joseph Kony'],
    ['E. Badege', 'Eric Badege'],
    ['Sultan Zabin', 'Sultan Saleh Aida Zabin'],
  ])('finds %s and %s alike', (one, other) => {
    expect(score(one, other)).toBeGreaterThanOrEqual(NAME_THRESHOLD)
    expect(score(other, one)).toBeCloseTo(score(one, other), 10)
  })

  it.each([
    ['Salman bin Muhammad al-Rawi', 'Muhammad bin Salman al-Rawi'],
    ['김철수', '김영희'],
    ['Nikolai Petrov', 'Boris Petrov'],
    ['Maria Gonzalez Ruiz', 'Maria Fernandez Ruiz'],
    ['高石早苗', '高市早苗'],
    ['L. Ali', 'Abu Ali'],
    ['D. Kim', 'David Kim'],
    ['Maria Lopez', 'Maria Carmen Teresa Garcia'],
  ])('tells %s from %s', (one, other) => {
    expect(score(one, other)).toBeLessThan(NAME_THRESHOLD)
  })

  it.each([
    ['Acme Trading L.L.C.', 'ACME TRADING LIMITED LIABILITY COMPANY'],
    ['OOO Rosneft Marine', 'Rosneft Marine Ltd'],
    ['Procter & Gamble', 'Procter and Gamble Co.'],
    ['Bright Star IV', 'Bright Star 4'],
    ['Van der Bilt Corp', 'Vanderbilt Corporation'],
  ])('takes %s for %s, the form being no part of the name', (one, other) => {
    expect(scoreNames(one, other, 'organisation').score).toBeGreaterThanOrEqual(NAME_THRESHOLD)
  })

  it('is nothing for a name without letters', () => {
    expect(scoreNames('???', 'Kim', 'person')).toEqual({ score: 0, pieces: [] })
  })
})
