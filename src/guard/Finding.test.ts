import { describe, expect, it } from 'vitest'
import { conclude, type Finding } from './Finding.ts'

const found = (code: string, effect: Finding['effect']): Finding => ({ code, effect, message: code })

describe('conclude', () => {
  it('takes the weightiest finding, and says those first', () => {
    const answer = conclude([found('A', 'note'), found('B', 'hold'), found('C', 'block'), found('D', 'review')])
    expect(answer.verdict).toBe('block')
    expect(answer.findings.map(({ code }) => code)).toEqual(['C', 'D', 'B', 'A'])
  })

  it('holds where something is unknown and nothing worse was found', () => {
    expect(conclude([found('A', 'note'), found('B', 'hold')]).verdict).toBe('hold')
  })

  it('answers no-match where nothing was found but notes', () => {
    expect(conclude([]).verdict).toBe('no-match')
    expect(conclude([found('A', 'note')]).verdict).toBe('no-match')
  })
})
