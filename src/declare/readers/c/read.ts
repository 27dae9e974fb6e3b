import type { Vocabulary } from '../../model.ts'
import type { Reading } from '../../reading.ts'
import { openWidthTable } from '../../widths/table.ts'
import type { PointerBytes } from '../../win32/architecture.ts'
import { emptyProgram, libraryName, voidType, type SourceCallback } from '../common/program.ts'
import { looksIn } from '../common/looks.ts'
import { readingOf } from '../common/reading.ts'
import { lineFinder, readSources, type Source } from '../common/sources.ts'
import { statedSizes } from '../common/stated-sizes.ts'
import type { ReadOptions } from '../language.ts'
import type { CFunction } from './declared.ts'
import { cffiLooks, constantsIn, luaLooks, mqlLooks, type LookLanguage } from './looks.ts'
import { CParser } from './parse.ts'
import { piecesOfLua, piecesOfMql, piecesOfPython, type Piece, type Pieces } from './pieces.ts'
import { cOfWindows, CTypes, mql, type CDialect } from './types.ts'
import { cffiVocabulary, luaVocabulary, mqlVocabulary } from './vocabulary.ts'

interface Parsed {
  readonly piece: Piece
  readonly made: CParser
}

interface Host {
  readonly mentions: RegExp
  readonly dialect: CDialect
  /** The dialect of a file, by what it says and declares itself, else by the other files of the program. */
  dialectOf?(file: string, parsed: readonly Parsed[], sources: readonly Source[]): CDialect
  readonly vocabulary: Vocabulary
  readonly looks: LookLanguage
  /** What it declares in C; names may stand in other sources of the program. */
  pieces(source: Source, sources: readonly Source[]): Pieces
  /** Why what a file declares is not judged. */
  whyNot?(source: Source): string | undefined
  /** The only width of a pointer of programs in such a file. */
  only?(file: string, files: readonly string[]): PointerBytes | undefined
}

