// Compiles the contracts of rehearsals, src/rehearsal/contracts/*.sol, into bytecode.ts beside them; with --check only says
// whether it is that. Run after a change of a contract: node scripts/contracts.mjs
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import solc from 'solc'

const folder = join(import.meta.dirname, '../src/rehearsal/contracts')
const target = join(folder, 'bytecode.ts')

const code = toModule(compile())
if (!process.argv.includes('--check')) writeFileSync(target, code)
else if (!existsSync(target) || readFileSync(target, 'utf8') !== code) {
  process.stderr.write(`${target} is not what the contracts compile to. Run: node scripts/contracts.mjs\n`)
  process.exitCode = 1
}

/** Creation code by contract, without the metadata that would change with a comment. Deposits are inside the exchange's. */
function compile() {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sol'))
  const input = {
    language: 'Solidity',
    sources: Object.fromEntries(files.map((file) => [file, { content: readFileSync(join(folder, file), 'utf8') }])),
    settings: {
      evmVersion: 'paris',
      optimizer: { enabled: true, runs: 200 },
      metadata: { appendCBOR: false, bytecodeHash: 'none' },
      outputSelection: { '*': { '*': ['evm.bytecode.object'] } },
    },
  }
  const output = JSON.parse(solc.compile(JSON.stringify(input)))
  if (output.errors) throw new Error(output.errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  const contracts = Object.values(output.contracts).flatMap(Object.entries)
  return contracts
    .map(([name, { evm }]) => [name, evm.bytecode.object])
    .filter(([name, bytecode]) => bytecode !== '' && name !== 'Deposit')
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

function toModule(contracts) {
  const constants = contracts.map(([name, bytecode]) => {
    const lines = (bytecode.match(/.{1,100}/g) ?? []).map((line) => `  '${line}'`)
    return `export const ${toConstant(name)}: string =\n${["  '0x'", ...lines].join(' +\n')}\n`
  })
  return `// Made by scripts/contracts.mjs from the contracts beside it; not to be edited.\n\n${constants.join('\n')}`
}

/** `DrillDollar` to `DRILL_DOLLAR`. */
function toConstant(name) {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()
}
