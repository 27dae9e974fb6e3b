import { basicErrorIn } from '../known/basic-errors.ts'
import { gated, type GatedPattern } from '../patterns/gated.ts'
import { saidByPeople } from './words-of-people.ts'

/** An outcome that has no code. */
interface OutcomeWord {
  readonly outcome: string
  readonly at: number
  /** Whether a runtime says it, and not a person. */
  readonly sure: boolean
}

const sure: readonly (readonly [OutcomeWord['outcome'], GatedPattern])[] = [
  [
    'overflow',
    gated(
      /OverflowError/,
      /Overflow ?Ex[a-z]{5,8}n\b/,
      /EIntOverflow/,
      /ERangeError/,
      /RangeDefect/,
      /OverflowDefect/,
      /value out of range: -?\d/,
      /\b\d{9,20} does not fit '/,
      /Arithmetic operation resulted in an overflow/,
      /int too (?:long|large)\b/,
      /too large to convert to C/,
      /bignum too big/,
      /RangeError: (?!Maximum call|Invalid (?:array|string|typed|count|time|date))/,
      /Value was either too large or too small/,
      /\bWert für einen? U?Int\d{2} war zu groß oder zu klein/,
      /\bvaleur était trop grande ou trop petite/,
      /\b[Vv]alor (?:era )?(?:demasiado|muito) grande o(?:u)? (?:demasiado|muito) pequeñ?n?[oh]/,
      /\b[Vv]alore troppo grande o troppo piccolo/,
      /недопустимо малым или недопустимо большим/,
      /値が大きすぎるか、または小さすぎます/,
      /值对于.{1,12}太大或太小/,
      /너무 크거나 작습니다/,
      /\bOverflow:/,
      /out of range for (?:an? )?(?:U?Int32|[iu]32|u?int(?:32)?|integer|DWORD|LONG)\b/,
      /InexactError/,
      /out of range integral type conversion/,
      /exceeds native capacity/,
      /Argument value 0x[0-9a-f]{9,16} exceeds/,
      /RangeError \(\w{1,20}\): Invalid value: .{0,80}: -?\d{10,20}\b/,
      /struct\.error: (?:argument out of range|'\w' format requires|int too large)/,
      /ConvOverflowException/,
      /TryFromIntError/,
      /\bCONSTRAINT_ERROR\b.{0,60}range check/,
      /cast truncated bits/,
      /integer does not fit in destination/,
      /Not enough bits to represent/,
      /out of (?:int|long) range/,
      /ArithmeticException: (?:integer|long) overflow/,
      /Cannot convert value "-?\d{9,20}" to type "System\.U?Int32"/,
      /Invalid FFI [iu]\d{1,2} type, expected/,
    ),
  ],
  [
    'refused',
    gated(
      /PInvokeStackImbalance/,
      /has unbalanced the\b/,
      /compileCallback: (?:expected|argument|unsupported)/,
      /ValueError: Procedure (?:probably )?called with/,
      /PtrSafe[- ](?:attribut|Attribut)/,
      /\b64\b.{1,300}PtrSafe/,
      /must be updated for use on 64-bit systems/,
      /Bad DLL calling convention/,
      /MarshalDirectiveException/,
      /initializer for ctype '.{1,60}' must be a/,
      /\berror setting argument \d{1,2} - (?!.{0,60}out of range)/,
      /\bInvalid FFI (?:pointer|buffer|function|struct|bool)\w{0,10} type, expected/,
      /\bbad argument #\d{1,2} to '\w{3,60}' \(cannot convert '/,
      /\bcannot convert '[^'\n]{1,60}' to '[^'\n]{1,60}'/,
      /\bPassing incompatible argument \d{1,2} of C function\b/,
      /\bWrongMethodTypeException\b/,
      /\bExpected ffi arg value to be\b/,
      /\bUnable to convert .{1,40} to a pointer\b/,
      /\bParameter #\d{1,2} of DllCall (?:requires|is invalid)/,
    ),
  ],
  [
    'crash',
    gated(
      /access[ _-]violation/i,
      /AccessViolation/i,
      /violation access/i,
      /unexpected fault address/i,
      /Zugriffsverletzung/i,
      /violation d.acc.s/i,
      /Attempted to read or write protected memory/i,
      /gesch.{1,4}tzten Speicher zu lesen/i,
      /保護されているメモリ/i,
      /尝试读取或写入受保护的内存/i,
      /m.{1,3}moire prot.{1,3}g.{1,3}e/i,
      /memoria protegida/i,
      /memoria protetta/i,
      /mem.{1,3}ria protegida/i,
      /защищенную память/i,
      /Invalid memory (?:access|read)/i,
      /invalid memory address/i,
      /Segmentation fault/i,
      /Unhandled page fault on (?:read|write|execute) access/i,
      /\bmemory faults?\b/i,
      /\bsegfault(?:s|ed)?\b/i,
      /SIGSEGV/i,
      /STATUS_STACK_BUFFER_OVERRUN/i,
      /STATUS_HEAP_CORRUPTION/i,
      /(?:\bcode|ausnahmecode|код исключения|例外コード|异常代码).{0,24}\b0xe(?:0434352|0434f4d|06d7363)\b/i,
    ),
  ],
]
/** Outcomes that logs tell in words of people too. */
const toldInLogs: ReadonlySet<string> = new Set(['refused', 'overflow', 'crash', 'hang'])

/** Texts in small letters, of which each message that says how a call ended has one; of `failed` and the like there are too many in a log. */
export const rootsOfOutcomes = (): readonly string[] =>
  [...sure, ...saidByPeople]
    .filter(([outcome]) => toldInLogs.has(outcome))
    .flatMap(([, pattern]) => ('roots' in pattern ? pattern.roots() : []))

const ofCode = /\bWin32Exception\b/

/** An outcome that a line says in words; `undefined` where it says none. */
export function wordIn(line: string): OutcomeWord | undefined {
  const basic = basicErrorIn(line)
  if (basic) return { ...basic, sure: true }
  for (const [list, isSure] of [
    [sure, true],
    [saidByPeople, false],
  ] as const)
    for (const [outcome, pattern] of list) {
      const match = pattern.exec(line)
      // .NET throws it for a code, which is no crash, whatever people call it.
      if (match && outcome === 'crash' && !isSure && ofCode.test(line))
        return { outcome: 'failed', at: match.index, sure: false }
      if (match) return { outcome, at: match.index, sure: isSure }
    }
  return undefined
}
