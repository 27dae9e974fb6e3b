import { gated, type Pattern } from '../patterns/gated.ts'

/** A kind of line that reports of something else than a call of Windows. */
export interface KindOfLine {
  readonly pattern: Pattern
  /** Why nothing is read in it. */
  readonly reason: string
  /** With what it is read all the same: a code in a form that only Windows has (`exact`), that or a sentence of Windows (`code`), a mistake that it describes besides (`told`), a call or any end of one (`any`). */
  readonly unless?: 'exact' | 'code' | 'told' | 'any'
  /** How many such lines a text has at least, where one alone may be an answer. */
  readonly atLeast?: number
}

export const ofNumbers = 'its numbers are those of another program, not of Windows'
export const ofTests = 'it counts tests, or says that one passed'
const ofSource = 'it is about a source file or a name in it, and no call'
const ofPages = 'it says what a function does in general, not what happened'
const ofRequests = 'it is a request that a server answered'

/**
 * Lines of tools with numbers of their own. https://curl.se/libcurl/c/libcurl-errors.html,
 * https://grpc.github.io/grpc/core/md_doc_statuscodes.html, https://www.sqlite.org/rescode.html,
 * https://learn.microsoft.com/en-us/visualstudio/msbuild/errors/msb6006, https://www.gnu.org/software/make/manual/html_node/Error-Messages.html
 */
