import { ntStatuses, win32Errors } from '../../declare/win32/errors.ts'
import { nameOfError } from '../../declare/win32/error-names.ts'
import { findSystemMessage } from '../../declare/win32/messages.ts'
import { functionFacts } from '../functions.ts'
import {
  gloss,
  glosses,
  namesFunction,
  ofIssue,
  ofFrame,
  ofOther,
  counted,
  deniedBefore,
  deniedBehind,
  insteadBefore,
  ofCounts,
  foreignLine,
  foreign,
  posix,
} from './around-numbers.ts'
import {
  sure,
  sureExact,
  weak,
  calling,
  behindFunction,
  thrown,
  leastOfSockets,
  mostOfPosix,
  leastThrown,
  weakest,
  bracketed,
  errno,
  exitCode,
  ofMake,
  ofNmake,
} from './before-numbers.ts'
import { statusOutcomes, type NotTaken, type Said } from './said.ts'

/** A number with what stands around it. No part of the pattern can match in two ways. */
const number =
  /(?<![\w.$&])(?:0x|&h|\$)[0-9a-f]{1,16}(?!\.?\w)|(?<![\w.])\d[0-9a-f]{0,8}h(?![\w.])|(?<![\w.%])-?\d{1,10}(?!(?!L\b)\w)(?!\.\d)|(?<![\w.])(?:0{8})?(?:8007|c000)[0-9a-f]{4}(?!\w|\.(?:\d|[a-z]{2,4}\b))/gi
const window = 64

interface Numbers {
  /** The first first. */
  readonly found: readonly Said[]
  readonly ignored: readonly NotTaken[]
}

/** Codes of Windows with a name are smaller, or HRESULTs. */
const mostOfWindows = 0xffff

/** What a number means that says by its own form what it is: an HRESULT or an NTSTATUS. */
function byForm(
  value: bigint,
  isHex: boolean,
): Pick<Said, 'outcome' | 'status'> | 'nothing' | undefined {
  const own = Number(BigInt.asUintN(32, value))
  // HRESULT_FROM_NT: https://learn.microsoft.com/en-us/windows/win32/api/winerror/nf-winerror-hresult_from_nt
  const word = own >>> 16 === 0xd000 ? own - 0x10000000 : own
  const hex = word.toString(16).padStart(8, '0')
  if (value > 0xffffffffn || (value > 0n && !isHex && word < 0x80000000)) return undefined
  if (hex.startsWith('8007')) return { outcome: String(word & 0xffff) }
  // CLIPBRD_E_CANT_OPEN
  if (hex === '800401d0') return { outcome: '5' }
  if (Object.hasOwn(statusOutcomes, hex)) {
    const outcome = statusOutcomes[hex] ?? ''
    return { outcome, status: hex }
  }
  if (Object.hasOwn(ntStatuses, word) && word >= 0xc0000000) return { outcome: String(word) }
  // Codes of the loader of delayed imports: https://learn.microsoft.com/en-us/cpp/build/reference/error-handling-and-notification
  if (hex === 'c06d007e' || hex === 'c06d007f')
    return { outcome: hex.endsWith('e') ? '126' : '127' }
  // An NTSTATUS that is in no table here: https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-erref/87fba13e-bf06-450e-83b1-9241dc81e781
  if (hex.startsWith(value < 0n ? 'c000' : 'c0000') && word !== 0xc0000000)
    return { outcome: String(word), status: hex }
  if (hex === '80004005' || hex.startsWith('8013')) return 'nothing'
  return word > mostOfWindows && nameOfError(word) !== undefined
    ? { outcome: String(word) }
    : undefined
}

function valueOf(text: string): bigint {
  const digits = text.replace(/^(?:0x|&h|\$|0{8}(?=c000))|h$/gi, '')
  if (digits !== text) return BigInt(`0x${digits}`)
  return /^(?:8007|c000)/i.test(text) && text.length === 8 && !/^\d{9,}$/.test(text)
    ? BigInt(`0x${text}`)
    : BigInt(text)
}

/** What is asked of a line once, however many numbers stand on it. */
interface Line {
  readonly text: string
  readonly hasSentence: boolean
  /** The code that a sentence on it stands for. */
  readonly sentenceCode?: number
  readonly isPosix: boolean
}

function lineOf(text: string): Line {
  const found = findSystemMessage(text)
  return {
    text,
    hasSentence: found !== undefined,
    ...(found ? { sentenceCode: found.message.code } : {}),
    isPosix: posix.test(text),
  }
}

