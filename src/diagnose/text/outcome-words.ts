import { basicErrorIn } from '../known/basic-errors.ts'
import { gated } from './gated.ts'

/** An outcome that has no code. */
interface OutcomeWord {
  readonly outcome: string
  readonly at: number
  /** Whether a runtime says it, and not a person. */
  readonly sure: boolean
}

const sure: readonly (readonly [OutcomeWord['outcome'], Pick<RegExp, 'exec'>])[] = [
  [
    'overflow',
    gated(
      [
        'too long',
        'overflow',
        'range',
        'fit',
        'too large',
        'bignum',
        'inexact',
        'capacity',
        'exceeds',
        'struct.error',
        'tryfrominterror',
        'cast truncated',
        'enough bits',
        'convert value',
        'invalid ffi',
        'invalid value',
        'arithmetic',
      ],
      /OverflowError|Overflow ?Ex[a-z]{5,8}n\b|EIntOverflow|ERangeError|RangeDefect|OverflowDefect|value out of range: -?\d|\b\d{9,20} does not fit '|Arithmetic operation resulted in an overflow|int too (?:long|large)\b|too large to convert to C|bignum too big|RangeError: (?!Maximum call|Invalid (?:array|string|typed|count|time|date))|Value was either too large or too small|\bOverflow:|out of range for (?:an? )?(?:U?Int32|[iu]32|u?int(?:32)?|integer|DWORD|LONG)\b|InexactError|out of range integral type conversion|exceeds native capacity|Argument value 0x[0-9a-f]{9,16} exceeds|RangeError \(\w{1,20}\): Invalid value: .{0,80}: -?\d{10,20}\b|struct\.error: (?:argument out of range|'\w' format requires|int too large)|ConvOverflowException|TryFromIntError|\bCONSTRAINT_ERROR\b.{0,60}range check|cast truncated bits|integer does not fit in destination|Not enough bits to represent|out of (?:int|long) range|ArithmeticException: (?:integer|long) overflow|Cannot convert value "-?\d{9,20}" to type "System\.U?Int32"|Invalid FFI [iu]\d{1,2} type, expected/,
    ),
  ],
  [
    'refused',
    /PInvokeStackImbalance|has unbalanced the\b|compileCallback: (?:expected|argument|unsupported)|ValueError: Procedure (?:probably )?called with|PtrSafe[- ](?:attribut|Attribut)|\b64\b.{1,300}PtrSafe|must be updated for use on 64-bit systems|Bad DLL calling convention|MarshalDirectiveException/,
  ],
  [
    'crash',
    /access[ _-]violation|AccessViolation|violation access|unexpected fault address|Zugriffsverletzung|violation d.acc.s|Attempted to read or write protected memory|gesch.{1,4}tzten Speicher zu lesen|保護されているメモリ|尝试读取或写入受保护的内存|m.{1,3}moire prot.{1,3}g.{1,3}e|memoria protegida|memoria protetta|mem.{1,3}ria protegida|защищенную память|Invalid memory (?:access|read)|invalid memory address|Segmentation fault|\bmemory faults?\b|\bsegfault(?:s|ed)?\b|SIGSEGV|STATUS_STACK_BUFFER_OVERRUN|STATUS_HEAP_CORRUPTION|(?:\bcode|ausnahmecode|код исключения|例外コード|异常代码).{0,24}\b0xe(?:0434352|0434f4d|06d7363)\b/i,
  ],
]
const likely: readonly (readonly [OutcomeWord['outcome'], Pick<RegExp, 'exec'>])[] = [
  [
    'refused',
    /\b(?:can(?:no|['’])?t|could(?:n['’]t| not)|unable to)(?: be)? marshal|\bnot P\/?Invoke compatible\b|\btype mismatch\b|\bcannot use .{1,40} as .{1,40} in (?:argument|assignment|field|return)|\bmismatched types\b|Incompatible types\b|Typen unvertr.{1,3}glich|ctypes\.ArgumentError|\bArgumentError: argument \d|\bExpected an? \w{3,12} but got an? \w{3,12}\b|TypeError: (?:Unexpected|Expected|Cannot convert|Invalid argument)/i,
  ],
  [
    'overflow',
    gated(
      ['range', 'convert', 'big', 'large', 'fit in', 'overflow', 'cast', 'bounds'],
      /\bargument overflows?\b|\boutside (?:of )?the (?:bounds|range) of (?:an? )?(?:32[- ]?bits?|u?int(?:32)?|long|DWORD)\b|\b(?:value|number|argument(?: \d)?)\b.{0,24}\bout of range\b|cannot convert -?\d{1,20} to \w{3,12}\b|-?\d{1,20} can(?:['’]t|not) be converted to|\btoo (?:big|large) to (?:convert|cast|be converted) (?:in)?to\b|does not fit (?:in|into)|\b(?:arithmetic )?overflow (?:exception|error)s?\b|\b(?:integer|arithmetic) overflow\b|cannot be (?:safely )?(?:cast|converted) to (?:U?Int32|int|Integer|DWORD)\b|Range check error|number too large/i,
    ),
  ],
  [
    'crash',
    gated(
      [
        'stopped working',
        'funktioniert nicht mehr',
        'cess',
        'funcionar',
        '動作を停止',
        '停止工作',
        'crash',
        'close',
        'quit',
        'exit',
        'terminate',
        'bombs',
        'fatalexecution',
        'dies',
        'vanish',
        'disappear',
        'shuts down',
        'rzt',
        'absturz',
        'plante',
        'se ferme',
        'se cierra',
        'вылетает',
        'падает',
        'крашится',
        '崩',
        '闪退',
        'クラッシュ',
        '強制終了',
        '종료',
      ],
      /has stopped working|stopped working|funktioniert nicht mehr|a cess. de fonctionner|dej. de funcionar|プログラムは動作を停止|已停止工作|\bcrash(?:es|ed|ing)?\b|\b(?:closes?|closed|quits?|exits?|terminates?|dies|vanish(?:es|ed)|disappears?|shuts down)\b.{0,24}\b(?:without (?:an? |any )?(?:message|error|warning|notice|word)|unexpectedly|silently|suddenly|by itself)\b|\b(?:silently|suddenly|unexpectedly|just) (?:terminates?|terminated|exits?|exited|quits?|dies|died|closes)\b|\bbombs (?:out )?(?:on|in|at|with)\b|FatalExecutionEngineError|\bst.{1,3}rzt .{0,40}\bab\b|\babgest.{1,3}rzt\b|\bAbsturz\b|\bplante\b|\bse (?:ferme|cierra)\b|va in crash|вылетает|падает|крашится|崩溃|闪退|崩潰|クラッシュ|強制終了|강제 ?종료/i,
    ),
  ],
  [
    'failed',
    /\b[A-Z][a-z]+[A-Z]\w{2,40}(?:\(\))?['"`]? (?:has failed|failed|returns? (?:an )?error|error$)/,
  ],
  [
    'hang',
    /\b(?:hangs|hung(?! up\b)|freezes|froze|deadlocks?)\b|\b(?:never|not) (?:returns?|finish\w{0,3}|ends?|completes?|terminates?)\b|blocks for ?ever|\b(?:is|are|gets?|got|stays?|remains?|was) stuck\b|\bendless loop\b|\binfinite loop\b/i,
  ],
  [
    'wrong-data',
    gated(
      [
        'wrong',
        'incorrect',
        'garbage',
        'bogus',
        'nonsense',
        'shifted',
        'missing bytes',
        'corrupt',
        'always zero',
        'always 0',
        'always return',
        'low',
        '不对',
        '不正确',
        '错误的',
        '不對',
        '不正',
        '잘못된',
      ],
      /\b(?:returns?|returning|gives|gets?|got|reads?)\b.{0,30}\b(?:wrong|incorrect|garbage|bogus)\b.{0,20}\b(?:values?|results?|data|handles?|address(?:es)?|pointers?|numbers?)\b|\b(?:values?|fields?|members?|results?|handles?|address(?:es)?)\b.{0,24}\b(?:is|are|comes?|looks?|contains?|shows?|reads?)\b.{0,16}\b(?:garbage|nonsense|shifted|bogus)\b|\bmissing bytes\b|\b(?:appears?|looks?|seems?|comes? out) (?:to be )?(?:incorrect|wrong|corrupt\w{0,3})\b|\b(?:fields?|values?|members?|results?|bits|bytes|half|memory|counters?) (?:\w{1,30} ){0,3}(?:(?:is|are|be|seems? to be) )?always (?:zero|0)\b|\breturns? (?:only|just) (?:the )?low(?:er)?\b|(?:值|値|数量|個数|结果|結果|数据|數據|データ|返回).{0,12}(?:不对|不正确|不對|不正)|错误的(?:值|数量|结果|数据)|不正な(?:値|データ)|잘못된 (?:값|데이터|결과)/i,
    ),
  ],
  [
    'wrong-result',
    gated(
      ['always'],
      /\b(?:returns?|gives?|gets?|yields?) always (?:the same|NULL|nullptr|nil|None|0|zero|false)\b|\balways (?:returns?|gives?|gets?|yields?) (?:the same|NULL|nullptr|nil|None)\b/i,
    ),
  ],
  ['failed', /\b[Uu]nhandled [Ee]xception\b/],
  // Node.js, of a standard stream that is neither a console nor a pipe nor a file.
  ['failed', /\bUnknown std(?:in|out|err) file type\b|\bERR_UNKNOWN_STD(?:IN|REAM)_TYPE\b/],
  // .NET's Console.
  ['failed', /\bapplication does not have a console\b/],
  // .NET's SerialPort, in the languages of its resources.
  [
    'failed',
    /\b[Tt]he port is closed\b|Der Anschluss ist geschlossen|Le port est ferm|El puerto est. cerrado|La porta . chiusa|A porta est. fechada|Порт закрыт|端口(?:已|被)关闭|ポートは閉じ/,
  ],
  [
    'failed',
    /\b(?:fails?|failed|failing|broken?|broke|breaks)\b|\bdoes(?:n.t| not) (?:run|work)\b|\bnot work(?:ing)?\b|\bdoes nothing\b|\bno effect\b|\b(?:not|never) being (?:sent|called|received|raised|delivered|fired|triggered)\b|\btreat(?:s|ed|ing)\b.{0,60}\bas (?:having|if)\b|\b(?:is|are|gets?) (?:silently |simply )?ignored\b|could not (?:read|write|open|access|import|find|load)\b|\breturn(?:s|ed|ing)? (?:an error|0|-1|false|null|nullptr|nothing|zero)\b|\b(?:gets?|got|gives?|yields?) (?:back )?(?:null|nullptr|NULL|nil)\b|\bWAIT_FAILED\b|не работает|失败|無法|funktioniert nicht|no funciona|ne fonctionne pas|n.o funciona/i,
  ],
]

const ofCode = /\bWin32Exception\b/

/** An outcome that a line says in words; `undefined` where it says none. */
export function wordIn(line: string): OutcomeWord | undefined {
  const basic = basicErrorIn(line)
  if (basic) return { ...basic, sure: true }
  for (const [list, isSure] of [
    [sure, true],
    [likely, false],
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
