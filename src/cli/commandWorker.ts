import { LazarettoError } from '../LazarettoError.ts'
import { type CommandOrder, openPort, type Port, parseOrder, RelayError, VARIABLES } from '../server/index.ts'
import { run } from './main.ts'

// The process in which a server runs one command: it is in the caller's folder, and prints to the caller.
const port = await openPort()
try {
  const order = parseOrder(port.order)
  enter(order)
  port.end(await runFor(order, port))
} catch (error) {
  if (!(error instanceof LazarettoError)) throw error
  port.end(error)
}

function enter({ cwd, umask, env }: CommandOrder): void {
  process.umask(umask)
  for (const name of VARIABLES) delete process.env[name]
  Object.assign(process.env, env)
  try {
    process.chdir(cwd)
  } catch (cause) {
    const message = `The server cannot enter ${cwd}: it sees other files than you. Run the command where it runs.`
    throw new RelayError('LZ_RELAY_PLACE', 'input', message, cause)
  }
}

async function runFor({ argv, isTTY }: CommandOrder, { folder, input, write }: Port): Promise<number> {
  return await run(argv, {
    stdout: { isTTY: isTTY.stdout, write: (text) => write('out', text) },
    stderr: { isTTY: isTTY.stderr, write: (text) => write('err', text) },
    env: process.env,
    stdin: input,
    served: folder,
  })
}
