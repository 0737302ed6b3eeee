import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listIncidentAddresses } from './listIncidentAddresses.ts'
import { describeProblem, RegisterError } from './RegisterError.ts'
import { inspectRegister, mergeRegisters, readRegister } from './readRegister.ts'

const sources = ['press']
const incident = (id: string, fields: object = {}): object => ({
  id,
  status: 'theft',
  date: { value: '2025-02-21', precision: 'day', claims: [{ value: '2025-02-21', sources }] },
  victim: { name: 'An Exchange', kind: 'exchange', claims: [] },
  loss: { usd: 10, low: 5, high: 20, basis: 'other', claims: [{ value: 10, sources }] },
  attributions: [{ grade: 'vendor', by: 'A Firm', source: 'press' }],
  ...fields,
})
const document = (...incidents: object[]): string =>
  JSON.stringify({
    schema: 'lazaretto/register/1',
    title: 'Ours',
    asOf: '2026',
    sources: { press: { publisher: 'The Press' } },
    incidents,
  })
const faults = (...incidents: object[]): string[] =>
  inspectRegister(document(...incidents)).problems.map(({ code, incident, path }) => `${incident} ${path} ${code}`)

const EVM = '0x28c6c06298d514db089934071355e5743bf21d60'
const address = (fields: object): object => ({ chains: ['ethereum'], address: EVM, role: 'theft', sources, ...fields })

