import { blankOut, functionBodies, innermost, likeC, matchBrackets } from '../common/blanks.ts'
import { looksIn, type LookSyntax } from '../common/looks.ts'
import { scalar, type emptyProgram, type TypeOn } from '../common/program.ts'
import { lineFinder, type Source } from '../common/sources.ts'
import { statedSizes, type SizeSyntax } from '../common/stated-sizes.ts'

/** An interface of JNA's package `platform`, which declares the functions of Windows correctly. */
const platform =
  /\b(Kernel32|User32|Advapi32|GDI32|SetupApi|Shell32|Winspool|NtDll|Psapi)\.INSTANCE\.$/
const imported = /com\.sun\.jna\.platform\.win32/
const handleOfPlatform: TypeOn = pointerBytes => scalar('WinNT.HANDLE', 'pointer', pointerBytes)

/**
 * https://java-native-access.github.io/jna/5.14.0/javadoc/com/sun/jna/PointerType.html#fromNative: a null pointer is
 * null; a HANDLE of all ones is INVALID_HANDLE_VALUE.
 */
function syntaxOf(text: string): LookSyntax {
  const ones = new Set(
    [
      ...text.matchAll(
        /\b([A-Z_]{3,60})\s*=\s*[^;]{0,200}?(?:createConstant\s*\(|new\s+Pointer\s*\()\s*(?:-1L?|0x[fF]{8,16}L?)/g,
      ),
    ].map(([, name = '']) => name),
  )
  return {
    same: '==|!=',
    missing: { kind: 'falsy' },
    equals: 'equals',
    values: written => {
      const name = written.replace(/^.*\./, '')
      if (/^INVALID_HANDLE(_VALUE)?$/.test(name) || ones.has(name))
        return [{ kind: 'address', value: -1n }]
      if (written === 'null' || /\bPointer\.NULL$/.test(written))
        return [{ kind: 'address', value: 0n }]
      const [, minus, digits, isLong] =
        /^(-?)\s*(0[xX][0-9a-fA-F]{1,16}|\d{1,18})([lL]?)$/.exec(written) ?? []
      if (digits === undefined) return undefined
      const value = BigInt(digits) * (minus ? -1n : 1n)
      return [{ kind: 'number', value: isLong ? value : BigInt.asIntN(32, value) }]
    },
  }
}

const sizeSyntax: SizeSyntax = {
  variables: [
    /\b(?<name>\w{1,60})\s*=\s*new\s+(?:\w+\.)*?(?<type>[A-Z_0-9]{2,60})(?:\.By\w+)?\s*\(/g,
  ],
  pointerSize: /\bNative\.POINTER_SIZE\b|\bPointer\.SIZE\b/g,
  sizeOf: /^(?<name>\w+)\s*\.\s*size\s*\(\s*\)/,
}

/** Adds what the files compare results of their own functions and of JNA's package `platform` with, and the sizes that they state. */
export function addLooks(
  program: ReturnType<typeof emptyProgram>,
  sources: readonly Source[],
): void {
  const declared = new Set(program.functions.map(({ name }) => name))
  const own = new Set(
    sources.flatMap(({ text }) =>
      [...text.matchAll(/\binterface\s+(\w+)/g)].map(([, name = '']) => name),
    ),
  )
  for (const { file, text } of sources) {
    const masked = blankOut(text, likeC)
    const bodies = functionBodies(masked, matchBrackets(masked, '{', '}'))
    const lineOf = lineFinder(text)
    program.sizes.push(...statedSizes({ file, text }, masked, sizeSyntax, program.structs))
    const looked = {
      text,
      masked,
      end: (at: number) => innermost(bodies, at)?.[1] ?? masked.length,
    }
    for (const { name, owner, at, tests } of looksIn(looked, syntaxOf(text))) {
      const [, library = ''] = platform.exec(owner) ?? []
      const isPlatform = imported.test(text) && library !== '' && !own.has(library)
      if (isPlatform || declared.has(name))
        program.comparisons.push({
          function: name,
          tests,
          place: { file, line: lineOf(at) },
          ...(isPlatform && { result: handleOfPlatform }),
        })
    }
  }
}
