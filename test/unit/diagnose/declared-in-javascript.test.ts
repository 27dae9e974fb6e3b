import t from 'tap'
import { declarationOf } from '../../../src/diagnose/declared.ts'
import { titleInJavaScript } from '../../../src/diagnose/declared-in-javascript.ts'

/** How the hosts of src/hosts declare a call, with a handle, a buffer, a number and an address. */
const declarations: Readonly<Record<string, readonly string[]>> = {
  js: [
    "const ReadFile = koffi.load('kernel32.dll').func('__stdcall', 'ReadFile', 'int', ['void *', 'void *', 'uint32_t', 'void *', 'void *'])",
  ],
  bun: [
    "import { dlopen, FFIType } from 'bun:ffi'",
    "const { symbols: { ReadFile } } = dlopen('kernel32.dll', {",
    '  ReadFile: { args: [FFIType.u64, FFIType.ptr, FFIType.u32, FFIType.ptr, FFIType.ptr], returns: FFIType.i32 }, // a u64 is a bigint',
    '})',
  ],
  deno: [
    "const { symbols: { ReadFile } } = Deno.dlopen('kernel32.dll', {",
    "  ReadFile: { parameters: ['pointer', 'pointer', 'u32', 'pointer', 'pointer'], result: 'i32' },",
    '})',
  ],
  'node-ffi': [
    "const { functions: { ReadFile } } = ffi.dlopen('kernel32.dll', {",
    "  ReadFile: { arguments: ['pointer', 'pointer', 'uint32', 'pointer', 'pointer'], return: 'int32' }, // a pointer is a bigint",
    '})',
  ],
  'ffi-napi': [
    "const { ReadFile } = ffi.Library('kernel32', { ReadFile: ['int', ['pointer', 'pointer', 'uint32', 'pointer', 'pointer']] })",
  ],
}

t.test('each FFI of JavaScript declares a call in its own words', async t => {
  for (const [language, lines] of Object.entries(declarations)) {
    const declared = declarationOf('ReadFile', language)
    t.same(declared?.lines, lines, language)
    t.equal(declared?.title, titleInJavaScript(language), language)
    t.equal(declared?.fence, 'js', language)
  }
})

t.test('an FFI of JavaScript without lines has its name, and another language none', async t => {
  for (const [language, title] of [
    ['ffi-rs', 'JavaScript, ffi-rs'],
    ['js-ctypes', 'JavaScript, js-ctypes'],
    ['node-api', 'JavaScript, Node-API'],
    ['ctypes', undefined],
    ['toString', undefined],
  ] as const) {
    t.equal(titleInJavaScript(language), title, language)
    if (title !== undefined) t.equal(declarationOf('ReadFile', language), undefined, language)
  }
})
