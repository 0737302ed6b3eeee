import { constants, setPriority } from 'node:os'

/**
 * Lets the thread that calls this run where requests leave time: loading lists and tracing take whole seconds of a core.
 *
 * On Linux a priority is a thread's own. Elsewhere it is the process's, so nothing is done.
 *
 * @source https://man7.org/linux/man-pages/man2/setpriority.2.html
 */
export function yieldToRequests(): void {
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
}
