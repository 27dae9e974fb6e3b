import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '../os/package-folder.ts'
import { runTool } from '../os/spawn.ts'
import { packageVersion } from '../os/package-version.ts'

/** The reference that a workflow pins the action to, and a notice about it for the author. */
export interface ActionRef {
  readonly ref: string
  readonly notice?: string
}

async function git(...words: readonly string[]): Promise<string[]> {
  const { exitCode, stdout } = await runTool('git', ['-C', packageFolder, ...words])
  return exitCode === 0 ? stdout.split('\n').filter(line => line !== '') : []
}

/**
 * The tag of this release, which is pushed before a release is published. In a checkout without that tag it is the
 * commit.
 */
export async function actionRef(): Promise<ActionRef> {
  const tag = `v${packageVersion()}`
  if (!existsSync(join(packageFolder, '.git'))) return { ref: tag }
  const [commit] = await git('rev-parse', 'HEAD')
  if (commit === undefined)
    return {
      ref: tag,
      notice: `This handle-width is a checkout, and git does not tell its commit: the workflow pins ${tag}; where that is not released yet, pin a commit instead.`,
    }
  if ((await git('tag', '--points-at', 'HEAD')).includes(tag)) return { ref: tag }
  return {
    ref: commit,
    notice: `This handle-width is a checkout and not the release ${tag}: the workflow pins its commit, which GitHub must have. Pin the tag of a release where there is one.`,
  }
}
