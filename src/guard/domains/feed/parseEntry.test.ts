import { describe, expect, it } from 'vitest'
import { parseEntry } from './parseEntry.ts'

describe('parseEntry', () => {
  it.each([
    ['Evil.Example.', 'evil.example', false],
    ['hxxps://www.Evil[.]example/', 'evil.example', false],
    ['*.evil.example', 'evil.example', false],
    ["'evil.example'", 'evil.example', false],
    ['"evil.example",', 'evil.example', false],
    ['evil.example,', 'evil.example', false],
    ['name.eth.limo', 'name.eth.limo', true],
    ['r2.dev', 'r2.dev', true],
    ['www.name.pages.dev', 'name.pages.dev', false],
    ['www.pages.dev', 'www.pages.dev', false],
    ['163.25.24.44:443', '163.25.24.44', true],
    ['http://[2001:db8::1]/', '[2001:db8::1]', true],
    ['bücher.example', 'xn--bcher-kva.example', false],
    ['hxxps[://]evil[.]example/a', 'evil.example/a', true],
    ['htxp[:]//evil[.example', 'evil.example', false],
    ['2001:DB8::1', '[2001:db8::1]', true],
    ['http://16909060/', '1.2.3.4', true],
    ['http://who@evil.example/', 'evil.example', false],
    ['evil.example/a/b.php', 'evil.example/a/b.php', true],
    ['https://bit.ly/Abc?x=1', 'bit.ly/Abc?x=1', true],
    ['https://evil.example/?id=/', 'evil.example/?id=/', true],
    [`Qm${'a'.repeat(44)}`, `ipfs:Qm${'a'.repeat(44)}`, true],
  ])('takes %s as %s', (text, entry, isExact) => {
    expect(parseEntry(text)).toMatchObject({ text: entry, isExact })
  })

  it.each([
    ['ad', 'no-dot'],
    ['bit.ly', 'shared-host'],
    ['www.t.me', 'shared-host'],
    ['/itsme.daum', 'bare-path'],
    ['192.168.0.1', 'private-address'],
    ['http://127.0.0.1/x', 'private-address'],
    ['some words', 'not-a-name'],
    ['javascript:alert(1)', 'not-a-name'],
    ['', 'not-a-name'],
    ['1.5', 'not-a-name'],
    ['16909060', 'not-a-name'],
    ['who@evil.example', 'not-a-name'],
    ['evil.example,2025-01-02', 'not-a-name'],
    ['evil.*', 'not-a-name'],
    ['evil..example', 'not-a-name'],
    [`${'a'.repeat(3000)}.example`, 'too-long'],
    [`${'a.'.repeat(200)}example`, 'too-long'],
  ])('refuses %s: %s', (text, why) => {
    expect(parseEntry(text)).toBe(why)
  })
})
