// Builds what is missing and runs the main job on the built-in sample.
import './build.mjs'

if (!process.exitCode) {
  const { run } = await import('../dist/cli/main.js')
  process.exitCode = await run([process.execPath, 'lazaretto', 'sample', '--trace'])
}
