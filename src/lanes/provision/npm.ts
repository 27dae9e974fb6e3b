import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { passedEnvironment } from '../../os/environment.ts'
import { readText } from '../../os/read-text.ts'
import { runTool, type ToolResult } from '../../os/spawn.ts'
import { ProvisionProblem } from './problem.ts'
import type { Remedy } from './remedy.ts'

/** A program and the arguments that come before all others. */
export interface NpmCommand {
  readonly file: string
  readonly arguments: readonly string[]
}

/**
 * How to start npm without a shell: npm's own script under the node of this process, or the `npm` on the search
 * path. On Windows that `npm` is a batch file, which cannot be started without a shell, so the result is null when
 * the script is not found.
 */
export function findNpm(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  node: string = process.execPath,
  platform: string = process.platform,
  exists: (path: string) => boolean = existsSync,
): NpmCommand | null {
  const given = environment['npm_execpath'] ?? ''
  const candidates = [
    // Under npx the variable names npx-cli.js, which has npm-cli.js beside it. pnpm and yarn set it too.
    ...(/^np[mx]-cli\.js$/.test(basename(given)) ? [join(dirname(given), 'npm-cli.js')] : []),
    join(dirname(node), 'node_modules/npm/bin/npm-cli.js'),
    join(dirname(node), '../lib/node_modules/npm/bin/npm-cli.js'),
  ]
  const script = candidates.find(exists)
  if (script !== undefined) return { file: node, arguments: [script] }
  return platform === 'win32' ? null : { file: 'npm', arguments: [] }
}

/** Maximum size of the user's npm settings file. Bytes. */
const longestSettings = 1024 * 1024

/**
 * The variables that the user's own npm settings refer to, such as `${NODE_AUTH_TOKEN}`; npm replaces them by
 * their values.
 */
function variablesOfUser(): Set<string> {
  try {
    const settings = readText(join(homedir(), '.npmrc'), longestSettings)
    return new Set([...settings.matchAll(/\$\{([^}]{1,200})\}/g)].map(([, name = '']) => name))
  } catch {
    return new Set()
  }
}

/**
 * Lets npm fetch the archive of `specifier` (name@version) into `folder`, with the npm configuration of the user
 * and the system (registry, proxy, cache, offline).
 *
 * npm also reads settings from its current folder, its parents, and the environment. Whoever wrote the user's
 * current folder could name a registry there and have the user's secrets sent to it. So npm is started in
 * `folder`, which is made a project without settings, and gets no `npm_config_` variable.
 *
 * @throws ProvisionProblem with one sentence: no npm, no network, no such package.
 */
export async function packFromRegistry(specifier: string, folder: string): Promise<void> {
  const npm = findNpm()
  if (npm === null) throw noNpm(specifier)
  await writeFile(join(folder, 'package.json'), '{"private":true}')
  const words = [
    ...npm.arguments,
    'pack',
    specifier,
    `--pack-destination=${folder}`,
    '--ignore-scripts',
    '--loglevel=error',
    '--dry-run=false',
    '--workspaces=false',
    '--no-update-notifier',
    // Without a network, npm's default retries take three and a half minutes for each package.
    '--prefer-offline',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=3000',
  ]
  const environment = passedEnvironment(variablesOfUser())
  const result = await runTool(npm.file, words, {
    cwd: folder,
    environment,
    endsWithParent: true,
  })
  if (result.exitCode !== 0) throw explainNpmFailure(specifier, result)
}

const networkCodes =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/

/** The one-sentence error for an npm that failed. */
export function explainNpmFailure(
  specifier: string,
  result: Pick<ToolResult, 'stderr' | 'startError' | 'exitCode'>,
): ProvisionProblem {
  if (result.startError !== null) return noNpm(specifier)
  const network = networkCodes.exec(result.stderr)
  if (network) {
    return new ProvisionProblem(
      `Cannot fetch ${specifier}: the npm registry cannot be reached (${network[1]}).`,
      'Connect once, or set the registry or proxy in your npm configuration; afterwards no network is needed.',
    )
  }
  if (/\bENOTCACHED\b/.test(result.stderr)) {
    return new ProvisionProblem(
      `Cannot fetch ${specifier}: npm is set to offline and does not have it.`,
      "Run once without npm's offline setting.",
    )
  }
  if (/\b(E404|ETARGET)\b/.test(result.stderr)) {
    return new ProvisionProblem(
      `The npm registry in use does not have ${specifier}.`,
      'Use a registry that mirrors the public one in full (npm config get registry).',
    )
  }
  const said = result.stderr
    .split('\n')
    .map(line => line.replace(/^npm (error|ERR!)( code)?\s*/, '').trim())
    .find(line => line !== '')
  return new ProvisionProblem(
    `Cannot fetch ${specifier}: npm ended with exit code ${result.exitCode}: ${said ?? 'no message'}.`,
    tryByHand(specifier),
  )
}

/** What to do where npm did not fetch a package. */
export function tryByHand(specifier: string): Remedy {
  const command = `npm pack ${specifier}`
  return { remedy: `Try "${command}" by hand.`, command }
}

function noNpm(specifier: string): ProvisionProblem {
  return new ProvisionProblem(
    `Cannot fetch ${specifier}: npm was not found.`,
    'Install npm, or start this program through npm (npx, npm start).',
  )
}
