import t from 'tap'
import { escapeText } from '../../../src/text/escape.ts'

const kept = [
  '[Console]::ReadKey',
  '[System.Console]::CursorVisible = $false',
  'std::process::Command::spawn() failed',
  '<std::error::Error as core::fmt::Debug>::fmt',
  'Microsoft::WRL::Wrappers::FileHandle::~FileHandle()',
  'Win32::API->new, Fiddle::Function#call',
  'System.SysUtils::RaiseLastOSError',
  'global::System.Console.ReadKey()',
] as const

const broken = [
  ['::error::x', ': :error: :x'],
  ['a ::error::x', 'a : :error: :x'],
  ['a\n::error::x', 'a : :error: :x'],
  ['std::process ::set-output name=x::y', 'std: :process : :set-output name=x: :y'],
  ['\u001b[2J::error::x', '\\u{1b}[2J: :error: :x'],
  ['a:::b', 'a: : :b'],
  ['##[error]x', '## [error]x'],
] as const

t.test('escapeText(): names of a language are shown as they are written', async t => {
  for (const text of kept) t.equal(escapeText(text), text)
})

t.test('escapeText(): what a log takes for a command is broken', async t => {
  for (const [text, shown] of broken) t.equal(escapeText(text), shown)
})
