// Prints "N passed, N failed, N skipped" for files of raw TAP: test points that hold no others, as tap's
// own parser counts them. A file that is missing or cut off is one failure. What failed stands above it once more:
// of a long log often only the end is kept.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { Parser } = await import(
  createRequire(createRequire(import.meta.url).resolve('tap')).resolve('tap-parser')
)
const count = { passed: 0, failed: 0, skipped: 0 }
const failures = []

function describe(point) {
  const detail = JSON.stringify(point.diag ?? {}, null, 2) ?? ''
  return `not ok: ${point.fullname || point.name}\n${detail.slice(0, 4000)}`
}

function watch(parser) {
  let points = 0
  let held = null
  parser.on('child', child => {
    held = watch(child)
  })
  parser.on('assert', point => {
    points += 1
    const isParent = held !== null && held() > 0
    held = null
    if (point.skip || point.todo) count.skipped += 1
    else if (isParent && point.ok) return
    else if (point.ok) count.passed += 1
    else if (!isParent) {
      count.failed += 1
      failures.push(describe(point))
    }
  })
  return () => points
}

/** Counts one file; one that died outside of its tests, a plan that was not kept, or no TAP at all is a failure. */
function countFile(file) {
  const before = { ...count }
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // Without TAP the result is not ok.
  }
  const parser = new Parser()
  watch(parser)
  parser.end(text)
  const isNew = key => count[key] > before[key]
  const isEmpty = !isNew('passed') && !isNew('failed') && !isNew('skipped')
  if (isEmpty || (!parser.results?.ok && !isNew('failed'))) count.failed += 1
}

const files = process.argv.slice(2)
for (const file of files) countFile(file)
if (files.length === 0) count.failed = 1
for (const failure of failures.slice(0, 20)) console.log(failure)
if (failures.length > 20) console.log(`and ${failures.length - 20} more`)
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed === 0 ? 0 : 1
