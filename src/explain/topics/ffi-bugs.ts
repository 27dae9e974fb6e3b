import type { Explanation } from '../../mistakes/mistake.ts'

/** A bug of an FFI that was met while measuring. `docs/upstream` has the report for its project, with a short program. */
export interface FfiBug extends Explanation {
  readonly title: string
}

function report(name: string, title: string): NonNullable<Explanation['links']> {
  return [
    {
      title: `${title}: the report, with a program that shows it`,
      url: `https://github.com/handle-width/handle-width/blob/main/docs/upstream/${name}.md`,
    },
  ]
}

/** By the name of the report in `docs/upstream`. */
export const ffiBugs: Readonly<Record<string, FfiBug>> = {
  'deno-i32-leftovers': {
    title: 'Deno leaves the upper half of an i32 on the stack as it was',
    means:
      'Once V8 makes fast calls, an argument declared i32 that travels on the stack keeps what a call before left in the upper half of its slot. A HANDLE declared as i32 then arrives as another value: error 6, intermittently, in a program that has run for a while.',
    how: [
      'It takes some thousand calls, so a test that makes only a few does not show it.',
      'On x64 the fifth argument is the first on the stack: ReadFile and DeviceIoControl have some there, CloseHandle has none.',
      'Measured with Deno 2.9.6 on x64 under Wine 10.0. The lanes of this project, of 10,000 calls, do not show it.',
    ],
    tell: ['With u32 or pointer instead of i32 the error is gone.'],
    cures: [],
    links: report('deno-i32-leftovers', 'Deno'),
  },
  'koffi-2-saturates': {
    title: 'koffi 2 makes 0x80000000 of a Number that does not fit an int32',
    means:
      'A Number of 2^31 or more that is passed as int32 arrives as 0x80000000, extended with its sign on 64 bits. INVALID_HANDLE_VALUE or a pseudo handle that was returned as uint32 (4294967295) is no longer one when it is passed on.',
    how: [
      'A bigint is cut instead, and so is a Number in koffi 3: -1 arrives.',
      'Measured with koffi 2.16.3 on x64 and ia32 under Wine 8.0 and 10.0: the recorded lanes wine-x64-koffi2 and wine-ia32-koffi2.',
    ],
    tell: ['The handle works when it is passed as a bigint, or declared void *.'],
    cures: [],
    links: report('koffi-2-saturates', 'koffi 2'),
  },
  'koffi-arm64-ninth-argument': {
    title: 'a callback of koffi on arm64 receives an address for its ninth argument',
    means:
      'All arguments after the eighth are displaced by one: the ninth is a return address, the tenth is the ninth. Calls in the other direction are right.',
    how: [
      'Eight arguments travel in registers on arm64, the others on the stack, and koffi looks one slot too early.',
      'Measured with koffi 3.3.4 and the arm64 node.exe 22.23.2 under Wine 10.0 on an emulated CPU. On x64 the same program is right.',
      'Tagged lanes on arm64 leave out what calls a function of more than eight parameters.',
    ],
    tell: ['The ninth argument changes from run to run and looks like an address of code.'],
    cures: [],
    links: report('koffi-arm64-ninth-argument', 'koffi'),
  },
  'node-ffi-unknown-keys': {
    title: 'node:ffi takes a signature with unknown keys and returns undefined',
    means:
      'A signature of { parameters, result }, as Deno writes it, is accepted silently: the function is called without arguments and gives undefined. A handle of undefined is then passed on, or never equals -1.',
    how: [
      'The keys of node:ffi are arguments and return. Others are ignored, and what is missing is taken for none and void.',
      'Measured with Node.js 26.10.0 on x64 under Wine 10.0.',
    ],
    tell: ['Every function gives undefined, whatever it should return.'],
    cures: [],
    links: report('node-ffi-unknown-keys', 'Node.js'),
  },
}
