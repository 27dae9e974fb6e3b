/** An outcome that has no code. */
interface OutcomeWord {
  readonly outcome: 'overflow' | 'crash' | 'hang' | 'refused' | 'wrong-data' | 'failed'
  readonly at: number
  /** Whether a runtime says it, and not a person. */
  readonly sure: boolean
}

/** "Run-time error" as Office says it in the languages it comes in; 6 behind it is an overflow, not a handle. */
const runTimeError =
  /(?:run-?time error|laufzeitfehler|erreur d.ex.{1,3}cution|error en tiempo de ejecuci.{1,3}n|errore di run-?time|erro em tempo de execu.{1,6}o|fout .{0,4}tijdens uitvoering|fel .{0,3}n.{1,3}r programmet k.{1,3}rs|b.{1,3}.{1,3}d wykonania|ошибка времени выполнения|実行時エラー|运行时错误|執行階段錯誤|런타임 오류)\s?:?\s?['"‘’「]?\s?(\d{1,5})/iu

/** https://learn.microsoft.com/en-us/office/vba/language/reference/user-interface-help/trappable-errors */
const basicErrors: Readonly<Record<string, OutcomeWord['outcome']>> = {
  6: 'overflow',
  13: 'refused',
  49: 'refused',
}

const sure: readonly (readonly [OutcomeWord['outcome'], RegExp])[] = [
  [
    'overflow',
    /OverflowError|OverflowException|EIntOverflow|ERangeError|Arithmetic operation resulted in an overflow|int too (?:long|large) to convert|too large to convert to C|bignum too big|RangeError: (?!Maximum call|Invalid (?:array|string|typed|count|time|date))|Value was either too large or too small|\bOverflow:|out of range for (?:an? )?(?:Int32|integer)|InexactError|out of range integral type conversion/,
  ],
  [
    'refused',
    /PInvokeStackImbalance|has unbalanced the stack|ValueError: Procedure (?:probably )?called with|PtrSafe[- ](?:attribut|Attribut)|\b64\b.{1,300}PtrSafe|must be updated for use on 64-bit systems|Bad DLL calling convention|MarshalDirectiveException/,
  ],
  [
    'crash',
    /access violation|access_violation|AccessViolation|violation access|unexpected fault address|Zugriffsverletzung|violation d.acc.s|Attempted to read or write protected memory|Invalid memory (?:access|read)|invalid memory address|Segmentation fault|\bsegfault(?:s|ed)?\b|SIGSEGV|STATUS_STACK_BUFFER_OVERRUN|STATUS_HEAP_CORRUPTION/i,
  ],
]
const likely: readonly (readonly [OutcomeWord['outcome'], RegExp])[] = [
  [
    'refused',
    /\btype mismatch\b|\bcannot use .{1,40} as .{1,40} in (?:argument|assignment|field|return)|\bmismatched types\b|Incompatible types\b|Typen unvertr.{1,3}glich|ctypes\.ArgumentError|TypeError: (?:Unexpected|Expected|Cannot convert|Invalid argument)/i,
  ],
  [
    'overflow',
    /cannot convert -?\d{1,20} to \w{3,12}\b|-?\d{1,20} can(?:['’]t|not) be converted to|\btoo (?:big|large) to (?:convert|cast|be converted) (?:in)?to\b|does not fit (?:in|into)|\b(?:arithmetic )?overflow (?:exception|error)s?\b|\b(?:integer|arithmetic) overflow\b|cannot be (?:safely )?(?:cast|converted) to (?:U?Int32|int|Integer|DWORD)\b|Range check error|number too large/i,
  ],
  [
    'crash',
    /has stopped working|stopped working|funktioniert nicht mehr|a cess. de fonctionner|dej. de funcionar|プログラムは動作を停止|已停止工作|\bcrash(?:es|ed|ing)?\b/i,
  ],
  [
    'failed',
    /\b[A-Z][a-z]+[A-Z]\w{2,40}(?:\(\))?['"`]? (?:has failed|failed|returns? (?:an )?error)\b/,
  ],
  ['hang', /\b(?:hangs|hung|freezes|deadlocks?)\b|never returns|blocks for ?ever/i],
  [
    'wrong-data',
    /\b(?:returns?|returning|gives|gets?|got|reads?)\b.{0,30}\b(?:wrong|incorrect|garbage|bogus)\b.{0,20}\b(?:values?|results?|data|handles?|address(?:es)?|pointers?|numbers?)\b|\bmissing bytes\b/i,
  ],
  ['failed', /\b[Uu]nhandled [Ee]xception\b/],
  [
    'failed',
    /\b(?:fails?|failed|failing|broken?|broke|breaks)\b|\bdoes(?:n.t| not) (?:run|work)\b|\bnot work(?:ing)?\b|\bdoes nothing\b|\bno effect\b|could not (?:read|write|open|access|import|find|load)\b|\breturn(?:s|ed|ing)? (?:an error|0|-1|false|null|nullptr|nothing|zero)\b|cannot be marshal|не работает|失败|無法|funktioniert nicht|no funciona|ne fonctionne pas|n.o funciona/i,
  ],
]

/** An outcome that a line says in words; `undefined` where it says none. */
export function wordIn(line: string): OutcomeWord | undefined {
  const basic = runTimeError.exec(line)
  const number = basic?.[1]
  if (basic && number !== undefined && Object.hasOwn(basicErrors, number)) {
    const outcome = basicErrors[number]
    if (outcome) return { outcome, at: basic.index, sure: true }
  }
  for (const [list, isSure] of [
    [sure, true],
    [likely, false],
  ] as const)
    for (const [outcome, pattern] of list) {
      const match = pattern.exec(line)
      if (match) return { outcome, at: match.index, sure: isSure }
    }
  return undefined
}
