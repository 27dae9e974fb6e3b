import { basicErrorIn } from '../known/basic-errors.ts'
import { gated, type GatedPattern, type Pattern } from '../patterns/gated.ts'

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
const likely: readonly (readonly [OutcomeWord['outcome'], Pattern | GatedPattern])[] = [
  [
    'refused',
    gated(
      /\b(?:can(?:no|['’])?t|could(?:n['’]t| not)|unable to)(?: be)? marshal/i,
      /\bnot P\/?Invoke compatible\b/i,
      /\btype mismatch\b/i,
      /\bcannot use .{1,40} as .{1,40} in (?:argument|assignment|field|return)/i,
      /\bmismatched types\b/i,
      /Incompatible types\b/i,
      /Typen unvertr.{1,3}glich/i,
      /ctypes\.ArgumentError/i,
      /\bArgumentError: argument \d/i,
      /\bExpected an? \w{3,12} but got an? \w{3,12}\b/i,
      /TypeError: (?:Unexpected|Expected|Cannot convert|Invalid argument)/i,
    ),
  ],
  [
    'overflow',
    gated(
      /\bargument overflows?\b/i,
      /\boutside (?:of )?the (?:bounds|range) of (?:an? )?(?:32[- ]?bits?|u?int(?:32)?|long|DWORD)\b/i,
      /\b(?:value|number|argument(?: \d)?)\b.{0,24}\bout of range\b/i,
      /cannot convert -?\d{1,20} to \w{3,12}\b/i,
      /-?\d{1,20} can(?:['’]t|not) be converted to/i,
      /\btoo (?:big|large) to (?:convert|cast|be converted) (?:in)?to\b/i,
      /does not fit (?:in|into)/i,
      /\b(?:arithmetic )?overflow (?:exception|error)s?\b/i,
      /\b(?:integer|arithmetic) overflow\b/i,
      /cannot be (?:safely )?(?:cast|converted) to (?:U?Int32|int|Integer|DWORD)\b/i,
      /Range check error/i,
      /number too large/i,
    ),
  ],
  [
    'crash',
    gated(
      /has stopped working/i,
      /stopped working/i,
      /funktioniert nicht mehr/i,
      /a cess. de fonctionner/i,
      /dej. de funcionar/i,
      /プログラムは動作を停止/i,
      /已停止工作/i,
      /\bcrash(?:es|ed|ing)?\b/i,
      /\b(?:closes?|closed|quits?|exits?|terminates?|dies|vanish(?:es|ed)|disappears?|shuts down)\b.{0,24}\b(?:without (?:an? |any )?(?:message|error|warning|notice|word)|unexpectedly|silently|suddenly|by itself)\b/i,
      /\b(?:silently|suddenly|unexpectedly|just) (?:terminates?|terminated|exits?|exited|quits?|dies|died|closes)\b/i,
      /\bbombs (?:out )?(?:on|in|at|with)\b/i,
      /FatalExecutionEngineError/i,
      /\bst.{1,3}rzt .{0,40}\bab\b/i,
      /\babgest.{1,3}rzt\b/i,
      /\bAbsturz\b/i,
      /\bplante\b/i,
      /\bse (?:ferme|cierra)\b/i,
      /va in crash/i,
      /вылетает/i,
      /падает/i,
      /крашится/i,
      /崩溃/i,
      /闪退/i,
      /崩潰/i,
      /クラッシュ/i,
      /強制終了/i,
      /강제 ?종료/i,
    ),
  ],
  [
    'failed',
    /\b[A-Z][a-z]+[A-Z]\w{2,40}(?:\(\))?['"`]? (?:has failed|failed|returns? (?:an )?error|error$)/,
  ],
  [
    'hang',
    gated(
      /\b(?:hangs|hung(?! up\b)|freezes|froze|deadlocks?)\b/i,
      /\b(?:never|not) (?:returns?|finish\w{0,3}|ends?|completes?|terminates?)\b/i,
      /blocks for ?ever/i,
      /\bkehrt (?:nie|nicht) (?:mehr )?zurück/i,
      /\bhängt (?:sich )?(?:auf|fest|ewig|da)\b/i,
      /\bbleibt .{0,30}\bhängen\b/i,
      /\bne (?:rend|revient|retourne|se termine) (?:jamais|plus)\b/i,
      /\b(?:se bloque|reste bloqué)/i,
      /\b(?:nunca (?:vuelve|retorna|regresa|termina)|no (?:vuelve|retorna|regresa) nunca)\b/i,
      /\bse (?:cuelga|queda colgad[oa]|queda bloquead[oa])/i,
      /\bnon (?:ritorna|torna|termina) (?:mai|più)\b/i,
      /\bsi (?:blocca|pianta)\b/i,
      /\b(?:nunca (?:retorna|volta)|fica (?:travad[oa]|pres[oa])|trava (?:ali|aí|nessa|nesse))/i,
      /\b(?:keert nooit terug|blijft hangen)\b/i,
      /зависает/i,
      /(?:никогда )?не возвраща(?:ется|ет управлени)/i,
      /zawiesza się/i,
      /\bnigdy nie (?:wraca|zwraca|kończy)/i,
      /\b(?:nikdy se nevrátí|zasekne|zamrzne)\b/i,
      /\b(?:återvänder aldrig|hänger sig|vender aldri(?:g)? tilbage?)\b/i,
      /\b(?:ei palaa koskaan|jää jumiin|jumiutuu)\b/i,
      /(?:geri dönmüyor|takılıp kalıyor|donup kalıyor)/i,
      /(?:lefagy|soha nem tér vissza)/i,
      /δεν επιστρέφει ποτέ/i,
      /κολλάει/i,
      /(?:永远|一直|再也)(?:不|没有?)返回/i,
      /卡死/i,
      /卡住/i,
      /(?:戻って[こき](?:な|ま)|固ま(?:る|り|って)|ハングアップ|フリーズ)/i,
      /(?:반환되지 않|돌아오지 않|멈춰 ?버)/i,
      /\b(?:is|are|gets?|got|stays?|remains?|was) stuck\b/i,
      /\bendless loop\b/i,
      /\binfinite loop\b/i,
    ),
  ],
  [
    'wrong-data',
    gated(
      /\b(?:returns?|returning|gives|gets?|got|reads?)\b.{0,30}\b(?:wrong|incorrect|garbage|bogus)\b.{0,20}\b(?:values?|results?|data|handles?|address(?:es)?|pointers?|numbers?)\b/i,
      /\b(?:values?|fields?|members?|results?|handles?|address(?:es)?)\b.{0,24}\b(?:is|are|comes?|looks?|contains?|shows?|reads?)\b.{0,16}\b(?:garbage|nonsense|shifted|bogus)\b/i,
      /\bmissing bytes\b/i,
      /\b(?:appears?|looks?|seems?|comes? out) (?:to be )?(?:incorrect|wrong|corrupt\w{0,3})\b/i,
      /\b(?:fields?|values?|members?|results?|bits|bytes|half|memory|counters?) (?:\w{1,30} ){0,3}(?:(?:is|are|be|seems? to be) )?always (?:zero|0)\b/i,
      /\breturns? (?:only|just) (?:the )?low(?:er)?\b/i,
      /(?:值|値|数量|個数|结果|結果|数据|數據|データ|返回).{0,12}(?:不对|不正确|不對|不正)/i,
      /错误的(?:值|数量|结果|数据)/i,
      /不正な(?:値|データ)/i,
      /잘못된 (?:값|데이터|결과)/i,
    ),
  ],
  [
    'wrong-result',
    gated(
      /\b(?:returns?|gives?|gets?|yields?) always (?:the same|NULL|nullptr|nil|None|0|zero|false)\b/i,
      /\balways (?:returns?|gives?|gets?|yields?) (?:the same|NULL|nullptr|nil|None)\b/i,
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
    gated(
      /(?<!\b(?:not|never|nor|n['’]t) (?:\w{2,8} )?)\b(?:fails?|failed|failing|broken?|broke|breaks)\b/i,
      /\bdoes(?:n.t| not) (?:run|work)\b/i,
      /\bnot work(?:ing)?\b/i,
      /\bdoes nothing\b/i,
      /\bno effect\b/i,
      /\b(?:not|never) being (?:sent|called|received|raised|delivered|fired|triggered)\b/i,
      /\btreat(?:s|ed|ing)\b.{0,60}\bas (?:having|if)\b/i,
      /\b(?:is|are|gets?) (?:silently |simply )?ignored\b/i,
      /could not (?:read|write|open|access|import|find|load)\b/i,
      /\breturn(?:s|ed|ing)? (?:an error|0|-1|false|null|nullptr|nothing|zero)\b/i,
      /\b(?:gets?|got|gives?|yields?) (?:back )?(?:null|nullptr|NULL|nil)\b/i,
      /\bWAIT_FAILED\b/i,
      /не работает/i,
      /失败/i,
      /無法/i,
      /funktioniert nicht/i,
      /no funciona/i,
      /ne fonctionne pas/i,
      /n.o funciona/i,
    ),
  ],
]

/** Outcomes that logs tell in words of people too. */
const toldInLogs: ReadonlySet<string> = new Set(['refused', 'overflow', 'crash', 'hang'])

/** Texts in small letters, of which each message that says how a call ended has one; of `failed` and the like there are too many in a log. */
export const rootsOfOutcomes = (): readonly string[] =>
  [...sure, ...likely]
    .filter(([outcome]) => toldInLogs.has(outcome))
    .flatMap(([, pattern]) => ('roots' in pattern ? pattern.roots() : []))

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
