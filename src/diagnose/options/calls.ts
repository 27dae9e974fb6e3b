import { sentinelOf } from '../../declare/failures.ts'
import { functionFacts } from '../functions.ts'
import { callBehind } from '../known/typed-stand-ins.ts'
import { meant, OptionProblem } from './problem.ts'
import type { SeenCall } from '../symptom.ts'
import { allCodeNames, codeNames, codeOfName, outcomeOfErrno } from '../text/codes.ts'
import { statusOutcomes } from '../text/said.ts'
import { isTypedFunction } from './functions.ts'
import { mistypedFunctions } from '../unknown-functions.ts'
import { plainOutcome, typedOutcomes } from './outcomes.ts'

/** How a number says that a call ended: a Win32 code, an HRESULT that wraps one, or an NTSTATUS. */
function outcomeOfNumber(text: string): Omit<SeenCall, 'call'> {
  const value = BigInt(text)
  if (!text.startsWith('0x') && value >= 0n && value < 0x80000000n)
    return { outcome: String(value) }
  // A small negative number is what a function of another library returns.
  if (value < 0n && value > -0x8000n) return { outcome: String(value) }
  const status = BigInt.asUintN(32, value).toString(16)
  if (/^8007[0-9a-f]{4}$/.test(status))
    return { outcome: String(Number.parseInt(status.slice(4), 16)) }
  const known = statusOutcomes[status]
  if (known === undefined) return { outcome: String(BigInt.asUintN(32, value)) }
  return known === '6' ? { outcome: known, status } : { outcome: known }
}

/** What was meant by a code: of the names that are met most, else of all of them. */
export function meantCode(value: string): string {
  return meant([...typedOutcomes, ...codeNames], value) || meant(allCodeNames(), value)
}

/** A function by the name that a person gives it: one of a runtime stands for the one of Windows that it calls. */
export function calledBy(name: string): Pick<SeenCall, 'call' | 'via'> {
  const call = functionFacts(name) === undefined ? callBehind(name) : undefined
  const near = call === undefined ? mistypedFunctions(name) : []
  if (near.length > 0)
    throw new OptionProblem(
      `Not a function: ${JSON.stringify(name)}; did you mean ${near.join(' or ')}? A function of another DLL needs a name that is not similar to one of Windows`,
    )
  return call === undefined ? { call: name } : { call, via: name }
}

/** Functions of runtimes have dots or colons in their names: `Console.ReadKey`, `Command::spawn`, `[Console]::Title`. */
const functionName = String.raw`\[?[A-Za-z_][\w.:[\]]{0,79}`

const failedCall = new RegExp(
  String.raw`^(?:(${functionName})?=)?(-?\d{1,10}|0x[0-9a-f]{1,8}|c[0-9a-f]{7}|[a-z_-]+)(?:\/(?:0x)?(c0[0-9a-f]{6}))?$`,
  'i',
)

/** The DLL in front of a function: `kernel32!ReadFile`, `kernel32.dll.ReadFile`. */
const ofModule =
  /^(?:\w{1,30}\.dll[!.:]{1,2}|\w{1,30}!|(?:kernel32|kernelbase|user32|gdi32|advapi32|shell32|setupapi|ws2_32|ntdll|ole32)\.)(?=[A-Za-z])/i
/** A code with the word in front of it: `WinError 6`, `error6`. */
const ofError = /^=?(?:WinError|error|GetLastError)[ :_]?(\d{1,10}|0x[0-9a-f]{1,8})$/i

/**
 * `ReadFile=6`, `ReadFile=6/C0000024`, `ReadFile=0x80070006`, `ReadFile=C0000005`, `ReadFile=crash`; `6`, `crash` or `=6` where
 * the call is not known, and a function alone where its code is not.
 */
export function parseFailed(text: string): SeenCall {
  const alone = text.trim().replace(ofModule, '').replace(ofError, '$1')
  if (isTypedFunction(alone) || callBehind(alone) !== undefined)
    return { ...calledBy(alone), outcome: 'failed' }
  const match = failedCall.exec(alone)
  const typed = match?.[2]?.toLowerCase() ?? ''
  const value = plainOutcome(typed)
  const named = codeOfName(value.toUpperCase()) ?? outcomeOfErrno(value.toUpperCase())
  const isNumber = /^(?:-?\d|0x|c[0-9a-f]{7}$)/.test(value)
  const own = calledBy(match?.[1] ?? '')
  if (match && named !== undefined) return { ...own, outcome: named }
  if (!match || !(isNumber || value === 'failed' || typedOutcomes.includes(value))) {
    // A function alone whose name is mistyped is refused by its name.
    calledBy(alone)
    throw new OptionProblem(
      `Not a failed call: ${JSON.stringify(text)};${meantCode(value)} expected FUNCTION=CODE, for example --failed ReadFile=6, ReadFile=ERROR_INVALID_HANDLE or ReadFile=6/C0000008 (with its NTSTATUS), CODE alone where the function is not known, for example --failed 6, or a function alone where its code is not; instead of the code, one of ${typedOutcomes.join(', ')}`,
    )
  }
  const status = match[3]?.toLowerCase()
  // A function that returns its status sets no code.
  const ofStatus = value === '0' && status !== undefined ? statusOutcomes[status] : undefined
  if (ofStatus !== undefined && ofStatus !== '6') return { ...own, outcome: ofStatus }
  // What FindWindow returns is typed as its code.
  if (value === '0' && sentinelOf(functionFacts(own.call)?.name ?? '') === 'zero')
    return { ...own, outcome: 'failed', isZero: true }
  return {
    ...own,
    ...(isNumber ? outcomeOfNumber(value.replace(/^c/, '0xc')) : { outcome: value }),
    ...(status === undefined ? {} : { status }),
  }
}
