import { sentinelOf } from '../../failures.ts'
import type { FailureTest } from '../../model.ts'
import type { Reading } from '../../reading.ts'
import { readCSharpSources } from '../csharp/read.ts'
import { csharpVocabulary } from '../csharp/vocabulary.ts'
import type { SourceProgram, SourceComparison } from '../common/program.ts'
import { readingOf } from '../common/reading.ts'
import { readSources, type Source } from '../common/sources.ts'
import { statedSizes, type SizeSyntax } from '../common/stated-sizes.ts'
import type { ReadOptions } from '../language.ts'
import { definitions } from './definitions.ts'
import { embedded, reflected } from './as-csharp.ts'
import { reflectedTypes, typeVariables } from './reflected-types.ts'
import { pinvokeMethods } from './pinvoke-methods.ts'
import { takeApart } from './texts.ts'

/** Reads PowerShell scripts without running them: the C# that they hold, and what they declare by reflection. */
export async function readPowerShell(
  files: readonly string[],
  { architectures, limitMs }: ReadOptions,
): Promise<Reading> {
  const { read, failures } = readSources(files)
  const own = read.filter(({ text }) =>
    /DllImport|StructLayout|Get-DelegateType|DefinePInvokeMethod|Add-Type|\b(func|struct)\s+[\w$]/i.test(
      text,
    ),
  )
  const scripts = own.map(({ file, text }) => {
    const script = takeApart(text)
    return { file, text, script, ...definitions(text, script) }
  })
  const variables = typeVariables(scripts.map(({ script }) => script))
  const emitted = scripts.map(({ file, script }) => ({
    file,
    ...pinvokeMethods(script, variables),
  }))
  const sources = scripts.flatMap(({ file, text, script, texts }) =>
    [
      ...embedded(texts),
      ...reflected(script, variables),
      ...reflectedTypes(text, script, variables),
    ].map(one => ({ file, ...one })),
  )
  sources.push(...emitted.flatMap(({ file, texts }) => texts.map(one => ({ file, ...one }))))
  const { program, problems } = await readCSharpSources(sources, limitMs)
  const comparisons = scripts.flatMap(source => comparisonsIn(source, program))
  const sizes = scripts.flatMap(source =>
    statedSizes(source, source.script.masked, sizeSyntax, program.structs),
  )
  return readingOf(
    {
      ...program,
      comparisons: [...program.comparisons, ...comparisons],
      sizes: [...program.sizes, ...sizes],
      notFollowed: [
        ...program.notFollowed,
        ...[...scripts, ...emitted].flatMap(({ file, computed }) =>
          computed.map(one => ({ file, ...one })),
        ),
      ],
    },
    {
      architectures,
      vocabulary: { ...csharpVocabulary, language: 'PowerShell', failureTest: testText },
      failures: [...failures, ...problems],
      files: read.map(({ file }) => file),
    },
  )
}

