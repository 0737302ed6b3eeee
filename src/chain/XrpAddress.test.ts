import { describe, expect, it } from 'vitest'
import * as XrpAddress from './XrpAddress.ts'

describe('read', () => {
  // @source https://xrpl.org/docs/concepts/accounts/addresses#special-addresses
  it.each([
    'rrrrrrrrrrrrrrrrrrrrrhoLvTp',
    'rrrrrrrrrrrrrrrrrrrrBZbvji',
    'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh',
    'rrrrrrrrrrrrrrrrrNAMEtxvNvQ',
    'rrrrrrrrrrrrrrrrrrrn5RM1rHd',
  ])('takes %s', (text) => {
    expect(XrpAddress.read(text)).toEqual([{ kind: 'xrp', canonical: text, chains: ['xrpl:0'] }])
  })

  it.each([
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTi', 'checksum'],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdty', 'syntax'],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTl', 'syntax'],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', 'syntax'],
    ['', 'syntax'],
  ])('%s fails: %s', (text, fault) => {
    expect(XrpAddress.read(text)).toBe(fault)
  })
})
