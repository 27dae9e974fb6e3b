import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ownPlace, startOf } from '../../../src/os/owner.ts'
import { makeTemporary } from '../../../src/os/temporary.ts'

const { machine, boot, processes } = ownPlace()
const start = startOf(process.pid) ?? ''
const other = boot === 'ffffffff' ? '00000000' : 'ffffffff'
/** No process has this number: it is above what Linux gives. */
const nobody = 2 ** 22 + 1

const cases = [
  ['of a process that is gone', [machine, boot, processes, nobody, 1], false],
  ['of this process', [machine, boot, processes, process.pid, start], true],
  ['of the process that had its number before', [machine, boot, processes, process.pid, 1], false],
  ['of another namespace of processes', [machine, boot, Number(processes) + 1, nobody, 1], true],
  ['of the time before this machine was started', [machine, other, processes, nobody, 1], false],
  ['of another machine', [`${machine}x`, boot, processes, nobody, 1], true],
  ['of somebody else, who names it alike', ['x'], true],
] as const

for (const [title, words, stays] of cases) {
  t.test(
    `makeTemporary() ${stays ? 'leaves' : 'removes'} a folder ${title}`,
    { skip: process.platform === 'linux' ? false : 'needs /proc' },
    async t => {
      const parent = t.testdir({})
      const folder = join(parent, `handle-width-${words.join('-')}-AbCd12`)
      mkdirSync(folder)
      const { remove } = makeTemporary(parent)
      t.equal(existsSync(folder), stays)
      remove()
      t.same(
        readdirSync(parent).map(name => join(parent, name)),
        stays ? [folder] : [],
      )
    },
  )
}
