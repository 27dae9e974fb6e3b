import t from 'tap'
import { wantsColour } from '../../../src/cli/colour.ts'
import { spellOut, splitLists } from '../../../src/cli/words.ts'

const lists: readonly (readonly [given: string, meant: string])[] = [
  ['run --arch x64,ia32', 'run --arch x64 ia32'],
  ['run --arch=x64,ia32', 'run --arch=x64 --arch=ia32'],
  ['run -p a,b -a x64', 'run -p a b -a x64'],
  ['run --known wine/a/b:1,2', 'run --known wine/a/b:1,2'],
  ['run --out a,b.html --probe c,d', 'run --out a,b.html --probe c d'],
  ['audit a,b', 'audit a,b'],
  ['diagnose --ok CreateFileW,SetCommState', 'diagnose --ok CreateFileW SetCommState'],
]

for (const [given, meant] of lists)
  t.test(`${given}`, async t => {
    t.same(splitLists(given.split(' ')), meant.split(' '))
  })

const spelled: readonly (readonly [given: string, meant: string])[] = [
  ['-h', '--help'],
  ['run -h', 'run --help'],
  ['-V', '--version'],
  ['help', '--help'],
  ['help run', 'run --help'],
  ['explain help', 'explain help'],
  ['run --color=always', 'run'],
]

for (const [given, meant] of spelled)
  t.test(`${given} is ${meant}`, async t => {
    t.same(spellOut(given.split(' ')), meant.split(' '))
  })

const colours: readonly (readonly [
  name: string,
  words: string,
  environment: Record<string, string>,
  isTerminal: boolean,
  colour: boolean,
])[] = [
  ['a terminal', '', {}, true, true],
  ['no terminal', '', {}, false, false],
  ['FORCE_COLOR', '', { FORCE_COLOR: '1' }, false, true],
  ['FORCE_COLOR=0', '', { FORCE_COLOR: '0' }, true, false],
  ['NO_COLOR', '', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ['an empty NO_COLOR', '', { NO_COLOR: '' }, true, true],
  ['TERM=dumb', '', { TERM: 'dumb' }, true, false],
  ['--color', '--color', { NO_COLOR: '1' }, false, true],
  ['--no-color', '--no-color', { FORCE_COLOR: '1' }, true, false],
  ['the last of two', '--color --no-color', {}, true, false],
  ['--color=always', '--color=always', { NO_COLOR: '1' }, false, true],
  ['--color=never', '--color=never', {}, true, false],
  ['--color=auto', '--color=auto', { NO_COLOR: '1' }, true, false],
]

for (const [name, words, environment, isTerminal, colour] of colours)
  t.test(`colour with ${name}: ${colour}`, async t => {
    t.equal(wantsColour({ words: words.split(' '), environment, isTerminal }), colour)
  })
