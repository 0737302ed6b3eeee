import { isStrangeProgram, judgeCommand } from './judgeCommand.ts'
import type { Sign, SignCode } from './Sign.ts'

/** A command that nobody types. */
export interface OwnRun {
  readonly code: SignCode
  readonly command: string
  readonly index: number
  readonly what: string
}

/** The signs of a command that an editor, a shell or git runs by itself. What it does decides how much that says. */
export function judgeOwnRun({ code, command, index, what }: OwnRun): Sign[] {
  const { isRemote, isDownload, isInline, isBackground, programs } = judgeCommand(command)
  const strange = programs.find(isStrangeProgram)
  const isStrong = isRemote || isDownload || isInline || strange !== undefined || programs.length > 0 || isBackground
  const signs: Sign[] = [{ code, strength: isStrong ? 'strong' : 'weak', index, detail: what }]
  if (isRemote) signs.push({ code: 'PIPE_TO_SHELL', strength: 'strong', index, detail: `${what} runs a download` })
  if (strange !== undefined)
    signs.push({
      code: 'FILE_DISGUISED',
      strength: 'strong',
      index,
      detail: `${what} runs a file that is named like no program`,
    })
  return signs
}
