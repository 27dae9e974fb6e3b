import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import {
  cffiVocabulary,
  luaVocabulary,
  mqlVocabulary,
} from '../../../src/declare/readers/c/vocabulary.ts'
import { jnaVocabulary } from '../../../src/declare/readers/java/vocabulary.ts'
import { declarationOf } from '../../../src/diagnose/declared.ts'
import type { FfiName } from '../../../src/diagnose/known/ffis.ts'
import { curedIn, type CureLanguage } from '../../../src/mistakes/cures/cure.ts'
import { cures, type CureName } from '../../../src/mistakes/cures/index.ts'
import { compiler } from '../../support/declare/compilers.ts'
import { spelledTypes } from '../../support/declare/spelled-types.ts'

const jars = ['/usr/share/java/jna.jar', '/usr/share/java/jna-platform.jar']
const python3 = compiler('python3', { what: 'Python', get: 'python3' })
const gpp = compiler('g++', { what: 'C++ compiler', get: 'g++' })
const mcs = compiler('mcs', { what: 'C# compiler', get: 'mono-mcs' })
const gcc = compiler('gcc', { what: 'C compiler', get: 'gcc' })
const luajit = compiler('luajit', { what: 'LuaJIT', get: 'luajit' })
const javac = compiler('javac', {
  what: 'Java compiler with JNA',
  get: 'openjdk-17-jdk-headless libjna-java libjna-platform-java',
  also: jars,
})

const functions = [
  'CreateFileW',
  'PurgeComm',
  'ReadFile',
  'OpenProcess',
  'VirtualAlloc',
  'FindWindowA',
]

/** The lines that declare some functions, as `diagnose` prints them. */
function declarations(ffi: FfiName): string[] {
  return functions.flatMap(name => declarationOf(name, ffi)?.lines ?? [])
}

/** The lines of a cure in a language; empty where it has none. */
function cureOf(name: CureName, language: CureLanguage): string {
  const lines = curedIn(cures[name], language)
  return typeof lines === 'string' ? '' : lines.join('\n')
}

const cureNames = Object.keys(cures) as CureName[]

function write(t: Test, name: string, lines: readonly string[]): string {
  const file = join(t.testdir(), name)
  writeFileSync(file, lines.join('\n'))
  return file
}

/** What the statements of a cure stand among: a port, a handle, and the functions that other cures declare. */
const aroundCures = [
  'using System; using System.Collections.Generic; using System.ComponentModel; using System.Diagnostics; using System.Linq;',
  'using System.Runtime.InteropServices; using System.Threading; using Microsoft.Win32.SafeHandles;',
  // mcs is older than these.
  'using nuint = System.UIntPtr;',
  'static unsafe class NativeMemory { public static void* AllocZeroed(UIntPtr bytes) { return null; } }',
  'class Around {',
  'public struct COMSTAT { public uint flags, cbInQue, cbOutQue; }',
  'public static SafeFileHandle port; public static IntPtr handle; public static bool ok; public static string name, command;',
  'public static SafeFileHandle CreateFileW(string n, uint a, uint s, IntPtr p, uint c, uint f, IntPtr t) { return port; }',
  'public static bool PurgeComm(SafeFileHandle h, uint f) { return ok; }',
  'public static bool ClearCommError(SafeFileHandle h, out uint e, out COMSTAT c) { e = 0; c = new COMSTAT(); return ok; }',
  '}',
]

