import t from 'tap'
import { diagnoseSymptom } from '../../../../src/library/diagnose.ts'
import { UserProblem } from '../../../../src/os/problem.ts'
import { parseText } from '../../../../src/diagnose/text/parse-text.ts'

const panic = (
  address: string,
  frame: string,
): string => `panic: runtime error: invalid memory address or nil pointer dereference
[signal 0xc0000005 code=0x0 addr=${address} pc=0x4a3f21]

goroutine 1 [running]:
${frame}
	C:/go/src/x/main.go:14 +0x21`

t.test('a nil pointer beside no call of Windows is nothing of Windows', async t => {
  for (const text of [
    panic('0x8', 'main.main()'),
    panic('0x0', 'main.load(0x1)'),
    'thread main panicked at src/main.rs:4:\nnull pointer dereference occurred',
    'Exception in thread "main" java.lang.NullPointerException\n\tat com.x.Main.main(Main.java:14)',
  ])
    t.throws(() => diagnoseSymptom(parseText(text)), UserProblem, text)
})

t.test('beside a call, or far from zero, it is a crash', async t => {
  for (const text of [
    panic('0x8', 'golang.org/x/sys/windows.ReadFile(0x2ac, {0x0, 0x0})'),
    panic('0xc2a45678', 'main.main()'),
  ])
    t.equal(parseText(text).failed[0]?.outcome, 'crash', text)
})

t.test('a line of a file is no version', async t => {
  for (const text of [
    'main.go:14 ReadFile failed with error 6',
    'x.py:3 ReadFile failed with error 6',
    'x.rb:2 ReadFile failed with error 6',
    'x.java:14 ReadFile failed with error 6',
    'x.cs:line 20 ReadFile failed with error 6',
  ])
    t.notMatch(parseText(text).runtime ?? '', /\d/, text)
  t.equal(parseText('Python 3.11, ctypes: ReadFile failed with error 6').runtime, 'CPython 3.11')
})
