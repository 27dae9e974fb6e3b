import { asksWine } from '../../support/lanes/engines/wine/ask.ts'

const declarations = `
  const kernel32 = koffi.load('kernel32.dll')
  const getLastError = kernel32.func('__stdcall', 'GetLastError', 'uint32_t', [])
  const setLastError = kernel32.func('__stdcall', 'SetLastError', 'void', ['uint32_t'])
  /** The result of a call and the last error behind it, which was 1234 before. */
  const after = call => {
    setLastError(1234)
    const result = call()
    return [Number(result), getLastError()]
  }
`

await asksWine(
  'functions of consoles say ERROR_INVALID_HANDLE of a pipe, as the rules have it',
  `${declarations}
  const ends = [[0n], [0n]]
  kernel32.func('__stdcall', 'CreatePipe', 'int', [koffi.out(koffi.pointer('intptr_t')), koffi.out(koffi.pointer('intptr_t')), 'intptr_t', 'uint32_t'])(...ends, 0, 0)
  const pipe = ends[1][0]
  const asked = { SetConsoleCursorPosition: ['uint32_t'], SetConsoleTextAttribute: ['uint16_t'], SetConsoleMode: ['uint32_t'] }
  const taking = Object.entries(asked).map(([name, rest]) => [name, after(() => kernel32.func('__stdcall', name, 'int', ['intptr_t', ...rest])(pipe, 0))])
  const giving = ['GetConsoleScreenBufferInfo', 'GetConsoleMode'].map(name => [name, after(() => kernel32.func('__stdcall', name, 'int', ['intptr_t', 'void *'])(pipe, Buffer.alloc(64)))])
  return [...taking, ...giving]`,
  (t, answer) => {
    t.same(answer, [
      ['SetConsoleCursorPosition', [0, 6]],
      ['SetConsoleTextAttribute', [0, 6]],
      ['SetConsoleMode', [0, 6]],
      ['GetConsoleScreenBufferInfo', [0, 6]],
      ['GetConsoleMode', [0, 6]],
    ])
  },
)

await asksWine(
  'the process with the number 0 cannot be opened: ERROR_INVALID_PARAMETER',
  `${declarations}
  const openProcess = kernel32.func('__stdcall', 'OpenProcess', 'intptr_t', ['uint32_t', 'int', 'uint32_t'])
  return after(() => openProcess(0x400, 0, 0))`,
  (t, answer) => {
    t.same(answer, [0, 87])
  },
)
