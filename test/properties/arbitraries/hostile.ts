import fc from 'fast-check'
import { Raw, type Json } from './json.ts'

/** Names that every object has, or that mean something to somebody. */
const hostileNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'length',
  'then',
  'toJSON',
  '',
  ' ',
  '0',
  '-1',
  '*',
  '.',
  '..',
  '$ref',
] as const

/** Texts that have done harm somewhere. */
const hostileTexts = [
  ...hostileNames,
  '\u0000',
  '\u001b[2J',
  '\r\n',
  '\u202egnp.exe',
  '\u2066\u200b\ufeff',
  '\ud800',
  '\udfff\ud83d',
  '\u{1f4a9}',
  '\u0660\u0661',
  '%s%n%x',
  '{{7*7}}',
  '::error::x',
  '##[error]',
  '</script>',
  ']]>',
  '`$(id)`',
  '../../etc/passwd',
  'C:\\Windows\\*',
  '\\\\server\\pipe\\x',
  '\\\\.\\PhysicalDrive0',
  '\\\\?\\GLOBALROOT\\Device\\Null',
  'CON',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '0x',
  '0xg',
  `0x${'f'.repeat(40)}`,
  '0'.repeat(400),
  'a'.repeat(300),
  'A'.repeat(20_000),
] as const

const hostileNumbers = [
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
  1e21,
  1e308,
  5e-324,
] as const
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

const [surrogates, pastSurrogates, lastLetter] = [0xd800, 0xe000, 0x10ffff]

/** Any letter of Unicode: `unit: 'binary'` of fc.string() makes a table of all of them first, which takes seconds. */
const letter = fc.nat(lastLetter - (pastSurrogates - surrogates)).map(
  index => String.fromCodePoint(index < surrogates ? index : index - surrogates + pastSurrogates),
  text => {
    const code = typeof text === 'string' ? text.codePointAt(0) : undefined
    if (code === undefined || text !== String.fromCodePoint(code)) throw new Error('no letter')
    return code < surrogates ? code : code - pastSurrogates + surrogates
  },
)

/** Texts, and some of any kind. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: letter, maxLength: 20 }),
  fc.string({ maxLength: 20 }),
)

/** A name: of an object's members, of a lane. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...hostileNames),
  hostileText,
)

/** A value where another one was expected. */
export const hostileValue: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 4, arbitrary: fc.constantFrom<Json>(...hostileNumbers) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Json>(
      null,
      true,
      false,
      [],
      [[]],
      { members: [] },
      [null],
      [0],
      [''],
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        '1e999',
        '-1e999',
        '1'.repeat(400),
        '-0',
        nested(3),
        nested(2000),
        '{"a":'.repeat(500) + '1' + '}'.repeat(500),
      )
      .map(text => new Raw(text)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('NaN', 'undefined', '0x10', '01', '.5', '"\\u12"', "'a'", '/**/1')
      .map(text => new Raw(text)),
  },
  { weight: 2, arbitrary: hostileName.map((name): Json => ({ members: [[name, 1]] })) },
  {
    weight: 1,
    arbitrary: fc.constant<Json>({
      members: [
        ['toString', 1],
        ['valueOf', 1],
        ['toJSON', 1],
      ],
    }),
  },
  { weight: 1, arbitrary: fc.nat(300).map((length): Json => Array.from({ length }, () => 0)) },
  {
    weight: 1,
    arbitrary: fc.double().map((value): Json => (Number.isFinite(value) ? value : null)),
  },
)
