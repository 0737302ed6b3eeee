// Runs anvil, and ends it when whoever started this is gone, however that ended: its end of the pipe is then closed.
import { spawn } from 'node:child_process'

const [program = '', ...args] = process.argv.slice(2)
const anvil = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })

// What a terminal sends to all of its programs is for the rehearsal to answer, which closes the pipe.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.stdin.on('end', () => anvil.kill('SIGKILL')).resume()
process.stdin.on('error', () => anvil.kill('SIGKILL'))
anvil.on('error', () => process.exit(1))
anvil.on('exit', (code) => process.exit(code ?? 1))