describe('readRegister', () => {
  it('gives incidents with their strongest grade and canonical addresses, by date', () => {
    const early = incident('early', { date: { value: '2024', precision: 'year', claims: [] } })
    const late = incident('late', {
      attributions: [
        { grade: 'researcher', by: 'x', source: 'press' },
        { grade: 'government', by: 'FBI', source: 'press' },
      ],
      addresses: [
        address({ chains: ['evm'], address: EVM.toUpperCase().replace('0X', '0x') }),
        address({ chains: ['bitcoin-cash'], address: 'qrzdz534lpzgad7tdmj5decxgq9kczt7dyphxhm7g4' }),
      ],
    })
    const register = readRegister(document(late, early))
    expect(register.incidents.map(({ id, grade }) => `${id} ${grade}`)).toEqual(['early vendor', 'late government'])
    expect(listIncidentAddresses(register)).toMatchObject([
      { incident: 'late', chains: 'any-evm', address: EVM, isAttacker: true, grade: 'government' },
      { address: 'bitcoincash:qrzdz534lpzgad7tdmj5decxgq9kczt7dyphxhm7g4' },
    ])
  })

  it('reads again what it was given', () => {
    const text = document(incident('a', { addresses: [address({})] }), incident('b'))
    expect(readRegister(JSON.stringify(JSON.parse(text), null, 2))).toEqual(readRegister(text))
  })

  it.each<[fault: string, fields: object]>([
    ['a date.value LZ_REGISTER_DATE', { date: { value: '2025-02-31', precision: 'day', claims: [] } }],
    ['a date.value LZ_REGISTER_DATE', { date: { value: '2025-02', precision: 'day', claims: [] } }],
    [
      'a date.claims[0] LZ_REGISTER_DATE',
      { date: { value: '2025', precision: 'year', claims: [{ value: '2025-13', sources }] } },
    ],
    [
      'a loss LZ_REGISTER_AMOUNT',
      { loss: { usd: 4, low: 5, high: 20, basis: 'other', claims: [{ value: 5, sources }] } },
    ],
    [
      'a loss LZ_REGISTER_AMOUNT',
      { loss: { usd: 6, low: 5, high: 20, basis: 'other', claims: [{ value: 21, sources }] } },
    ],
    ['a loss LZ_REGISTER_AMOUNT', { status: 'attempt' }],
    ['a loss LZ_REGISTER_AMOUNT', { status: 'amount-unknown' }],
    ['a chains.items[1] LZ_REGISTER_CHAIN', { chains: { items: ['ronin', 'hederra'], sources } }],
    ['a addresses[0] LZ_REGISTER_ADDRESS', { addresses: [address({ address: EVM.replace('c6', 'C6') })] }],
    ['a addresses[0] LZ_REGISTER_ADDRESS', { addresses: [address({ chains: ['bitcoin'] })] }],
    ['a addresses[0] LZ_REGISTER_ADDRESS', { addresses: [address({ chains: ['evm', 'ethereum'] })] }],
    ['a addresses[1] LZ_REGISTER_ADDRESS', { addresses: [address({}), address({ role: 'attacker' })] }],
    [
      'a addresses[0].role LZ_REGISTER_ROLE',
      { addresses: [address({}), address({ role: 'victim', chains: ['bsc'] })] },
    ],
    ['a transactions[0] LZ_REGISTER_TX', { transactions: [{ chain: 'solana', id: 'l', role: 'theft', sources }] }],
    ['a transactions[0] LZ_REGISTER_TX', { transactions: [{ chain: 'ethereum', id: '0x1', role: 'theft', sources }] }],
    ['a listed[0] LZ_REGISTER_LISTED', { listed: [{ list: 'un-annex-95', row: '1', usd: 11 }] }],
    ['a vectors.sources LZ_REGISTER_SOURCE', { vectors: { items: ['phishing'], sources: ['tv'] } }],
    [
      'a attributions[0].source LZ_REGISTER_SOURCE',
      { attributions: [{ grade: 'vendor', by: 'x', source: 'to-string' }] },
    ],
    ['a attributions LZ_REGISTER_SHAPE', { attributions: [] }],
    ['a attributions[0].grade LZ_REGISTER_SHAPE', { attributions: [{ grade: 'certain', by: 'x', source: 'press' }] }],
    ['a victim LZ_REGISTER_SHAPE', { victim: { kind: 'exchange', claims: [] } }],
    [
      'a loss.usd LZ_REGISTER_SHAPE',
      { loss: { usd: 1.5, low: 0, high: 2, basis: 'other', claims: [{ value: 1, sources }] } },
    ],
    ['a  LZ_REGISTER_SHAPE', { suspect: 'x' }],
  ])('finds the fault: %s', (fault, fields) => {
    expect(faults(incident('a', fields))).toEqual([fault])
  })

  it('finds what two incidents both claim', () => {
    const listed = { listed: [{ list: 'msmt-2025', row: '2.1', usd: 10 }] }
    expect(faults(incident('a', listed), incident('b', listed))).toEqual(['b listed[0] LZ_REGISTER_LISTED'])
    expect(faults(incident('a'), incident('a'))).toEqual(['a id LZ_REGISTER_ID'])
    const deposit = incident('b', { addresses: [address({ role: 'exchange-deposit' })] })
    expect(faults(incident('a', { addresses: [address({})] }), deposit)).toEqual([
      'a addresses[0].role LZ_REGISTER_ROLE',
    ])
  })

  it('names the faults in its error', () => {
    expect(() => readRegister(document(incident('a', { status: 'attempt' })))).toThrow(
      expect.objectContaining({
        code: 'LZ_REGISTER_INVALID',
        message: expect.stringContaining('a loss: LZ_') as string,
      }),
    )
    expect(() => readRegister('{')).toThrow(expect.objectContaining({ code: 'LZ_REGISTER_SYNTAX' }))
    expect(() => readRegister(' '.repeat(2 ** 25 + 1))).toThrow(expect.objectContaining({ code: 'LZ_REGISTER_SIZE' }))
  })

  it('shows hostile words of a file without their controls', () => {
    const { problems } = inspectRegister(document(incident('a\u001b[31m', { ['\u202e\u001b]0;x']: 1 })))
    expect(problems.map(describeProblem).join()).not.toMatch(/\p{Cc}|\p{Cf}/u)
    expect(problems.length).toBeGreaterThan(0)
  })

  it('throws nothing but its own errors, whatever it is given', () => {
    const seed = JSON.parse(document(incident('a', { addresses: [address({})] }))) as Record<string, unknown>
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(seed)), fc.jsonValue(), (key, value) => {
        try {
          inspectRegister(JSON.stringify({ ...seed, [key]: value }))
        } catch (error) {
          expect(error).toBeInstanceOf(RegisterError)
        }
      }),
    )
  })
})

describe('mergeRegisters', () => {
  const merge = (...texts: string[]) => mergeRegisters(texts.map(readRegister))
  const refused = expect.objectContaining({ code: 'LZ_REGISTER_MERGE' }) as Error

  it('puts files together', () => {
    expect(merge(document(incident('b')), document(incident('a'))).incidents.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('refuses files that contradict each other', () => {
    const one = document(incident('a', { addresses: [address({})] }))
    expect(() => merge(one, one)).toThrow(refused)
    expect(() => merge(one, document(incident('b')).replace('The Press', 'Another'))).toThrow(refused)
    expect(() => merge(one, document(incident('b', { addresses: [address({ role: 'victim' })] })))).toThrow(refused)
  })
})
