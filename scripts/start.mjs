// Builds what is missing, runs the main job on the built-in sample, then serves it to programs on this machine.
import './build.mjs'

if (!process.exitCode) {
  const { run } = await import('../dist/cli/main.js')
  const lazaretto = (...args) => run([process.execPath, 'lazaretto', ...args])
  process.exitCode = await lazaretto('sample', '--trace')
  if (process.exitCode === 0) {
    process.exitCode = await lazaretto('serve', '--store', 'lazaretto-sample/store', '--no-key-on-loopback')
  }
}
