import { describe, expect, it } from 'vitest'
import { readRemarks } from './remarks.ts'

describe("OFAC's remarks", () => {
  it('are facts between semicolons', () => {
    const text =
      "DOB 12 Jul 1986; alt. DOB 1987; POB Tehran, Iran; nationality Iran; alt. nationality Syria; citizen China; Passport 75 5276391 (Russia) expires 29 Jun 2027; alt. Passport T14553558 (Iran) issued 28 Oct 2008; National ID No. 4220104113771 (Pakistan); Chinese Commercial Code 7346 2556 0365; Phone Number 8613621583465; Linked To: X; a.k.a. 'snow'; f.k.a. 'O'NEIL, Jane'."
    expect(readRemarks(text)).toEqual({
      names: [
        { text: 'snow', quality: 'weak' },
        { text: "O'NEIL, Jane", quality: 'weak' },
      ],
      births: [
        { from: '1986-07-12', to: '1986-07-12' },
        { from: '1987', to: '1987' },
      ],
      countries: ['Iran', 'Syria', 'China'],
      documents: [
        { kind: 'Passport', text: '75 5276391' },
        { kind: 'Passport', text: 'T14553558' },
        { kind: 'National ID No.', text: '4220104113771' },
        { kind: 'Chinese Commercial Code', text: '7346 2556 0365' },
      ],
    })
  })

  it('name a ship by its number', () => {
    const { documents } = readRemarks('Vessel Registration Identification IMO 9187629; MMSI 572469210.')
    expect(documents).toEqual([
      { kind: 'MMSI', text: '572469210' },
      { kind: 'IMO', text: '9187629' },
    ])
  })
})