/** A cure as a class: paragraphs that declare become members, others the body of a method. */
function classOf(name: string, cure: string): string[] {
  const parts = cure.trim().split('\n\n')
  const isMember = (part: string): boolean =>
    /^(\/\/[^\n]*\n)*(\[|static |sealed class |(public )?struct )/.test(part)
  return [
    `class Cure_${name.replaceAll('-', '_')} : Around {`,
    ...parts.filter(isMember),
    'unsafe static void Run() {',
    // A declaration with using is younger than mcs, too.
    ...parts
      .filter(part => !isMember(part))
      .map(part => part.replace(/^using (?=\w+ \w+ =)/gm, '')),
    '} }',
  ]
}

t.test('every cure in C#, and each declaration of one, compiles', mcs.need, async t => {
  const file = write(t, 'Cures.cs', [
    ...aroundCures,
    ...Object.entries(cures).flatMap(([name, { pinvoke }]) => classOf(name, pinvoke)),
    'static class Declared {',
    ...declarations('pinvoke'),
    '}',
  ])
  const out = `-out:${join(t.testdirName, 'a.dll')}`
  t.equal(mcs.complaints('-unsafe', '-target:library', out, file), '')
})

/** A cure in Java as a class: types become its members, statements the body of a method. */
function javaOf(name: CureName, cure: string): string[] {
  const isMember = /^(\/\/[^\n]*\n)*(@|public )/.test(cure)
  return [
    `static class Cure_${name.replaceAll('-', '_')} extends Around {`,
    ...(isMember ? [cure] : ['static void run() throws Exception {', cure, '}']),
    '}',
  ]
}

t.test(
  'every cure in Java, each declaration, and each type of a fix compiles',
  javac.need,
  async t => {
    const { parameters, structs } = spelledTypes(jnaVocabulary)
    const file = write(t, 'Cures.java', [
      'import com.sun.jna.*; import com.sun.jna.ptr.*; import com.sun.jna.win32.*; import com.sun.jna.platform.win32.*;',
      'import java.io.File; import java.util.*;',
      'public class Cures {',
      ...structs.map(name => `public static class ${name} extends Structure {}`),
      'interface Declared extends StdCallLibrary {',
      ...declarations('java'),
      ...parameters.map((type, index) => `void P${index}(${type} a);`),
      '}',
      'static class Around { static WinNT.HANDLE handle, process; static boolean ok; static String name; static String[] command; static AutoCloseable port; }',
      ...cureNames.flatMap(name => javaOf(name, cureOf(name, 'java'))),
      '}',
    ])
    t.ok(parameters.length > 10)
    t.equal(javac.complaints('-proc:none', '-d', t.testdirName, '-cp', jars.join(':'), file), '')
  },
)

t.test(
  'every cure in Lua, each declaration, and each type of a fix is read',
  luajit.need,
  async t => {
    const { parameters, structs } = spelledTypes(luaVocabulary)
    const file = write(t, 'cures.lua', [
      "local ffi = require 'ffi'",
      'ffi.cdef[[',
      ...structs.map(name => `typedef struct ${name} { int a; } ${name};`),
      ...unknownNames(parameters, structs).map(name => `typedef struct ${name} ${name};`),
      ...parameters.map((type, index) => `void P${index}(${type} a);`),
      'typedef struct { uint32_t cbSize; uint8_t ClassGuid[16]; uint32_t DevInst; uintptr_t Reserved; } SP_DEVINFO_DATA_;',
      ']]',
      ...declarations('lua'),
      'do',
      cureOf('overlapped-struct', 'lua').replaceAll('OVERLAPPED', 'OVERLAPPED_'),
      'end',
      'local info = {}',
      cureOf('struct-size', 'lua').replace('SP_DEVINFO_DATA', 'SP_DEVINFO_DATA_'),
      'assert(info.cbSize == (ffi.abi("64bit") and 32 or 28))',
      // Read, and not called: there are no such functions here. What they declare is read by calling cdef.
      ...cureNames.flatMap(name => {
        const lua = cureOf(name, 'lua')
        const declared = [...lua.matchAll(/ffi\.cdef\[\[[\s\S]*?\]\]/g)].map(([cdef]) => cdef)
        const own = name === 'overlapped-struct' ? [] : declared
        return [
          ...own,
          'local function cure(Port, handle, ok, port, command, logPath, name)',
          lua,
          'end',
        ]
      }),
      'assert(ffi.cast("intptr_t", ffi.cast("void *", -0x7FFFFFFE)) == -2147483646)',
      "assert(ffi.cast('void *', -1) == ffi.cast('void *', ffi.cast('intptr_t', -1)))",
      "assert(ffi.cast('void *', -1) ~= -1 and ffi.cast('void *', 0) == nil and not not ffi.cast('void *', 0))",
    ])
    t.equal(luajit.complaints(file), '')
  },
)

/** Names in spelled types of C that neither C nor a struct of the list defines. */
function unknownNames(types: readonly string[], structs: readonly string[]): string[] {
  const plain =
    /^(const|void|char|int|unsigned|signed|short|long|float|double|struct|u?int(8|16|32|64|ptr)_t|wchar_t|size_t)$/
  const names = types.flatMap(type => type.match(/[A-Za-z_]\w*/g) ?? [])
  return [...new Set(names)].filter(name => !plain.test(name) && !structs.includes(name))
}

t.test('what cffi and MQL are told to write is C, with the names of MQL', gcc.need, async t => {
  const cffi = spelledTypes(cffiVocabulary)
  const python = write(t, 'cffi.c', [
    '#include <stdint.h>\n#include <stddef.h>\n#define __stdcall',
    'typedef void *HANDLE; typedef const wchar_t *LPCWSTR; typedef const char *LPCSTR; typedef int BOOL;',
    'typedef uint32_t DWORD; typedef uint16_t WORD; typedef uint8_t BYTE;',
    ...cffi.structs.map(name => `typedef struct ${name} ${name};`),
    ...unknownNames(cffi.parameters, cffi.structs)
      .filter(name => !/^(HANDLE|LPCWSTR|LPCSTR|BOOL|DWORD|WORD|BYTE)$/.test(name))
      .map(name => `typedef struct ${name} ${name};`),
    ...cffi.parameters.map((type, index) => `void P${index}(${type} a);`),
    ...declarations('cffi').flatMap(line => /cdef\('(.*)'\)/.exec(line)?.[1] ?? []),
    ...cureNames.flatMap(name =>
      [...cureOf(name, 'cffi').matchAll(/cdef\(\s*('''|"""|')([\s\S]*?)\1/g)].map(
        ([, , text = '']) => text.replace('OVERLAPPED', 'OVERLAPPED_'),
      ),
    ),
  ])
  t.equal(gcc.complaints('-fsyntax-only', python), '')
  const mql = spelledTypes(mqlVocabulary)
  const prelude = [
    'typedef const char *string; typedef unsigned char uchar; typedef unsigned short ushort; typedef unsigned uint;',
    'typedef unsigned long ulong;',
  ]
  const file = write(t, 'mql.c', [
    ...prelude,
    ...mql.structs.map(name => `typedef struct ${name} ${name};`),
    ...mql.parameters.map((type, index) => `void P${index}(${type} a);`),
    ...declarations('mql')
      .filter(line => !line.startsWith('#import'))
      .map(line => line.replace(/&(\w+)\[\]/g, '$1[]')),
    cureOf('overlapped-struct', 'mql'),
  ])
  t.ok(mql.parameters.length > 5)
  t.equal(gcc.complaints('-fsyntax-only', file), '')
})

t.test('every cure in cffi is Python', python3.need, async t => {
  for (const name of cureNames) {
    const file = write(t, `${name.replaceAll('-', '_')}.py`, [cureOf(name, 'cffi')])
    t.equal(python3.complaints('-m', 'py_compile', file), '', name)
  }
})

t.test('the C# in every cure in PowerShell compiles', mcs.need, async t => {
  const texts = cureNames.flatMap(name => {
    const cure = cureOf(name, 'powershell')
    return [...cure.matchAll(/-(Member|Type)Definition @'\n([\s\S]*?)\n'@/g)].map(
      ([, kind, text = '']) => {
        const space = `Cure_${name.replaceAll('-', '_')}`
        const body = text.replace(/^using .*$/gm, '')
        return `namespace ${space} { ${kind === 'Member' ? `public class Native { ${body}\n }` : body} }`
      },
    )
  })
  const file = write(t, 'Cures.cs', [
    'using System; using System.Runtime.InteropServices;',
    ...texts,
  ])
  t.ok(texts.length > 8)
  t.equal(mcs.complaints('-target:library', `-out:${join(t.testdirName, 'b.dll')}`, file), '')
})

/** What MQL has and C++ has not, for the cures. */
const aroundMql = [
  '#include <stdint.h>',
  'typedef unsigned char uchar; typedef unsigned short ushort; typedef unsigned uint; typedef unsigned long ulong;',
  'struct string { string(const char *); }; string operator+(const string &, const string &); string operator+(const char *, const string &);',
  'template <class... T> void Print(T...) {} namespace kernel32 { uint GetLastError(); }',
  'struct SP_DEVINFO_DATA { uint cbSize; }; struct OVERLAPPED_ { long hEvent; };',
]

/** A cure in MQL as a namespace of C++: imports and types stand before the function that has the statements. */
function cppOf(name: CureName, cure: string): string[] {
  const imports = [...cure.matchAll(/#import "[^"]*"\n([\s\S]*?)#import\s*(?:\n|$)/g)]
  const rest = cure.replace(/#import "[^"]*"\n[\s\S]*?#import\s*(?:\n|$)/g, '')
  const isMember = /^(struct|void) /.test(rest)
  return [
    `namespace Cure_${name.replaceAll('-', '_')} {`,
    ...imports.map(([, prototypes = '']) => prototypes),
    ...(isMember
      ? ['static long port; int CloseHandle(long);', rest]
      : [
          'void run(long handle, int ok, string name, string command) { void ClosePort(); int PurgeComm(long, uint); {',
          'long CreateFileW(string, uint, uint, long, uint, uint, long); {',
          rest.replace(/^OVERLAPPED /m, 'OVERLAPPED_ '),
          '} } }',
        ]),
    '}',
  ]
}

t.test('every cure in MQL is C++, with the names of MQL', gpp.need, async t => {
  const file = write(t, 'mql.cpp', [
    ...aroundMql,
    ...cureNames.flatMap(name => cppOf(name, cureOf(name, 'mql'))),
  ])
  t.equal(gpp.complaints('-fsyntax-only', file), '')
})
