// The import law of ARCHITECTURE.md: which room may import which, and only through its door.
const rooms = {
  chain: [],
  net: [],
  state: ['chain'],
  ledger: ['chain', 'net'],
  intel: ['chain', 'net'],
  trace: ['chain', 'ledger', 'intel'],
  screen: ['chain', 'intel', 'trace'],
  guard: ['chain', 'intel'],
  picture: ['chain', 'trace'],
  investigate: ['chain', 'ledger', 'intel', 'trace'],
  watch: ['chain', 'ledger', 'intel', 'trace', 'screen', 'state', 'net'],
  server: ['net', 'state', 'chain', 'ledger', 'intel', 'trace', 'picture', 'screen', 'guard', 'watch'],
  rehearsal: ['chain', 'net', 'ledger', 'intel', 'trace', 'state', 'watch'],
}

const roomRules = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import only itself and ${allowed.join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    path: '^src/',
    pathNot: [
      `^src/(${[room, ...allowed].join('|')})/`,
      '^src/(LazarettoError|Verdict|Effect|wasmModule|(startAnvil|dumpLedger|madeBitcoin|program)\\.support)\\.ts$',
    ],
  },
}))

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'doors',
      comment: "A room's inside is reached through its index.ts only.",
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'pure-rooms',
      comment: 'chain, trace, screen, guard, picture and investigate do no I/O.',
      severity: 'error',
      from: { path: '^src/(chain|trace|screen|guard|picture|investigate)/', pathNot: '\\.(test|bench|support)\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'trace-takes-types',
      comment: 'trace knows the ledger and intel by their types only.',
      severity: 'error',
      from: { path: '^src/trace/', pathNot: '\\.(test|bench|support)\\.ts$' },
      to: { path: '^src/(ledger|intel)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-store-speaks-to-duckdb',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ledger/store/' },
      to: { path: 'node_modules/@duckdb' },
    },
    {
      name: 'only-the-state-speaks-to-sqlite',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/state/' },
      to: { path: 'node_modules/@photostructure/sqlite' },
    },
    {
      name: 'only-net-goes-out',
      comment: 'Whatever leaves the process goes through src/net, which refuses private addresses and has bounds.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(net|server|cli)/|\\.(test|support)\\.ts$' },
      to: { dependencyTypes: ['core'], path: '^(https?|http2|net|tls|dns|dns/promises|dgram)$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
