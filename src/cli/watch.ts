import { basename } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { watch } from 'chokidar'
import type { RepeatedAudit, AuditResult } from '../audit/audit.ts'
import { isLookedAt, isSkippedFolder } from '../audit/targets.ts'
import { UserProblem } from '../os/problem.ts'
import { escapeText } from '../text/escape.ts'
import { output } from './output.ts'

/** An editor that saves all its files, or a checkout, is one change. Milliseconds. */
const settleMs = 50

/** Files that changed and were not audited since. */
interface Changes {
  add(file: string): void
  /** Those so far, as soon as there are any. */
  take(): Promise<readonly string[]>
}

function collectChanges(): Changes {
  const files = new Set<string>()
  let wake = (): void => undefined
  return {
    add(file) {
      files.add(file)
      wake()
    },
    async take() {
      if (files.size === 0)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      await wait(settleMs)
      const taken = [...files].sort()
      files.clear()
      return taken
    },
  }
}

/**
 * Watches files and folders that are handed to `follow`, again and again. Those watched already are left alone: chokidar
 * would read their folders anew, and a file that is created meanwhile would be taken as known, without an event.
 */
async function startWatching(
  places: readonly string[],
  changes: Changes,
): Promise<{ follow(places: readonly string[]): void }> {
  const followed = new Set(places)
  const watcher = watch([...places], {
    ignoreInitial: true,
    ignored: path => !places.includes(path) && isSkippedFolder(basename(path)),
  })
  watcher.on('all', (event, path) => {
    if (event.startsWith('unlink')) followed.delete(path)
    if (!event.endsWith('Dir') && isLookedAt(basename(path))) changes.add(path)
  })
  // Where a file cannot be watched, the others can.
  watcher.on('error', error => {
    output.notice(
      `handle-width: not all is watched: ${escapeText(error instanceof Error ? error.message : String(error))}`,
    )
  })
  await new Promise<void>(resolve => {
    watcher.once('ready', () => {
      resolve()
    })
  })
  return {
    follow(more) {
      const added = more.filter(place => !followed.has(place))
      if (added.length > 0) watcher.add(added)
      for (const place of added) followed.add(place)
    },
  }
}

function sayChanged(files: readonly string[]): void {
  const [first = ''] = files
  const more = files.length > 1 ? ` and ${files.length - 1} more` : ''
  output.notice(`handle-width: ${escapeText(first)}${more} changed`)
}

/**
 * Audits, shows the result, and does so again for the targets in which a file changed. Ctrl-C ends the process, with
 * exit code 0. Throws UserProblem where the first audit does; later ones say what is wrong and wait.
 */
export async function watchAudit(
  audit: RepeatedAudit,
  show: (result: AuditResult) => Promise<unknown>,
): Promise<never> {
  // Before all others, which would tell the shell that it was ended by a signal.
  process.prependOnceListener('SIGINT', () => process.exit(0))
  const changes = collectChanges()
  // Before the first audit: what changes during it is audited after it.
  const { follow } = await startWatching(audit.places(), changes)
  for (let changed: readonly string[] | undefined; ; changed = await changes.take()) {
    if (changed) sayChanged(changed)
    try {
      await show(await audit.again(changed))
    } catch (error) {
      if (!changed || !(error instanceof UserProblem)) throw error
      output.notice(`handle-width: ${escapeText(error.message)}`)
    }
    follow(audit.places())
    output.notice('handle-width: waiting for a change; Ctrl-C ends')
  }
}