const hosts = {
  cffi: {
    mentions: /\bcdef\s*\(/,
    dialect: { plain: cOfWindows, knowsWindows: true },
    vocabulary: cffiVocabulary,
    looks: cffiLooks,
    pieces: piecesOfPython,
    whyNot: ({ text }) =>
      /\.verify\s*\(|\bset_source\s*\(\s*[^,()]+,(?!\s*None\b)/.test(text)
        ? 'a C compiler holds what cdef says against the headers'
        : undefined,
  },
  luajit: {
    mentions: /\bcdef\b/,
    dialect: { plain: cOfWindows, knowsWindows: false },
    vocabulary: luaVocabulary,
    looks: luaLooks,
    pieces: piecesOfLua,
  },
  mql: {
    mentions: /#import\b/,
    dialect: mql,
    vocabulary: mqlVocabulary,
    looks: mqlLooks,
    pieces: piecesOfMql,
    // Terminals of MetaTrader 4 are 32-bit programs, those of MetaTrader 5 64-bit ones.
    only: (file, files) => mqlWidth([file]) ?? widthOfFolder(file) ?? mqlWidth(files),
    dialectOf: (...program) => (isUnicodeMql(...program) ? { ...mql, texts: { string: 2 } } : mql),
  },
} as const satisfies Readonly<Record<string, Host>>

function mqlWidth(files: readonly string[]): PointerBytes | undefined {
  const [narrow, wide] = ['.mq4', '.mq5'].map(end =>
    files.some(file => file.toLowerCase().endsWith(end)),
  )
  return narrow === wide ? undefined : narrow ? 4 : 8
}

/** The width by the folder of a header: `MQL4`, `MQL5` and the headers of MetaTrader 5 for Windows, `Include/WinAPI`. */
function widthOfFolder(file: string): PointerBytes | undefined {
  const [, version] = /^.*(mql[45]|include[\\/]winapi[\\/])/i.exec(file) ?? []
  return version === undefined ? undefined : version.endsWith('4') ? 4 : 8
}

/**
 * Whether the strings of a file are UTF-16. Before build 600 of MetaTrader 4 they were ANSI, and there was no
 * `#property strict`. A file that shows neither is like the others of its program.
 */
function isUnicodeMql(
  file: string,
  parsed: readonly Parsed[],
  sources: readonly Source[],
): boolean {
  const isUnicode = (own: string): boolean =>
    /\.mq5$/i.test(own) ||
    sources.some(source => source.file === own && /#property\s+strict\b/.test(source.text)) ||
    takesStrings(own, parsed, 'W')
  if (isUnicode(file) || mqlWidth(sources.map(source => source.file)) === 8) return true
  return !takesStrings(file, parsed, 'A') && sources.some(source => isUnicode(source.file))
}

/** Whether a file declares a function with that suffix that takes a string. */
function takesStrings(file: string, parsed: readonly Parsed[], suffix: 'A' | 'W'): boolean {
  return parsed.some(
    ({ piece, made }) =>
      piece.file === file &&
      made.functions.some(
        ({ name, parameters }) =>
          name.endsWith(suffix) && parameters.some(({ words }) => /\bstring\b/.test(words)),
      ),
  )
}

/** The name by which Windows knows a struct, of those that the program gives it. */
function windowsName(names: readonly string[]): string {
  return names.find(name => openWidthTable().struct(name, 'x64')) ?? names[0] ?? ''
}

/** The types of the pieces that are meant for a width of pointers. */
function typesFor(
  pointerBytes: PointerBytes,
  parsed: readonly Parsed[],
  dialect: CDialect,
  all?: CTypes,
): CTypes {
  const own = parsed.filter(({ piece }) => (piece.only ?? pointerBytes) === pointerBytes)
  return new CTypes(
    own.map(({ made }) => made),
    dialect,
    all,
  )
}

/** Reads the C in files of another language, without running anything. */
export async function readC(
  name: keyof typeof hosts,
  files: readonly string[],
  { architectures }: ReadOptions,
): Promise<Reading> {
  const host: Host = hosts[name]
  const { read, failures } = readSources(files)
  const own = read.filter(({ text }) => host.mentions.test(text))
  const program = emptyProgram()
  const parsed = own.flatMap(source => {
    const { pieces, notFollowed } = host.pieces(source, read)
    const why = host.whyNot?.(source)
    program.notFollowed.push(
      ...(why === undefined ? notFollowed : pieces.map(({ file, line }) => ({ file, line, why }))),
    )
    return why === undefined
      ? pieces.map(piece => ({ piece, made: new CParser(piece.text, piece.line) }))
      : []
  })
  const { dialect } = host
  const all = { 4: typesFor(4, parsed, dialect), 8: typesFor(8, parsed, dialect) }
  const byFile = new Map(
    [...new Set(parsed.map(({ piece }) => piece.file))].map(file => {
      const here = parsed.filter(({ piece }) => piece.file === file)
      const spoken = host.dialectOf?.(file, parsed, own) ?? dialect
      return [file, { 4: typesFor(4, here, spoken, all[4]), 8: typesFor(8, here, spoken, all[8]) }]
    }),
  )
  const passed = new Set(
    parsed.flatMap(({ made }) =>
      made.functions.flatMap(({ parameters }) => parameters.map(({ words }) => words)),
    ),
  )
  for (const { piece, made } of parsed)
    addPiece(program, piece, made, {
      types: byFile.get(piece.file) ?? all,
      passed,
      only: piece.only ?? host.only?.(piece.file, files),
      pack: dialect.pack,
    })
  addLooks(
    program,
    name === 'cffi' ? read.filter(({ text }) => /ffi\b/.test(text)) : read,
    host.looks,
  )
  return readingOf(program, {
    architectures,
    vocabulary: host.vocabulary,
    // The reader of ctypes says which Python files cannot be read.
    failures: name === 'cffi' ? [] : failures,
    files: (name === 'cffi' ? own : read).map(({ file }) => file),
  })
}

/** What the files compare results with, and what sizes of structs they state. */
function addLooks(
  program: ReturnType<typeof emptyProgram>,
  sources: readonly Source[],
  { program: programOf, syntax, sizes }: LookLanguage,
): void {
  const declared = new Set(program.functions.map(({ name }) => name))
  const all = sources.map(constantsIn)
  const shared = all.flatMap(constants => [...constants])
  for (const [index, source] of sources.entries()) {
    const looked = programOf(source)
    if (sizes) program.sizes.push(...statedSizes(source, looked.masked, sizes, program.structs))
    const lineOf = lineFinder(source.text)
    const constants = new Map([...shared, ...(all[index] ?? [])])
    for (const only of [4, 8] as const)
      for (const { name, at, tests } of looksIn(looked, syntax(constants, only)))
        if (declared.has(name))
          program.comparisons.push({
            function: name,
            tests,
            only,
            place: { file: source.file, line: lineOf(at) },
          })
  }
}

/** What a piece of C declares. */
function addPiece(
  program: ReturnType<typeof emptyProgram>,
  piece: Piece,
  made: CParser,
  {
    types,
    passed,
    only,
    pack,
  }: {
    readonly types: Readonly<Record<PointerBytes, CTypes>>
    /** Types of parameters of functions. */
    readonly passed: ReadonlySet<string>
    readonly only: PointerBytes | undefined
    readonly pack: number | undefined
  },
): void {
  const { file } = piece
  const signature = ({
    name: own_,
    convention,
    result,
    parameters,
    line,
  }: CFunction): SourceCallback => ({
    name: own_,
    convention,
    only,
    place: { file, line },
    result: pointerBytes => types[pointerBytes].parameter(result, pointerBytes),
    parameters: parameters.map(
      type => pointerBytes => types[pointerBytes].parameter(type, pointerBytes),
    ),
  })
  for (const one of made.functions)
    if (one.name !== '')
      program.functions.push({
        ...signature(one),
        variadic: one.isVariadic,
        library: piece.library === undefined ? undefined : libraryName(piece.library),
      })
  // Functions are called in either convention; what a function takes to call it is cdecl unless it says otherwise.
  program.callbacks.push(
    ...made.callbacks.map(one =>
      signature(passed.has(one.name) ? { ...one, convention: one.convention ?? 'cdecl' } : one),
    ),
  )
  for (const { name: alias, type, line } of made.typedefs)
    program.aliases.push({
      name: alias,
      only,
      place: { file, line },
      type: pointerBytes =>
        types[pointerBytes].value(
          type.words === alias
            ? type
            : { words: alias, pointers: 0, dimensions: [], isFunction: false },
          pointerBytes,
        ),
    })
  for (const struct of made.structs) {
    const [tag = ''] = struct.names
    const typedefs = made.typedefs.filter(({ type }) => type.words === tag && type.pointers === 0)
    program.structs.push({
      name: windowsName([...typedefs.map(({ name: typedef }) => typedef), tag]),
      only,
      isUnion: struct.isUnion,
      pack: struct.pack ?? pack,
      fields: types[8].fields(struct).map((field, index) => ({
        ...field,
        type: pointerBytes =>
          types[pointerBytes].fields(struct)[index]?.type(pointerBytes) ?? voidType,
      })),
      place: { file, line: struct.line },
    })
  }
}