const sizeSyntax: SizeSyntax = {
  variables: [
    /\$(?<name>\w{1,60})\s*=\s*New-Object\s+(?:-TypeName\s+)?['"]?(?:[\w.+]{1,100}[.+])?(?<type>\w{2,60})/gi,
    /\$(?<name>\w{1,60})\s*=\s*\[(?:[\w.+]{1,100}[.+])?(?<type>\w{2,60})\]::new/gi,
    /\[(?:[\w.+]{1,100}[.+])?(?<type>\w{2,60})\]\s*\$(?<name>\w{1,60})\s*=/gi,
  ],
  pointerSize: /\[IntPtr\]::Size/gi,
  sizeOf:
    /^(?:\[\w+\]\s*)?\[(?:[\w.]{1,60}\.)?Marshal\]::SizeOf\(\s*(?:(?:\[type\]\s*)?\[(?:[\w.+]{1,100}[.+])?(?<type>\w{2,60})\]|\$(?<name>\w{1,60}))\s*\)/i,
}

function testText(sentinel: 'zero' | 'all-ones' | 'either'): string {
  return sentinel === 'zero' ? '$handle -eq [IntPtr]::Zero' : '$handle -eq [IntPtr]-1'
}

/** Results that a script compares with constants in the lines behind the call. */
function comparisonsIn({ file, text }: Source, { functions }: SourceProgram): SourceComparison[] {
  const lines = text.split('\n')
  const declared = new Set(functions.map(({ name }) => name))
  const exported = (called: string): string | undefined =>
    ['', 'W', 'A']
      .map(suffix => `${called}${suffix}`)
      .find(one => declared.has(one) && sentinelOf(one) !== undefined)
  return lines.flatMap((line, index): SourceComparison[] => {
    const place = { file, line: index + 1 }
    const [, variable = '', called = ''] =
      /\$(\w+)\s*=\s*(?:\[[\w.+]+\]|\$[\w.:]+)(?:::|\.)(\w+)(?:\.Invoke)?\s*\(/.exec(line) ?? []
    const name = exported(called)
    if (name === undefined)
      return directTests(line).flatMap(([direct, test]) => {
        const own = exported(direct)
        return own === undefined ? [] : [{ function: own, tests: [test], place }]
      })
    const tests = testsOf(variable, lines.slice(index + 1, index + 40))
    return tests && tests.length > 0 ? [{ function: name, tests, place }] : []
  })
}

/** `if ([Native]::CreateFileW(…) -eq [IntPtr]::Zero)`: functions with what their results are compared with at once. */
function directTests(line: string): (readonly [called: string, test: FailureTest])[] {
  const direct =
    /(?:\[[\w.+]+\]::|\$[\w.:]+\.)(\w{3,60})\s*\((?:[^()]|\((?:[^()]|\([^()]*\))*\)){0,500}\)\s+-(?:eq|ne)\s+(\(?[^\s){]+\)?)/gi
  return [...line.slice(0, 2000).matchAll(direct)].flatMap(([spelled, called = '', value = '']) => {
    const number = numberOf(value)
    return number === undefined
      ? []
      : [[called, { spelled, value: { kind: 'number', value: number }, loose: true }] as const]
  })
}

/** All looks at a variable; undefined where one of them is not understood. */
function testsOf(variable: string, lines: readonly string[]): FailureTest[] | undefined {
  const tests: FailureTest[] = []
  const named = String.raw`\$${variable}\b`
  const test = new RegExp(
    String.raw`(\[\w+\]\s*)?${named}(\.ToInt(?:32|64)\(\))?\s+-(\w+)\s+(\(?[^\s){]+\)?)`,
    'gi',
  )
  for (const line of lines) {
    if (new RegExp(String.raw`${named}\s*=[^=]`, 'i').test(line)) break
    if (!/\b(if|elseif|while|until|switch)\b/i.test(line)) continue
    for (const [spelled, cast = '', method = '', operator = '', value = ''] of line.matchAll(
      test,
    )) {
      const number = numberOf(value)
      if (!/^(eq|ne)$/i.test(operator) || number === undefined) return undefined
      const isCut = (/^\[u?int(32)?\]/i.test(cast) || method.includes('32')) && {
        isCut: true as const,
      }
      tests.push({ spelled, value: { kind: 'number', value: number }, loose: true, ...isCut })
    }
    if (new RegExp(String.raw`\(\s*${named}\s*\)|${named}\.(?!ToInt)`, 'i').test(line))
      return undefined
    for (const [spelled] of line.matchAll(
      new RegExp(String.raw`(?:!|-not\s+)\s*${named}(?!\.)`, 'gi'),
    ))
      tests.push({ spelled, value: { kind: 'falsy' }, loose: true })
  }
  return tests
}

function numberOf(spelled: string): bigint | undefined {
  const bare = spelled.replace(/^\(+|\)+$/g, '').replace(/^\[U?IntPtr\]\s*(?=-?\d)/i, '')
  if (/^\[U?IntPtr\]::Zero$|^\$null$/i.test(bare)) return 0n
  return /^-?\d{1,18}$/.test(bare) || /^0x[0-9a-f]{1,16}$/i.test(bare) ? BigInt(bare) : undefined
}
