import './no-programs.ts'
import { match, strictEqual } from 'node:assert/strict'
import { outsideCi } from '../support/cli/command-line.ts'
import { lane, smallDictionary } from '../support/dictionary/small-dictionary.ts'
import { files } from './arbitraries/command-lines.ts'
import { smallPlans } from './arbitraries/plans.ts'
import { smallRun } from './arbitraries/small-run.ts'
import type { Said } from '../support/cli/drive.ts'
import { folderForFile } from '../support/temporary-folders.ts'

/** Goes to a folder that holds the files which the command lines name. */
export function enterFolder(): void {
  const text = JSON.stringify(smallRun)
  process.chdir(
    folderForFile({
      [files.run]: text,
      [files.other]: text.replace('"durationMs":4321', '"durationMs":4322'),
      [files.cut]: text.slice(0, 500),
      [files.plan]: JSON.stringify({
        ...smallPlans[0],
        lane: 'windows-x64',
        kernel: { id: 'native', base: 'native' },
      }),
      [files.dictionary]: JSON.stringify(smallDictionary([lane('wine-x64', [1, 0, -2])])),
      [files.config]: '{"known": ["wine-x64/handle-u32/write: known"]}',
      [files.badConfig]: '{"known": {"a": 1}, "__proto__": {"polluted": true}}',
      [files.log]: 'OSError: [WinError 6] The handle is invalid\n  in ReadFile(port, buffer, 16)\n',
      [files.ignore]: '{"ignore": [{"rule": "sentinel", "reason": "checked by hand"}]}',
      'binding.py':
        'import ctypes\nctypes.windll.kernel32.PurgeComm.argtypes = [ctypes.c_int, ctypes.c_uint32]\n',
    }),
  )
  Object.assign(process.env, outsideCi, {
    HANDLE_WIDTH_CACHE: process.cwd(),
    // What this user trusts is not the same in every run.
    XDG_CONFIG_HOME: process.cwd(),
  })
}

/** One line that a terminal shows as it is. */
const sentence = /^handle-width: [^\p{Cc}\p{Cf}\p{Cs}]+\n$/u

/** Wrong use: nothing on stdout, one sentence on stderr, exit code 2. */
export function refusedInOneSentence(
  words: readonly string[],
  { exitCode, stdout, stderr }: Said,
): void {
  strictEqual(exitCode, 2, `${JSON.stringify(words)}: ${stderr}`)
  strictEqual(stdout, '')
  match(stderr, sentence)
}

/** What an audit of JavaScript says before it runs it. */
const notice =
  /^handle-width: the code of [^\p{Cc}\p{Cf}\p{Cs}]+ runs now, [^\p{Cc}\p{Cf}\p{Cs}]+\n/u

/** A sentence about one target that an audit could not look at to its end. */
const part = 'handle-width: not all was audited: '

/**
 * As above; an audit that could not look at everything shows what it found in the rest, and says in a sentence for each
 * target what it did not see.
 */
export function endedInOneSentence(words: readonly string[], said: Said): void {
  const stderr = words.includes('audit') ? said.stderr.replace(notice, '') : said.stderr
  if (!stderr.startsWith(part)) return refusedInOneSentence(words, said)
  const lines = stderr.split(/(?<=\n)/)
  strictEqual(new Set(lines).size, lines.length, 'none is said twice')
  for (const line of lines) {
    strictEqual(line.startsWith(part), true, line)
    refusedInOneSentence(words, { ...said, stderr: line, stdout: '' })
  }
}