const ofTools: readonly KindOfLine[] = [
  // https://git-scm.com/docs/git-merge
  {
    pattern: gated(/^Auto-merging \S|^CONFLICT \(|\bcould not apply [0-9a-f]{7,40}\b/),
    reason: ofSource,
  },
  // https://eslint.org/docs/latest/use/formatters/#stylish, and remarks of reviewers.
  {
    pattern: gated(
      /^\s{0,4}\d{1,6}:\d{1,5} {1,4}(?:error|warning) {1,4}\S.{3,200} {1,4}[@\w/-]{4,60}$|^nit: /,
    ),
    reason: ofSource,
  },
  // https://git-scm.com/docs/http-protocol
  {
    pattern: gated(/\bHTTP Basic: Access denied\b|^fatal: Authentication failed for\b/),
    reason: ofRequests,
  },
  {
    pattern: gated(/\bcurl(?:: ?| error:? | \(|\b.{0,12}\bcode:? ?| )\(?\d{1,2}\b(?!\.\d)/i),
    reason: ofNumbers,
    unless: 'code',
  },
  {
    pattern: gated(
      /\b\d{1,2} (?:CANCELLED|UNKNOWN|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS|PERMISSION_DENIED|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS|UNAUTHENTICATED): /,
    ),
    reason: ofNumbers,
  },
  {
    pattern: gated(
      /\brpc error: code = \w/,
      /\bgrpc[_-]status\b/,
      /\bRpcException\b/,
      /\bRpcError\b/,
      /\bStatusCode(?:=|\.)"?[A-Z]\w{4,20}/,
    ),
    reason: ofNumbers,
    unless: 'code',
  },
  {
    pattern: gated(
      /\bSQLite[ _]?(?:Error|\w{1,10}Exception)\b/,
      /\bSQLITE_[A-Z]{3,20}\b/,
      /\bSQLSTATE\b/,
      /\bORA-\d{5}\b/,
      /\bMsg \d{1,6}, Level \d/,
      /\bMySQL\b.{0,20}\bERROR \d{4}\b/,
      /\bERROR \d{4} \(\w{5}\)/,
      /\bSQL(?: Server)? [Ee]rror:? \d/,
      /\bODBC Driver\b/,
      /\bInvalid (?:object|column) name '/,
    ),
    reason: 'a number of SQL or of its server, not of Windows',
    unless: 'exact',
  },
  {
    pattern: gated(
      /\bHTTP(?:\/\d(?:\.\d)?)? (?:[-=]> ?)?(?:\w{4,10} )?(?:error|status|code)?(?: code)?:? ?[1-5]\d\d\b/i,
    ),
    reason: ofRequests,
    unless: 'exact',
  },
  {
    pattern: gated(
      /\*\*\* \[[^\]]{0,160}\] Error \d/i,
      /\berror MSB\d{4}\b/i,
      /\b(?:exit|return)(?:ed)?(?: with)?[ -]?(?:code|status|value)(?: of)?[ :=]{1,3}\(?-?\d{1,5}\b/i,
      /\bnon-zero exit (?:code|status)\b/i,
      /\bfatal error U1077\b/i,
      /\bnpm (?:ERR!|error) (?:code|errno|Exit status)\b/i,
      /\bninja: build stopped\b/i,
      /\bBUILD FAILED\b/i,
    ),
    reason: 'the exit code of a process is no code of Windows',
    unless: 'code',
  },
  {
    pattern: gated(/\bMicrosoft (?:VBScript|JScript) (?:runtime|compilation) error\b/),
    reason: 'the script itself is at fault, and called nothing of Windows',
    unless: 'code',
  },
]

/**
 * What test runners print of tests that passed, and their counts. https://testanything.org/tap-version-13-specification.html,
 * https://docs.pytest.org/en/stable/how-to/output.html, https://google.github.io/googletest/advanced.html
 */
const ofRunners: readonly KindOfLine[] = [
  { pattern: gated(/^\s{0,12}ok \d{1,6}\b/), reason: ofTests },
  {
    pattern: gated(
      /^\s{0,12}(?:not ok \d{1,6}\b|TAP version \d|# (?:tests|suites|pass|fail|failed|ok|skip\w{0,4}|todo|cancelled|duration_ms|Subtest)\b|1\.\.\d)/,
    ),
    reason: ofTests,
    unless: 'code',
  },
  // pytest.
  {
    pattern: gated(
      /^={3,80} .{1,120} ={3,80}$/,
      /^_{3,80} .{1,120} _{3,80}$/,
      /\.py [.sxXFE]{1,200} {0,80}\[ {0,3}\d{1,3}%\]$/,
      /\.py::\S{1,200} (?:PASSED|SKIPPED|XFAIL|XPASS|FAILED|ERROR)\b/,
      /^(?:\[\w{2,5}\] )?(?:\[ {0,3}\d{1,3}%\] )?(?:PASSED|SKIPPED|XFAIL|XPASS|FAILED|ERROR) \S{1,160}(?:\.py|::(?!\w{1,40}: ))/,
      /\b\d{1,6} (?:passed|failed)(?:, \d{1,6} \w{4,10}){0,4} in \d/,
    ),
    reason: ofTests,
    unless: 'code',
  },
  // googletest, mocha, Go, Rust, unittest and jest.
  {
    pattern: gated(
      /^FAIL\b(?! [A-Z]\w{2,40} \(\d)/,
      /^\s?(?:Failed|Passed|Skipped) \S{1,160} \[(?:< )?\d/,
      /\bTotal tests: \d/,
      /\bFailure\/Error: /,
      /^Failures:$/,
      /^\s?\d{1,6} (?:tests?|examples?|runs|specs), /,
      /^\[ {1,10}(?:OK|PASSED|FAILED|RUN|SKIPPED) {0,10}\]/,
      /^\s{0,12}[✓✔√✗✕] (?![A-Z]\w{2,40}(?:\(\))?: error \d)/,
      /^--- (?:PASS|SKIP|FAIL): /,
      /^\s{0,4}(?:test )?\S{1,120} \.\.\. (?:ok|ignored|FAILED)$/,
      /^(?:Tests?|Test Suites): .{0,80}\b\d{1,6} (?:passed|total)\b/,
      /^\s?\d{1,6} (?:passed|passing|failing|failed)\b/,
      /^test result: /,
      /^failures:$/,
      /^\s?(?:PASS|FAIL) \S{1,160}\.\w{1,4}$/,
    ),
    reason: ofTests,
    unless: 'code',
  },
  {
    pattern: gated(
      /^\s?● /,
      /^\s?(?:Expected|Received): /,
      /^\s?(?:>? ?\d{1,6} \| ?)?expect\(/,
      /^---- \S{1,160} stdout ----$/,
      /^\S{1,160}\.\w{1,4}[(:]\d{1,6}\)?: (?:Failure$|error: (?:Expected|The difference)\b)/,
    ),
    reason: ofTests,
    unless: 'code',
  },
  {
    pattern: gated(/_test\.go:\d{1,6}: /, /^\S{1,160}\.\w{1,4}[(:]\d{1,6}\)?: error: Value of\b/),
    reason: ofTests,
    unless: 'any',
  },
  {
    pattern: gated(/^\s?[E>]? {0,8}(?:assert |AssertionError\b)|\b[Aa]ssertion failed: /),
    reason: 'an assertion compares what the program has',
    unless: 'code',
  },
]

/** Compilers, linkers and lists of imports. https://learn.microsoft.com/en-us/cpp/error-messages/tool-errors/linker-tools-error-lnk2019 */
const ofBuilds: readonly KindOfLine[] = [
  {
    pattern: gated(
      /\b(?:error|warning) LNK\d{4}\b/,
      /\bundefined (?:reference to|symbol:?) [`'‘"_A-Za-z]/,
      /\bunresolved external symbol\b/,
      /\bcannot find -l\w/,
      /\bld returned \d/,
    ),
    reason: ofSource,
    unless: 'told',
  },
  {
    pattern: gated(
      /\): (?:fatal )?(?:error|warning) (?:C|CS|BC|FS|TS|RC|D)\d{4,5}: /,
      /\berror TS\d{4}: /,
      /\.\w{1,5}:\d{1,6}(?::\d{1,5})?: (?:fatal )?(?:error|warning|note): /,
      /\): note: /,
      /^error\[E\d{4}\]: /,
      /\bCMake (?:Error|Warning)\b/,
      /^-- Configuring incomplete\b/,
      /> Task :\S{1,120} FAILED$/,
      /^FAILED: \S{1,200}\.obj?\b/,
      /\bcl\.exe\b.{0,300} \/c\b/,
      /^\s?(?:gcc|g\+\+|clang(?:\+\+)?) -/,
    ),
    reason: ofSource,
    unless: 'told',
  },
  {
    pattern: gated(/^\s{0,8}(?:\w{4} [\w.]{1,60} )?imp(?:ort) [\w.*, ()]{1,300}(?: as \w{1,30})?$/),
    reason: 'it names functions that are imported',
  },
]

/** Documentation. https://learn.microsoft.com/en-us/windows/win32/api/fileapi/nf-fileapi-readfile */
const ofDocumentation: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\W{0,6}If th(?:e|is) (?:function|method|operation|call) (?:succeeds|fails|returns|is)\b/i,
      /\bWenn die Funktion (?:erfolgreich|fehlschlägt|einen Fehler)/i,
      /\bSi la fonction (?:échoue|réussit)/i,
      /\bSi la función (?:se realiza|no se realiza|produce|devuelve|tiene éxito|falla)/i,
      /\bSe a função (?:for bem|falhar|tiver êxito)/i,
      /\bSe la funzione (?:ha esito|riesce|non riesce)/i,
      /Если функция (?:завершается|выполняется|не )/i,
      /関数が(?:失敗|成功)した場合/i,
      /如果(?:该|此|这个)?(?:函数|方法)(?:失败|成功)/i,
      /함수가 (?:실패|성공)하면/i,
      /\bTo get extended error information\b/i,
      /\bis not a failure; it designates\b/i,
      /\bfor more information, see Remarks\b/i,
      /\bfunction (?:may|can|might) (?:fail with|return) [A-Z_]{6,60}\b/i,
    ),
    reason: ofPages,
  },
  {
    pattern: gated(
      /^\s{0,8}#\s?define (?:ERROR|STATUS|WSAE|E)_?[A-Z_]{3,60}\s/,
      /^\W{0,6}(?:0x)?[0-9A-F]{1,8}\W{1,12}(?:\w{1,24}\W{1,6}){0,4}(?:ERROR|STATUS)_[A-Z0-9_]{3,60}(?:[ |:]|$)/,
      /^\W{0,6}(?:ERROR|STATUS)_[A-Z0-9_]{3,60}(?: ?\||[ :=]{1,4}\(?(?:0x)?[0-9A-F]{1,8}L?\)?$)/,
    ),
    reason: 'a row of a table of codes',
    atLeast: 3,
  },
]

/** Rows of servers: of their logs in the form of the W3C and in the common one. https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging */
const ofServers: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:\S{1,60} ){0,3}(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) \//,
      /^#(?:Fields|Software): /,
      /\b(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) \/\S{0,300} (?:-> )?[1-5]\d\d\b/,
      /\[(?:debug|info|notice|warn|error|crit|alert|emerg)\] \d{1,7}#\d{1,7}: /,
      /"(?:GET|POST|PUT|HEAD|DELETE|PATCH|OPTIONS) \/\S{0,300} HTTP\/\d(?:\.\d)?" [1-5]\d\d\b/,
    ),
    reason: ofRequests,
  },
]

/** Levels of a log at which programs say what they do. https://github.com/PowerShell/Win32-OpenSSH/wiki/Troubleshooting-Steps */
const ofTraces: readonly KindOfLine[] = [
  {
    pattern: gated(/\bdebug[123]: |(?:^|[\s[|"])(?:DEBUG|TRACE|VERBOSE)[\]:|" ]/),
    reason: 'a line of a log that tells what a program does',
    unless: 'any',
  },
]

/** All kinds. */
export const linesOfOthers: readonly KindOfLine[] = [
  ...ofTools,
  ...ofRunners,
  ...ofBuilds,
  ...ofDocumentation,
  ...ofServers,
  ...ofTraces,
]

/** Ends of programs of Go and Rust that say nothing of Windows, and imports that failed in their language. https://go.dev/ref/spec#Run_time_panics */
export const neutralEnds: readonly Pattern[] = [
  gated(
    /\bpanic: (?:runtime error: )?(?:(?:index|slice bounds) out of range|integer divide by zero|assignment to entry in nil map|interface conversion: |close of (?:nil|closed) channel|send on closed channel)/,
  ),
  gated(/\bindex out of bounds: the len is \d/),
  gated(/\bcalled `Option::unwrap\(\)` on a `None` value/),
  gated(/\bassertion [`'"].{0,80}\bfailed\b|\bassertion failed: /),
  gated(/\bImportError: cannot import name\b/),
  gated(/\bModuleNotFoundError: No module named\b/),
  gated(/\bError(?: \[\w{3,40}\])?: Cannot find (?:module|package) ['"]/),
]
