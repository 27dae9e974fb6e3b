import { audit, diagnose, explain, measure, render, reportOf } from 'handle-width'

// Runs one probe in the simulator. Without options: every probe in every engine that is here.
const { run } = await measure({ engine: 'sim', kernel: 'native', probe: 'overlapped-32' })
const report = reportOf(run)
const failures = report.matrix.cells.filter(({ verdict }) => verdict.kind === 'invalid-handle')
console.log(`measured: ${failures.length} cells of ${report.planned} end in error 6`)
console.log(render('markdown', report).split('\n', 1)[0])

// Compares declarations with the Windows headers. JavaScript that is named is loaded, so its code runs.
const { findings } = await audit('examples/serial-wrong.mjs')
console.log(`audited: ${findings.length} findings, first ${findings[0].struct}.${findings[0].position}`)

// Ranks the causes of a failure. Options count before the text.
const { ranking } = await diagnose('ReadFile failed: [Error 6] The handle is invalid', {
  arch: 'x64',
  okOn: 'ia32',
  ffi: 'ctypes'
})
console.log(`diagnosed: ${ranking[0].class}, width: ${ranking[0].width}`)

// The page about a code, a message, or a word of a report.
const [page] = await explain('WinError 6')
console.log(`explained: ${page.name}, ${page.markdown.split('\n')[0]}`)
