import { availableParallelism } from 'node:os'
import type { ArgumentsCamelCase, Argv, InferredOptionTypes } from 'yargs'
import { assemble } from '../../dictionary/assemble.ts'
import {
  DictionaryError,
  formatDictionary,
  longestDictionary,
  parseDictionary,
  type Dictionary,
} from '../../dictionary/dictionary-file.ts'
import { enumerateFaults, shard } from '../../dictionary/enumerate.ts'
import { measure, type MeasuredLane } from '../../dictionary/measure.ts'
import { mergeDictionaries } from '../../dictionary/merge-dictionaries.ts'
import { dictionaryPage } from '../../dictionary/page.ts'
import { engineIds, engines } from '../../lanes/engines/index.ts'
import { loadProbes } from '../../program/load.ts'
import type { Lane } from '../../result/lane.ts'
import { kernelChoices, lanesOf } from '../../measure/lanes.ts'
import { readText, UnreadableFile } from '../../os/read-text.ts'
import { architectures } from '../../declare/win32/architecture.ts'
import { renderMarkdown } from '../../text/markdown.ts'
import { renderTerminal } from '../../text/terminal.ts'
import { defineCommand } from '../command.ts'
import type { ExitCode } from '../exit-code.ts'
import { assertWritable, holdResult, output, writeResult } from '../output.ts'
import { UserProblem } from '../../os/problem.ts'
import { screen } from '../screen.ts'
import { selectEngines } from '../../library/select.ts'
import { packageVersion } from '../../os/package-version.ts'
import { wholeNumber } from '../../library/whole-number.ts'

const options = {
  engine: {
    alias: 'e',
    array: true,
    choices: ['auto', ...engineIds],
    default: ['auto'],
    describe: 'who starts the children; auto takes every engine that is there',
  },
  arch: {
    alias: 'a',
    array: true,
    choices: architectures,
    default: ['x64', 'ia32'] as const,
    describe: 'architectures of the children',
  },
  kernel: {
    array: true,
    choices: kernelChoices,
    default: kernelChoices,
    describe: 'who answers: the engine itself, or the engine behind tagged handles',
  },
  lanes: {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'only these lanes, for example wine-x64-tagged',
  },
  shard: { string: true, describe: 'measure a part: 2/4 is the second of four' },
  resume: {
    string: true,
    describe: 'a dictionary of a run that was stopped; what it has is not measured again',
  },
  merge: {
    array: true,
    string: true,
    default: [] as string[],
    describe: 'measure nothing, join these dictionaries',
  },
  out: { alias: 'o', string: true, describe: 'write the dictionary here, also while it grows' },
  format: {
    alias: 'f',
    choices: ['pretty', 'markdown', 'json'] as const,
    default: 'pretty' as const,
    describe: 'what goes to stdout',
  },
  jobs: {
    alias: 'j',
    number: true,
    default: 2 * availableParallelism(),
    describe: 'children at once',
  },
} as const

type Options = InferredOptionTypes<typeof options>

function readDictionary(path: string): Dictionary {
  try {
    return parseDictionary(readText(path, longestDictionary), path)
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new UserProblem(`Cannot read dictionary ${path}: ${error.message}`)
    if (error instanceof DictionaryError) throw new UserProblem(error.message)
    throw error
  }
}

const formats: Readonly<Record<Options['format'], (dictionary: Dictionary) => string>> = {
  pretty: dictionary => renderTerminal(dictionaryPage(dictionary, 'counts'), screen()),
  markdown: dictionary => renderMarkdown(dictionaryPage(dictionary, 'names')),
  json: formatDictionary,
}

/** Parses `2/4` into numbers. */
function parseShard(text: string | undefined): readonly [number, number] {
  if (text === undefined) return [1, 1]
  const match = /^([0-9]{1,4})\/([0-9]{1,4})$/.exec(text)
  const [index, count] = [Number(match?.[1]), Number(match?.[2])]
  if (!match || index < 1 || index > count)
    throw new UserProblem(
      `Not a shard: ${JSON.stringify(text)}; expected I/N with I from 1 to N, for example --shard 2/4`,
    )
  return [index, count]
}

function chooseLanes(argv: Options): readonly Lane[] {
  const lanes = lanesOf(selectEngines(argv.engine), argv.arch, argv.kernel)
  const unknown = argv.lanes.find(id => !lanes.some(lane => lane.id === id))
  if (unknown !== undefined)
    throw new UserProblem(
      `Unknown lane ${JSON.stringify(unknown)}: expected one of ${lanes.map(({ id }) => id).join(', ')}`,
    )
  return argv.lanes.length === 0 ? lanes : lanes.filter(({ id }) => argv.lanes.includes(id))
}

function knownIn(dictionary: Dictionary | undefined): (lane: string, fault: string) => boolean {
  const known = new Set(
    dictionary?.lanes.flatMap(lane =>
      dictionary.faults.flatMap((fault, index) =>
        (lane.signatures[index] ?? -2) >= 0 ? [`${lane.id} ${fault.id}`] : [],
      ),
    ),
  )
  return (lane, fault) => known.has(`${lane} ${fault}`)
}

async function record(argv: Options): Promise<Dictionary> {
  const [control] = await loadProbes()
  if (!control) throw new Error('The folder probes/ has no control')
  const lanes = chooseLanes(argv)
  const faults = shard(enumerateFaults(), ...parseShard(argv.shard))
  const earlier = argv.resume === undefined ? undefined : readDictionary(argv.resume)
  const startedAt = new Date().toISOString()
  const began = performance.now()
  const version = packageVersion()
  const whole = (measured: readonly MeasuredLane[]): Dictionary => {
    const recorded = assemble({
      version,
      startedAt,
      durationMs: Math.round(performance.now() - began),
      faults,
      lanes: measured,
    })
    return earlier ? mergeDictionaries([earlier, recorded]) : recorded
  }
  const save = async (measured: readonly MeasuredLane[]): Promise<void> => {
    if (argv.out !== undefined) await writeResult(argv.out, formatDictionary(whole(measured)))
  }
  if (argv.out !== undefined) await holdResult(argv.out)
  return whole(
    await measure({
      version,
      engines,
      control,
      lanes,
      faults,
      jobs: wholeNumber('jobs', argv.jobs),
      notice: output.notice,
      isKnown: knownIn(earlier),
      save,
    }),
  )
}

async function dictionary(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  if (argv.out !== undefined) await assertWritable(argv.out)
  const result =
    argv.merge.length > 0 ? mergeDictionaries(argv.merge.map(readDictionary)) : await record(argv)
  if (argv.out !== undefined) await writeResult(argv.out, formatDictionary(result))
  output.result(formats[argv.format](result))
  return 0
}

/** `handle-width dictionary`: measures every single fault in every lane and records its effect. */
export default defineCommand((argv: Argv) => argv.options(options), dictionary)
