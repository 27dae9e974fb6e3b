import './no-programs.ts'
import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { lane, smallDictionary } from '../dictionary/small-dictionary.ts'
import { changedLine, files, refusedLines, rightLines, wrongWords } from './arbitraries/command-lines.ts'
import { smallPlans } from './arbitraries/plans.ts'
import { smallRun } from './arbitraries/small-run.ts'
import { drive } from './drive.ts'
import { tried } from './no-programs.ts'
import { cases, holds } from './property.ts'

const text = JSON.stringify(smallRun)
process.chdir(t.testdir({
  [files.run]: text,
  [files.other]: text.replace('"durationMs":4321', '"durationMs":4322'),
  [files.cut]: text.slice(0, 500),
  [files.plan]: JSON.stringify({ ...smallPlans[0], lane: 'windows-x64', kernel: { id: 'native', base: 'native' } }),
  [files.dictionary]: JSON.stringify(smallDictionary([lane('wine-x64', [1, 0, -2])])),
  [files.config]: '{"known": ["wine-x64/handle-u32/write: known"]}',
  [files.badConfig]: '{"known": {"a": 1}, "__proto__": {"polluted": true}}',
  [files.log]: 'OSError: [WinError 6] The handle is invalid\n  in ReadFile(port, buffer, 16)\n',
  [files.ignore]: '{"ignore": [{"rule": "sentinel", "reason": "checked by hand"}]}',
  'binding.py': 'import ctypes\nctypes.windll.kernel32.PurgeComm.argtypes = [ctypes.c_int, ctypes.c_uint32]\n'
}))
process.env['HANDLE_WIDTH_CACHE'] = t.testdirName

/** One line that a terminal shows as it is. */
const sentence = /^handle-width: [^\p{Cc}\p{Cf}\p{Cs}]+\n$/u

function refusedInOneSentence(words: readonly string[], { code, stdout, stderr }: Awaited<ReturnType<typeof drive>>): void {
  strictEqual(code, 2, `${JSON.stringify(words)}: ${stderr}`)
  strictEqual(stdout, '')
  match(stderr, sentence)
}

holds('a right command line ends well', fc.oneof(...rightLines), async words => {
  const { code, stdout, stderr } = await drive(words)
  ok(code === 0 || (code === 1 && ['diff', 'audit'].includes(words[0] ?? '')), `${JSON.stringify(words)}: ${code} ${stderr}`)
  ok(stdout !== '' || words.includes('--out'))
}, Math.ceil(cases / 10))

holds('a right one for what is not here ends in one sentence', fc.oneof(...refusedLines), async words => { refusedInOneSentence(words, await drive(words)) }, Math.ceil(cases / 20))

holds('one wrong word makes any command line wrong use', fc.tuple(fc.oneof(...rightLines, ...refusedLines), wrongWords).map(([words, wrong]) => [...words, ...wrong]), async words => { refusedInOneSentence(words, await drive(words)) }, Math.ceil(cases / 4))

holds('any command line ends as documented, without a stack trace', changedLine, async words => {
  const said = await drive(words)
  ok([0, 1, 2].includes(said.code), `${JSON.stringify(words)}: ${said.code} ${said.stderr}`)
  ok(!/^ {4}at /m.test(said.stderr), said.stderr)
  if (said.code === 2) refusedInOneSentence(words, said)
  else notStrictEqual(`${said.stdout}${words.some(word => word.startsWith('--out'))}`, 'false', `${JSON.stringify(words)} says nothing`)
  strictEqual(Reflect.get({}, 'polluted'), undefined)
}, Math.ceil(0.6 * cases))

holds('no program was started for any of them', fc.constant(0), () => { deepStrictEqual(tried, []) }, 1)
