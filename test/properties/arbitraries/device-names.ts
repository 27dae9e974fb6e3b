import fc from 'fast-check'
import { hostileText } from './hostile.ts'

const prefixes = [
  '',
  '',
  '',
  '\\\\.\\',
  '\\\\?\\',
  '//./',
  '\\??\\',
  '\\\\server\\pipe\\',
  '\\\\.\\GLOBALROOT\\Device\\',
  '..\\',
  'C:\\',
  '/dev/',
  ' ',
] as const
const words = [
  'COM',
  'com',
  'Com',
  'CoM',
  'LPT',
  'NUL',
  'CON',
  'AUX',
  'PRN',
  'CONOUT$',
  'PhysicalDrive',
  'pipe',
  'ＣＯＭ',
  'СОМ',
  'ttyS',
  'Serial',
  '',
] as const
const suffixes = [
  '',
  '',
  '',
  '',
  ':',
  ' ',
  '.',
  '\\',
  '\u0000',
  '\u0000.txt',
  '\n',
  '::$DATA',
  '.txt',
  '\u202e',
  '1',
] as const

const number = fc.oneof(
  fc.integer({ min: -2, max: 300 }).map(String),
  fc.constantFrom(
    '0',
    '00',
    '01',
    '1',
    '9',
    '10',
    '256',
    '257',
    '999',
    '1000',
    '4294967297',
    '1e2',
    '0x3',
    '+1',
    '1.0',
    '²',
    '¹',
    '٣',
    '３',
    '𝟛',
    '',
    '-1',
    '9'.repeat(5000),
  ),
)

/** Names of devices: right ones, all but right ones, other devices of Windows, paths, digits of other scripts, long ones, any text. */
export const deviceName: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...prefixes),
        fc.constantFrom(...words),
        number,
        fc.constantFrom(...suffixes),
      )
      .map(parts => parts.join('')),
  },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 260 }).map(index => `COM${index}`) },
  { weight: 2, arbitrary: hostileText },
)
