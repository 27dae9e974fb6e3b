import { appendFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { askPort } from '../../../../src/lanes/devices/ask-port.ts'
import type { Ready } from '../../../../src/lanes/engines/engine.ts'

/** A child that notes its start, and answers if it is the `answering`-th. */
function childrenIn(folder: string, answering: number): Ready {
  const started = join(folder, 'started')
  appendFileSync(started, '')
  const script = `const { appendFileSync, readFileSync, writeFileSync } = require('node:fs')
    appendFileSync(${JSON.stringify(started)}, '.')
    if (readFileSync(${JSON.stringify(started)}, 'utf8').length === ${answering})
      writeFileSync(process.argv[1], JSON.stringify({ ask: 'list', ports: [] }))
    else process.exitCode = 5`
  return {
    ready: true,
    environment: {},
    command: (_, [, answer = '']) => ({
      file: process.execPath,
      arguments: ['-e', script, answer],
      environment: {},
    }),
    childPath: path => path,
  }
}

for (const [answering, answer, starts] of [
  [1, { ask: 'list', ports: [] }, 1],
  [2, { ask: 'list', ports: [] }, 2],
  [3, undefined, 2],
] as const)
  t.test(`a port child that answers at start ${answering} is started ${starts} times`, async t => {
    const folder = t.testdir()
    t.same(await askPort(childrenIn(folder, answering), { ask: 'list' }), answer)
    t.equal(readFileSync(join(folder, 'started'), 'utf8').length, starts)
  })
