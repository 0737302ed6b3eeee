import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LazarettoError } from '../../../LazarettoError.ts'
import { readAs } from './feeds.support.ts'
import { LIST_FORMATS, type ListFormat } from './readList.ts'

const DAY = Date.UTC(2025, 0, 2) / 86_400_000
const CASES: [format: ListFormat, text: string, entries: string[]][] = [
  [
    'eth-phishing-detect',
    '{"version":2,"tolerance":2,"fuzzylist":["x.io"],"allowlist":["good.example"],"blocklist":["a.example"],"blocklistPaths":["b.example/p"]}',
    ['a.example', 'b.example/p'],
  ],
  ['eth-phishing-detect', '{"blacklist":["a.example"],"whitelist":[]}', ['a.example']],
  [
    'eth-phishing-detect',
    '{"data":[{"url":"a.example","timestamp":1,"targetList":"x.blocklist"},{"url":"b.example","targetList":"x.allowlist"},{"url":"a.example","targetList":"x.blocklist","isRemoval":true},{"url":"c.example/p","targetList":"x.blocklistPaths"}]}',
    ['c.example/p'],
  ],
  ['scamsniffer', '["a.example",\n"b.\\u0065xample"]', ['a.example', 'b.example']],
  ['scamsniffer', '{"address":["0x00"],"domains":["a.example"]}', ['a.example']],
  ['polkadot', '{"allow":["pages.dev"],"deny":["a.example"],"denySub":["b.example"]}', ['a.example', 'b.example']],
  ['misp', '{"name":"n","list":["a.example"],"version":1}', ['a.example']],
  [
    'misp',
    '{"Event":{"Attribute":[{"type":"domain|ip","value":"a.example|9.9.9.9","to_ids":true,"Tag":[{"name":"t","value":"x"}]},{"type":"md5","value":"00"},{"type":"link","value":"https://report.example/","to_ids":false}]}}',
    ['a.example'],
  ],
  [
    'misp',
    '{"response":[{"Event":{"Object":[{"Attribute":[{"type":"url","value":"http://a.example/b","deleted":false},{"type":"domain","value":"c.example","deleted":true}]}]}}]}',
    ['a.example/b'],
  ],
  [
    'phantom',
    '-\n    name: "A"\n    url: \'http://a.example\'\n    seen:\n      - honest.example\n-\n    url: b.example\n',
    ['a.example', 'b.example'],
  ],
  ['phantom', '---\r\n  - url: a.example\r\n  - url: >-\r\n      b.example\r\n', ['a.example', 'b.example']],
  ['csv', 'domain,first_seen\r\n"a.example",2025-01-02\r\n', ['a.example']],
  ['csv', '# a comment\nid;url\n1;"http://b.example/x;y"\n', ['b.example/x;y']],
  ['csv', 'a.example\nb.example\n', ['a.example', 'b.example']],
  ['csv', '2025-01-02,a.example,a phishing site\n2025-01-02,b.example,\n', ['a.example', 'b.example']],
  ['csv', '\uFEFF"First Seen"|"Bad Domains"\n"2025-01-02"|"a.example"\n', ['a.example']],
  ['csv', '# id,dateadded,url\n"1","2025-01-02 03:04:05","http://a.example:8080/x"\n', ['a.example/x']],
  ['csv', 'note,domain\n"two\nlines, a ""b""", "a.example"\n', ['a.example']],
  [
    'text',
    '\uFEFF# Reference: x\n0.0.0.0 a.example b.example # why\n||c.example^\n! no\nd.example',
    ['a.example', 'b.example', 'c.example', 'd.example'],
  ],
  [
    'text',
    'a.example\nhonest.example##.ad\n@@||honest.example^\n||honest.example^$script,domain=x.example\n||b.example/p^$all\n|https://c.example/|',
    ['a.example', 'b.example/p', 'c.example'],
  ],
]

describe('readList', () => {
  it.each(CASES)('%s: %s', async (format, text, entries) => {
    for (const pieceBytes of [1, 7, 1000]) {
      const reading = await readAs(format, text, pieceBytes)
      expect(reading.entries.map((entry) => entry.text)).toEqual(entries)
    }
  })

  it('takes the day that a list says, and no other text for one', async () => {
    const text =
      'domain,first_seen\na.example,2025-01-02\nb.example,2025-02-31\nc.example,1735776000\nd.example,02/01/25\ne.example,20250102\nf.example,2025/01/02 10:00\ng.example,1735776000000\n'
    const { entries } = await readAs('csv', text)
    expect(entries.map(({ day }) => day)).toEqual([DAY, undefined, DAY, undefined, DAY, DAY, DAY])
  })

  it.each<[ListFormat, string, number]>([
    ['scamsniffer', '["a.example",\n"b.example"', 2],
    ['scamsniffer', '["a.example"\n"b.example"]', 2],
    ['scamsniffer', '["a.example",\n\n"b\\x.example"]', 3],
    ['scamsniffer', '{}', 1],
    ['phantom', '- url: a.example\n- url: [\n', 2],
    ['phantom', '<html>\n', 1],
    ['csv', 'domain\na.example\n"b\n', 3],
    ['csv', '', 1],
    ['text', '# nothing yet\n', 1],
    ['text', 'a.example,2025-01-02\nb.example,2025-01-02\n', 1],
    ['text', '<html>\n<body>Not found</body>\n', 1],
  ])('%s: says at which line %j is wrong', async (format, text, line) => {
    await expect(readAs(format, text)).rejects.toMatchObject({ code: 'LZ_GUARD_LIST_FORMAT', line })
  })

  it('calls good what a list no longer calls bad', async () => {
    const hot = '{"data":[{"url":"a.example","targetList":"x.blocklist","isRemoval":true}]}'
    expect(await readAs('eth-phishing-detect', hot)).toMatchObject({ entries: [], good: ['a.example'] })
  })

  it('has bounds', async () => {
    await expect(readAs('text', `a.example\n${'x'.repeat(70_000)}`, 9_000)).rejects.toMatchObject({
      code: 'LZ_GUARD_LIST_LIMIT',
      line: 2,
    })
    await expect(readAs('scamsniffer', `["${'x'.repeat(70_000)}`, 9_000)).rejects.toMatchObject({
      code: 'LZ_GUARD_LIST_LIMIT',
    })
    await expect(readAs('scamsniffer', '['.repeat(100))).rejects.toMatchObject({ code: 'LZ_GUARD_LIST_LIMIT', line: 1 })
  })

  it('gives entries or an error of its own for any text', async () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'[]{}",:\\\n -#a.') }))
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...LIST_FORMATS), async (any, format) => {
        const error: unknown = await readAs(format, any).then(
          () => undefined,
          (reason: unknown) => reason,
        )
        if (error !== undefined)
          expect(error instanceof LazarettoError && error.code).toMatch(/^LZ_GUARD_LIST_(FORMAT|LIMIT)$/)
      }),
      { numRuns: 300 },
    )
  })
})
