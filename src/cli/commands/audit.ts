import type { ArgumentsCamelCase, Argv } from 'yargs'
import { hasFindings, openAudit, type AuditResult, type RepeatedAudit } from '../../audit/audit.ts'
import { readBaseline, writeBaseline } from '../../audit/baseline.ts'
import { escapeText } from '../../text/escape.ts'
import type { ExitCode } from '../exit-code.ts'
import { foundConfig, readConfig } from '../config-file.ts'
import { grouped } from '../grouped.ts'
import { levelOption } from '../level-option.ts'
import { auditFormats, type AuditFormat } from '../../audit/formats/index.ts'
import { readIgnoreList } from '../../audit/ignore.ts'
import { architectures } from '../../declare/win32/architecture.ts'
import { defineCommand } from '../command.ts'
import { fixFiles } from '../fix.ts'
import { assertWritable, holdResult, output, writeResult } from '../output.ts'
import { openScreen } from '../screen.ts'
import { fitLines } from '../../text/fit-lines.ts'
import { UserProblem } from '../../os/problem.ts'
import { tellThatCodeRuns, trustOption } from '../trust.ts'

const formats = Object.keys(auditFormats) as AuditFormat[]

const levelColours = { error: 'red', warning: 'yellow', note: 'cyan' } as const

const lookedAt = {
  arch: {
    alias: 'a',
    choices: architectures,
    array: true,
    describe: 'architectures to audit for; those that the package is for if not given',
  },
  call: {
    type: 'string',
    array: true,
    default: [] as string[],
    describe:
      'exported functions to call after loading, without arguments; * stands for any name, for example *.load',
  },
  exclude: {
    type: 'string',
    array: true,
    default: [] as string[],
    describe: 'files of folders to leave out: a name, or a path with * and **',
  },
  run: {
    type: 'boolean',
    default: true,
    describe: 'load JavaScript, so that its code runs; --no-run tells where it declares',
  },
  trust: trustOption,
  timeout: {
    type: 'number',
    default: 30,
    describe: 'seconds that loading a target may take',
  },
} as const

const judged = {
  level: levelOption,
  'require-coverage': {
    type: 'boolean',
    default: false,
    describe: 'exit with 2 if a declaration could not be followed',
  },
  ignore: {
    type: 'string',
    describe: 'a JSON file of findings to leave out, each with its reason',
  },
  baseline: {
    type: 'string',
    describe: 'a file of findings that are accepted; new ones fail',
  },
  'write-baseline': {
    type: 'string',
    describe: 'accept the findings of today: write them all to this file, and show none',
  },
} as const

const written = {
  format: {
    alias: 'f',
    choices: formats,
    default: 'pretty' as const,
    describe: 'how to write the findings',
  },
  json: { type: 'boolean', default: false, describe: 'the same as --format json' },
  out: { alias: 'o', type: 'string', describe: 'file to write the findings to' },
  fix: {
    type: 'boolean',
    default: false,
    describe: 'write the fixes that are certain into the files; --format diff shows them first',
  },
  watch: {
    type: 'boolean',
    default: false,
    describe: 'audit again what changes, until Ctrl-C',
  },
} as const

function options(argv: Argv) {
  const found = foundConfig(process.argv, 'audit')
  return argv
    .positional('target', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'name of an installed npm package, a file or a folder',
    })
    .config(found.options)
    .check(found.say, false)
    .config('config', 'a JSON file of these options', readConfig)
    .options(grouped('What is looked at', lookedAt))
    .options(grouped('What fails', judged))
    .options(grouped('What is written', written))
}
type Options = ReturnType<typeof options> extends Argv<infer O> ? O : never

function open(argv: ArgumentsCamelCase<Options>): RepeatedAudit {
  return openAudit(argv.target, {
    run: argv.run,
    call: argv.call,
    limitMs: argv.timeout * 1000,
    ...(argv.arch && { architectures: argv.arch }),
    exclude: argv.exclude,
    // A new baseline holds all of today's findings, including those that the old one accepts.
    ...(argv.writeBaseline === undefined && {
      level: argv.level,
      ...(argv.baseline !== undefined && { baseline: readBaseline(argv.baseline) }),
    }),
    ...(argv.ignore !== undefined && { ignore: readIgnoreList(argv.ignore) }),
  })
}

async function show(argv: ArgumentsCamelCase<Options>, result: AuditResult): Promise<ExitCode> {
  const format = argv.json ? 'json' : argv.format
  const text = auditFormats[format](result)
  if (argv.out === undefined)
    output.result(format === 'pretty' ? fitLines(text, openScreen(), levelColours) : text)
  else await writeResult(argv.out, text)
  for (const failure of new Set(result.failures))
    output.notice(`handle-width: not all was audited: ${escapeText(failure)}`)
  if (result.failures.length > 0) return 2
  if (argv.requireCoverage && result.coverage.notFollowed.length > 0) return 2
  return hasFindings(result, argv.level) ? 1 : 0
}

/** Refuses options of which one would have no effect. */
function refuseTogether({ watch, fix, out, writeBaseline }: ArgumentsCamelCase<Options>): void {
  if (watch && (fix || writeBaseline !== undefined))
    throw new UserProblem(
      `Cannot use --watch with ${fix ? '--fix' : '--write-baseline'}: it changes files once; leave one of them out`,
    )
  if (writeBaseline !== undefined && (fix || out !== undefined))
    throw new UserProblem(
      `Cannot use --write-baseline with ${fix ? '--fix' : '--out'}: it writes the findings to its own file and does nothing else; leave one of them out`,
    )
}

async function act(argv: ArgumentsCamelCase<Options>): Promise<ExitCode> {
  if (!(argv.timeout > 0))
    throw new UserProblem(
      `Cannot use --timeout ${argv.timeout}: it must be a number of seconds above 0`,
    )
  refuseTogether(argv)
  const results = [argv.out, argv.writeBaseline].filter(path => path !== undefined)
  for (const path of results) await assertWritable(path)
  if (argv.run) await tellThatCodeRuns(argv.target, argv.trust)
  for (const path of results) await holdResult(path)
  const audit = open(argv)
  if (argv.watch) {
    const { watchAudit } = await import('../watch.ts')
    return await watchAudit(audit, result => show(argv, result))
  }
  const result = await audit.again()
  if (argv.writeBaseline !== undefined) {
    await writeResult(argv.writeBaseline, writeBaseline(result.findings))
    return result.failures.length > 0 ? 2 : 0
  }
  if (argv.fix) {
    const { lines, files } = await fixFiles(result.findings, process.cwd())
    output.notice(
      `handle-width: changed ${lines} line${lines === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}; audit again to see what is left`,
    )
  }
  return await show(argv, result)
}

/** `handle-width audit TARGET…`: compares the declarations of a binding with the true widths. */
export default defineCommand(options, act)
