import { words, type DeclaringLanguage } from './declaration.ts'

/** By its name, so that the line below is not taken for an import of this file. */
const bunModule = 'bun:ffi'

/** How what calls Windows from JavaScript declares a function, by its name in known/hosts.ts. Where a handle is a number of 64 bits, -1 is not lost in a number of JavaScript. */
export const inJavaScript: Readonly<Record<string, DeclaringLanguage>> = {
  js: {
    title: 'JavaScript, koffi',
    fence: 'js',
    words: words(
      "'void *'|'str16'|'str'|'void *'|'int'|'uint32_t'|'int'|'uint16_t'|'uint8_t'|'uint64_t'|'int64_t'|'uintptr_t'|'double'|'void'",
    ),
    write: ({ name, library, result, types }) => [
      `const ${name} = koffi.load('${library}.dll').func('__stdcall', '${name}', ${result}, [${types.join(', ')}])`,
    ],
  },
  bun: {
    title: 'JavaScript, bun:ffi',
    fence: 'js',
    words: words(
      'FFIType.u64|FFIType.ptr|FFIType.ptr|FFIType.ptr|FFIType.i32|FFIType.u32|FFIType.i32|FFIType.u16|FFIType.u8|FFIType.u64|FFIType.i64|FFIType.u64|FFIType.f64|FFIType.void',
    ),
    write: ({ name, library, result, types }) => [
      `import { dlopen, FFIType } from '${bunModule}'`,
      `const { symbols: { ${name} } } = dlopen('${library}.dll', {`,
      `  ${name}: { args: [${types.join(', ')}], returns: ${result} }, // a u64 is a bigint`,
      '})',
    ],
  },
  deno: {
    title: 'JavaScript, Deno.dlopen',
    fence: 'js',
    words: words(
      "'pointer'|'buffer'|'buffer'|'pointer'|'i32'|'u32'|'i32'|'u16'|'u8'|'u64'|'i64'|'usize'|'f64'|'void'",
    ),
    write: ({ name, library, result, types }) => [
      `const { symbols: { ${name} } } = Deno.dlopen('${library}.dll', {`,
      `  ${name}: { parameters: [${types.join(', ')}], result: ${result} },`,
      '})',
    ],
  },
  'node-ffi': {
    title: 'JavaScript, node:ffi',
    fence: 'js',
    words: words(
      "'pointer'|'pointer'|'pointer'|'pointer'|'int32'|'uint32'|'int32'|'uint16'|'uint8'|'uint64'|'int64'|'uint64'|'double'|'void'",
    ),
    write: ({ name, library, result, types }) => [
      `const { functions: { ${name} } } = ffi.dlopen('${library}.dll', {`,
      `  ${name}: { arguments: [${types.join(', ')}], return: ${result} }, // a pointer is a bigint`,
      '})',
    ],
  },
  'ffi-napi': {
    title: 'JavaScript, ffi-napi',
    fence: 'js',
    words: words(
      "'pointer'|'pointer'|'string'|'pointer'|'int'|'uint32'|'int'|'uint16'|'uint8'|'uint64'|'int64'|'size_t'|'double'|'void'",
    ),
    write: ({ name, library, result, types }) => [
      `const { ${name} } = ffi.Library('${library}', { ${name}: [${result}, [${types.join(', ')}]] })`,
    ],
  },
}

/** What calls Windows from JavaScript and has no lines. */
const withoutLines: Readonly<Record<string, string>> = {
  'ffi-rs': 'JavaScript, ffi-rs',
  'js-ctypes': 'JavaScript, js-ctypes',
  'node-api': 'JavaScript, Node-API',
}

/** What calls Windows from JavaScript, for people; `undefined` for other languages. */
export function titleInJavaScript(language: string): string | undefined {
  if (Object.hasOwn(inJavaScript, language)) return inJavaScript[language]?.title
  return Object.hasOwn(withoutLines, language) ? withoutLines[language] : undefined
}
