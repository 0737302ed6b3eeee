import { describe, expect, it } from 'vitest'
import { findUninstalled } from './findUninstalled.ts'
import { defaultPolicy, type Policy } from './Policy.ts'

function policyOf(lists: Partial<Policy['lists']>): Policy {
  return { ...defaultPolicy, lists: { ...defaultPolicy.lists, ...lists } }
}

describe('findUninstalled', () => {
  it('says nothing of the default policy once its list is there', () => {
    expect(findUninstalled(defaultPolicy, ['ofac-sdn'])).toEqual([])
    expect(findUninstalled(defaultPolicy, [])).toEqual([expect.stringMatching(/required: ofac-sdn .*--list ofac-sdn$/)])
  })

  it.each(['ofac-snd', 'ofac-sd', 'ofac-sdnn', 'ofac_sdn', 'ofak-sdn'])('asks whether %s is a slip', (list) => {
    const [message] = findUninstalled(policyOf({ maxAgeHoursOf: { [list]: 5 } }), ['ofac-sdn'])
    expect(message).toMatch(new RegExp(`maxAgeHoursOf: ${list} .*Is ofac-sdn meant`))
  })

  it("takes every list of one's own that is there", () => {
    const policy = policyOf({ required: ['ours', 'ofac-snd'], maxAgeHoursOf: { ours: 5 } })
    expect(findUninstalled(policy, ['ours', 'ofac-snd'])).toEqual([])
    expect(findUninstalled(policy, ['ofac-snd'])).toHaveLength(2)
  })
})