/** Whether a text around a weak number makes it a code of Windows. */
function isSupported({ hasSentence }: Line, before: string): boolean {
  return (
    hasSentence ||
    /(?:\b|\bI_)(?!\w{1,40}(?:Error|Exception|Warning)\b)[A-Z][a-z]+[A-Z][A-Za-z0-9]{2,40}\b|\b\w{1,20}_event\b|\w\(\)/.test(
      before,
    )
  )
}

/** Four parts of a Python exception: `OSError(9, 'The handle is invalid.', None, 6)`. */
const pythonTuple =
  /(?:Error|Exception|error)\((?:-?\d{1,10}|None), ?(?:'[^'\n]{0,300}'|"[^"\n]{0,300}"), ?None, ?(\d{1,5})\b/

interface Found {
  said?: Said
  ignored?: NotTaken
}

/** A number that is a code only with what stands around it. */
function judgeWeak(own: Line, text: string, at: number, value: bigint): Found {
  const line = own.text
  const before = line.slice(Math.max(0, at - window), at)
  const after = line.slice(at + text.length, at + text.length + window)
  const said = (kind: Said['form']): Found => ({
    said: { outcome: String(value), at, form: kind },
  })
  // `could not access interface 0: [122] The data area …`
  if (
    own.sentenceCode !== undefined &&
    BigInt(own.sentenceCode) === value &&
    /(?:^|[^\w\]])\[$/.test(before) &&
    after.startsWith('] ')
  )
    return said('code')
  // `SetupDiEnumDeviceInfo : la mémoire n’est pas valide (1784)`: a code in brackets behind a function and a sentence.
  if (
    bracketed.test(before) &&
    /^\)\W{0,2}$/.test(after) &&
    Object.hasOwn(win32Errors, value.toString()) &&
    /\b[A-Z][a-z]+[A-Z][A-Za-z0-9]{2,40}\b/.test(line)
  )
    return said('loose')
  // `errors (5 - access denied)`, `error code 87 (incorrect parameters)`: a code and its sense.
  if (
    /\b(?:errors?|fail\w{0,4}|returns?|returned|code)\b[^()]{0,16}\(?$/i.test(before) &&
    glosses[value.toString()]?.test(gloss.exec(after)?.[1] ?? '') === true
  )
    return said('number')
  if (
    value > 1n &&
    Object.hasOwn(win32Errors, value.toString()) &&
    !counted.test(after) &&
    functionFacts(behindFunction.exec(before)?.[1] ?? '') !== undefined
  )
    return said('loose')
  if (value >= leastThrown && thrown.test(before) && nameOfError(Number(value)) !== undefined)
    return said('loose')
  const shown = `${before.trimStart()}${text}${after.slice(0, 24)}`.trim()
  if (ofIssue.test(before))
    return Object.hasOwn(win32Errors, value.toString()) && !ofFrame.test(line)
      ? { ignored: { text: shown, reason: 'the number of an issue or a change' } }
      : {}
  const [, protocol] = ofOther.exec(before) ?? []
  if (protocol !== undefined && !own.hasSentence)
    return { ignored: { text: shown, reason: `a code of ${protocol}, not of Windows` } }
  // `[ERROR   ][540]`: the process, behind the level of a log.
  if (/\b(?:ERROR|FAIL\w*) {0,4}\] ?\[$/i.test(before) && !own.hasSentence) return {}
  const isWeak = weak.test(before) || calling.test(before) || insteadBefore.test(before)
  if ((!isWeak && !weakest.test(before)) || value === 0n) return {}
  if (counted.test(after) || ofCounts.test(before))
    return { ignored: { text: shown, reason: 'the number counts something' } }
  const [, symbol] = foreign.exec(after) ?? []
  const other = foreignLine.exec(line)?.[0]
  if (other !== undefined)
    return { ignored: { text: shown, reason: `${other} is of another system than Windows` } }
  if (symbol !== undefined)
    return { ignored: { text: shown, reason: `${symbol} is a code of another library` } }
  if (own.isPosix) return { ignored: { text: shown, reason: 'an error number of Linux or macOS' } }
  if (isSupported(own, before)) return said('number')
  return isWeak ? said('loose') : {}
}

/** A number behind errno: that of the C library, but for those that only Windows has. */
function judgeErrno(own: Line, text: string, at: number, value: bigint): Found {
  const before = own.text.slice(Math.max(0, at - window), at)
  const said = (outcome: string, form: Said['form']): Found => ({ said: { outcome, at, form } })
  // EBADF of the C library, which makes it of ERROR_INVALID_HANDLE: https://learn.microsoft.com/en-us/cpp/c-runtime-library/errno-constants
  if (value === 9n && /^\W{0,3}Bad file/i.test(own.text.slice(at + text.length, at + 2 * window)))
    return said('6', 'loose')
  // Those of Winsock, which no other system has: https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2
  // Those above all numbers of other systems, too, where a function of Windows is named: `VirtualAlloc … failed with errno=1455`.
  // No code of Windows becomes ENXIO in its C library: https://github.com/python/cpython/blob/main/PC/errmap.h
  if (
    nameOfError(Number(value)) !== undefined &&
    (value >= leastOfSockets ||
      ((value > mostOfPosix || value === 6n) && namesFunction(own.text) && !own.isPosix))
  )
    return said(String(value), 'code')
  return own.sentenceCode !== undefined && BigInt(own.sentenceCode) === value
    ? said(String(value), 'number')
    : {
        ignored: {
          text: `${before.trimStart()}${text}`,
          reason: 'errno is the number of the C library, not of Windows',
        },
      }
}

function judge(own: Line, text: string, at: number): Found {
  const line = own.text
  const before = line.slice(Math.max(0, at - window), at)
  const after = line.slice(at + text.length, at + text.length + window)
  if (deniedBehind.test(after) && deniedBefore.test(before)) return {}
  // A function that Julia made, in a stack: `#windowserror#45(`.
  if (before.endsWith('#') && after.startsWith('(')) return {}
  const isHex = /^(?:0x|&h|\$)|h$/i.test(text) || /^(?:0{8})?(?:8007|c000)[0-9a-f]{4}$/i.test(text)
  const value = valueOf(text)
  const form = byForm(value, isHex)
  if (form === 'nothing')
    return { ignored: { text, reason: 'this HRESULT says that something failed, and not what' } }
  if (form) return { said: { ...form, at, form: 'code' } }
  // The first argument of a statement in Basic: `SendInput 2, GInput(0), Len(GInput(0))`.
  if (/(?:^|[\s:])[A-Z]\w{4,40} $/.test(before) && /^, ?[\w"(&][^,\n]{0,80},/.test(after)) return {}
  // A date or a time.
  if (value < 0n || value > 0xffffn || /^[-/:]\d/.test(after)) return {}
  const said = (kind: Said['form']): Found => ({
    said: { outcome: String(value), at, form: kind },
  })
  const ofExit: Found = {
    ignored: {
      text: `${before.trimStart()}${text}`,
      reason: 'the exit code of a process is no code of Windows',
    },
  }
  if (ofMake.test(before) || ofNmake.test(line)) return ofExit
  // `2h` may be hours.
  if (/h$/i.test(text) && !sure.test(before) && !weak.test(before)) return {}
  // kafka-python and others number their own exceptions in the same brackets.
  if (before.endsWith('[Error ') && /^\] [A-Z]\w{3,60}(?:Error|Exception|Failed)\b/.test(after))
    return {
      ignored: { text: `${before.trimStart()}${text}`, reason: 'a code of another library' },
    }
  if (sureExact.test(before) || sure.test(before))
    return own.isPosix && !own.hasSentence && value < leastOfSockets
      ? {
          ignored: {
            text: `${before.trimStart()}${text}`,
            reason: 'an error number of Linux or macOS',
          },
        }
      : said('code')
  if (exitCode.test(before)) return ofExit
  if (errno.test(before)) return judgeErrno(own, text, at, value)
  return judgeWeak(own, text, at, value)
}

/** The codes that a line states as numbers, and the numbers beside "error" that are none. */
export function numbersIn(line: string): Numbers {
  const found: Said[] = []
  const ignored: NotTaken[] = []
  const tuple = pythonTuple.exec(line)
  if (tuple?.[1] !== undefined)
    return { found: [{ outcome: tuple[1], at: tuple.index, form: 'code' }], ignored }
  let own: Line | undefined
  for (const match of line.matchAll(number)) {
    own ??= lineOf(line)
    const { said, ignored: not } = judge(own, match[0], match.index)
    if (said) found.push(said)
    if (not) ignored.push(not)
  }
  return { found, ignored }
}
