import t from 'tap'
import { workflowCommand } from '../../../src/text/workflow-command.ts'

const cases = [
  {
    title: 'a message alone',
    kind: 'notice',
    properties: {},
    message: 'hello',
    gives: '::notice ::hello',
  },
  {
    title: 'what is not known is left out',
    kind: 'error',
    properties: { file: undefined, line: 3, title: 'a' },
    message: 'b',
    gives: '::error line=3,title=a::b',
  },
  {
    title: 'separators of properties',
    kind: 'warning',
    properties: { file: 'a,b:c%d' },
    message: 'e,f: 100%',
    gives: '::warning file=a%2Cb%3Ac%25d::e,f: 100%25',
  },
  {
    title: 'a command within a text',
    kind: 'error',
    properties: { title: '::error::x' },
    message: 'a\n::error::b',
    gives: '::error title=%3A %3Aerror%3A %3Ax::a : :error: :b',
  },
  {
    title: 'escapes of a terminal',
    kind: 'error',
    properties: { file: '\u001b[31m.py' },
    message: '\u202e\u2028',
    gives: '::error file=\\u{1b}[31m.py::\\u{202e}\\u{2028}',
  },
] as const

for (const { title, kind, properties, message, gives } of cases) {
  t.test(`workflowCommand(): ${title}`, async t => {
    t.equal(workflowCommand(kind, properties, message), gives)
  })
}
