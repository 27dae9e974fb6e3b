import {
  codeBlock,
  section,
  strong,
  table,
  text,
  toned,
  type Inline,
  type Page,
} from '../text/page.ts'
import { sentence } from '../text/sentence.ts'
import type { Example } from './command.ts'
import type { DescribedOption } from './declared-options.ts'
import { exitCodes } from './exit-code.ts'

/** What a page of help shows, beside what all of them show. */
export interface Help {
  /** The command with its positional arguments, after the name of the program. */
  readonly usage: string
  readonly describe: string
  /** Other commands, with what they do; for the page of the program itself. */
  readonly commands: readonly (readonly [usage: string, describe: string])[]
  readonly options: readonly DescribedOption[]
  readonly examples: readonly Example[]
}

/** The options of every command, shown last. */
const general = ['help', 'version', 'color', 'debug', 'config']

/** What an option takes, and what it is without: `(x64, ia32; default x64)`. */
function limits({ choices, default: given }: DescribedOption): readonly Inline[] {
  const isAll = choices.length > 0 && choices.length === given.length
  const parts = [
    ...(choices.length === 0 ? [] : [choices.join(', ')]),
    ...(given.length === 0 ? [] : [`default ${isAll ? 'all' : given.join(', ')}`]),
  ]
  return parts.length === 0 ? [] : [' ', toned('quiet', `(${parts.join('; ')})`)]
}

function optionRow(option: DescribedOption): readonly (readonly Inline[])[] {
  const { name, short, isList } = option
  return [
    [
      short === undefined ? '    ' : strong(`-${short}, `),
      strong(`--${name}`),
      ...(isList ? [' …'] : []),
    ],
    [option.describe, ...limits(option)],
  ]
}

/** Options under the names of their groups, in the order of their declaration. */
function groupsOf(
  options: readonly DescribedOption[],
): readonly (readonly [string, DescribedOption[]])[] {
  const groups = new Map<string, DescribedOption[]>()
  for (const option of options) {
    const own = groups.get(option.group)
    if (own) own.push(option)
    else groups.set(option.group, [option])
  }
  return [...groups]
}

/** The word of a positional argument, as in the usage: `topic` of `explain <topic..>`. */
function isPositional(usage: string, name: string): boolean {
  return new RegExp(`[<[]${name}\\b`).test(usage)
}

/** The page of help of a command, or of the program. */
export function helpPage({ usage, describe, commands, options, examples }: Help): Page {
  const arguments_ = options.filter(({ name }) => isPositional(usage, name))
  const own = options.filter(({ name }) => !general.includes(name) && !isPositional(usage, name))
  const common = general.flatMap(name => options.filter(option => option.name === name))
  return {
    title: [],
    sections: [
      ...section('', text([strong('Usage: '), `handle-width ${usage} [options]`])),
      ...section('', text([sentence(describe)])),
      ...section(
        'Commands',
        table(
          [],
          commands.map(([name, does]) => [[strong(name)], [does]]),
        ),
        text(commands.length > 0 ? '`handle-width help COMMAND` shows the options of one.' : ''),
      ),
      ...section(
        'Arguments',
        table(
          [],
          arguments_.map(option => [[strong(option.name)], [option.describe, ...limits(option)]]),
        ),
      ),
      ...groupsOf(own).flatMap(([group, some]) => section(group, table([], some.map(optionRow)))),
      ...section(
        'General options',
        table([], common.map(optionRow)),
        text(own.some(({ isList }) => isList) ? 'An option with … takes one or more values.' : ''),
      ),
      ...section(
        'Examples',
        codeBlock('sh', ...examples.flatMap(([line, purpose]) => [`# ${purpose}`, line])),
      ),
      ...section(
        'Exit codes',
        table(
          [],
          exitCodes.map(([value, means]) => [[strong(value)], [means]]),
        ),
      ),
      ...section(
        '',
        text('Documentation: https://github.com/handle-width/handle-width/tree/main/docs'),
      ),
    ],
  }
}
