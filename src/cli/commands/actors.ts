import { Command } from 'commander'
import { ActorTable, findIncidents, readGalaxy } from '../../intel/index.ts'
import { LazarettoError } from '../../LazarettoError.ts'
import { readText } from '../files.ts'
import { gather } from '../options.ts'
import { openRegister } from '../registers.ts'
import { toActorText } from '../report/actor.ts'
import type { Terminal } from '../Terminal.ts'

interface Options {
  readonly galaxy?: readonly string[]
  readonly json?: true
}

const EXAMPLES = `
Examples:
  lazaretto actors "Jade Sleet"
  lazaretto actors lazarus
  lazaretto actors "Fancy Bear" --galaxy threat-actor.json

A name may stand for several actors, and each name is somebody's claim: who says so stands with it.
Built in are the clusters that are tied to the DPRK; --galaxy adds a cluster file of the MISP galaxy.`

/** \`lazaretto actors\`: who is meant by a name. */
export function actorsCommand(terminal: Terminal): Command {
  return new Command('actors')
    .description('Show which actors a name stands for, and who calls them so.')
    .argument('<name>', 'a name, an alias, or the id of MISP or ATT&CK')
    .option('--galaxy <file>', 'cluster file of the MISP galaxy (JSON); may be given several times', gather)
    .option('--json', 'one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action((name: string, options: Options) => {
      const files = options.galaxy ?? []
      const table = files.reduce(
        (known, file) => ActorTable.extend(known, readGalaxy(readText(file))),
        ActorTable.builtIn,
      )
      const matches = ActorTable.findActor(table, name)
      if (matches.length === 0) throw new ActorNotFoundError(name)
      const incidents = findIncidents(openRegister(undefined), { actor: name, actors: table })
      if (options.json === true) terminal.write(matches.map((match) => `${JSON.stringify(match)}\n`).join(''))
      else terminal.write(toActorText({ table, matches, incidents }, terminal))
    })
}

/** A name that no actor of the table has. */
class ActorNotFoundError extends LazarettoError {
  override readonly name = 'ActorNotFoundError'

  constructor(name: string) {
    const hint = 'The built-in table has actors of the DPRK; give others with --galaxy.'
    super('LZ_ACTOR_NOT_FOUND', 'not-found', `Nobody is called ${JSON.stringify(name.slice(0, 80))}. ${hint}`)
  }
}
