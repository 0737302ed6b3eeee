import { describe, expect, it } from 'vitest'
import * as NameToken from './NameToken.ts'
import { splitWords } from './splitWords.ts'

const spell = (text: string) => splitWords(text).map((word) => NameToken.from(word).spellings)

describe('spellings', () => {
  it.each([
    ['дмитрий', 'dmitriy'],
    ['зеленський', 'zelenskiy'],
    ['вучић', 'vuchic'],
    ['хүрэлсүх', 'khurelsukh'],
    ['αλέξανδρος', 'alexandros'],
    ['მიხეილ', 'mikheil'],
    ['سلمان', 'slman'],
    ['משה', 'mshh'],
    ['शीला', 'shila'],
    ['মোহাম্মদ', 'mohammad'],
    ['สมชาย', 'somchay'],
    ['สมเดช', 'somdech'],
    ['አሕመድ', 'ahmed'],
    ['さゆり', 'sayuri'],
    ['トヨタ', 'toyota'],
    ['きょうこ', 'kyoko'],
    ['łukasz', 'lukasz'],
    ['straße', 'strasse'],
    ['erdoğan', 'erdogan'],
  ])('%s is %s', (word, spelling) => {
    expect(spell(word)).toEqual([[spelling]])
  })

  it.each([
    ['김', ['kim', 'gim']],
    ['이', ['lee', 'yi', 'ri', 'rhee']],
    ['박', ['park', 'pak']],
    ['최', ['choi', 'choe']],
    ['정', ['jung', 'jeong', 'chung', 'jong']],
    ['은', ['eun', 'un']],
    ['지', ['ji', 'chi']],
    ['영', ['yeong', 'yong', 'young']],
    ['習', ['xi']],
    ['王', ['wang', 'wong']],
    ['山', ['shan', 'yama']],
  ])('%s may be %j', (syllable, spellings) => {
    expect(spell(syllable)[0]).toEqual(expect.arrayContaining(spellings))
  })

  it('takes a character of Chinese or Korean as a word, and the traditional form as the simplified one', () => {
    expect(splitWords('習近平')).toHaveLength(3)
    expect(NameToken.from('習').written).toBe('习')
    expect(splitWords('김정은')).toHaveLength(3)
  })
})
