import { gated } from '../patterns/gated.ts'
import { ERROR_INVALID_HANDLE, ntStatuses, win32Errors } from '../../declare/win32/errors.ts'
import { codeOfError, nameOfError, namesOfErrors } from '../../declare/win32/error-names.ts'
import { findSystemMessage } from '../../declare/win32/messages.ts'
import { moreNames } from '../known/more-statuses.ts'
import { statusNamed, statusNames } from '../known/status-names.ts'
import { codeInCall } from './code-in-call.ts'
import { formsOfCodes } from './forms-of-codes.ts'
import { programCodeIn } from './forms-of-programs.ts'
import { foreignLine } from './around-numbers.ts'
import { numbersIn } from './numbers.ts'
import { wordIn } from './outcome-words.ts'
import { runtimeSentenceIn } from './sentences-of-runtimes.ts'
import { codeAmong, statusOf, statusOutcomes, type NotTaken, type Said } from './said.ts'

/** What a line says. */
export interface LineReading {
  readonly said?: Said
  readonly ignored: readonly NotTaken[]
}

const codesByName: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(win32Errors).map(([code, name]) => [name, code])),
  ...Object.fromEntries(
    Object.entries(ntStatuses).flatMap(([status, name]) => {
      const outcome = statusOutcomes[Number(status).toString(16)]
      return outcome === undefined ? [] : [[name, outcome]]
    }),
  ),
  ...Object.fromEntries(
    Object.entries(statusNames).flatMap(([name, status]) => {
      const outcome = statusOutcomes[status]
      return outcome === undefined ? [] : [[name, outcome]]
    }),
  ),
  // https://learn.microsoft.com/en-us/windows/win32/winsock/windows-sockets-error-codes-2: codes of winsock2.h that are those of winerror.h
  WSA_INVALID_HANDLE: '6',
  WSA_NOT_ENOUGH_MEMORY: '8',
  WSA_INVALID_PARAMETER: '87',
  WSA_OPERATION_ABORTED: '995',
  WSA_IO_INCOMPLETE: '996',
  WSA_IO_PENDING: '997',
  E_HANDLE: '6',
  E_ACCESSDENIED: '5',
  E_INVALIDARG: '87',
}

/** The code behind `ERROR_INVALID_HANDLE`, `WSAENOTSOCK`, `STATUS_INVALID_HANDLE`, `E_HANDLE` or `RPC_E_DISCONNECTED`; `undefined` for another name. */
export function codeOfName(name: string): string | undefined {
  // Which says no more than that something failed.
  if (name === 'E_FAIL') return undefined
  if (Object.hasOwn(codesByName, name)) return codesByName[name]
  const status = Object.hasOwn(moreNames, name) ? moreNames[name] : undefined
  return status === undefined ? codeOfError(name)?.toString() : statusOutcomes[status]
}

/** The names of codes that are met most. */
export const codeNames: readonly string[] = Object.keys(codesByName)

/** All names of codes that are known, to say which is near one that is misspelt. */
export function allCodeNames(): readonly string[] {
  return [...new Set([...codeNames, ...namesOfErrors()])]
}

/** What libuv makes of Windows' codes, back again; the others stand for several: https://github.com/libuv/libuv/blob/v1.x/src/win/error.c */
const uvCodes: Readonly<Record<string, string>> = {
  EBADF: '6',
  ENOENT: '2',
  EPERM: '5',
  EACCES: '5',
  EBUSY: '32',
  EINVAL: 'einval',
  EIO: 'eio',
  ENXIO: 'enxio',
  UNKNOWN: 'unknown',
}

/** The outcome behind a code of the C library or of libuv, such as `EBADF`; `undefined` for another name. */
export function outcomeOfErrno(name: string): string | undefined {
  return Object.hasOwn(uvCodes, name) ? uvCodes[name] : undefined
}

/** Results as Process Monitor writes them: the names of the statuses, in words. */
const monitorResults: Readonly<Record<string, string>> = {
  'INVALID PARAMETER': '87',
  'NAME NOT FOUND': '2',
  'PATH NOT FOUND': '3',
  'SHARING VIOLATION': '32',
  'INVALID DEVICE REQUEST': '1',
  'OBJECT TYPE MISMATCH': '6',
}
const monitorResult = new RegExp(`\\b(?:${Object.keys(monitorResults).join('|')})\\b`)

/** Names without ERROR_ in front: `SHARING_VIOLATION`. */
const plainNames =
  /(?<![\w.])(?:SHARING_VIOLATION|ACCESS_DENIED|FILE_NOT_FOUND|INVALID_PARAMETER|GEN_FAILURE|DEVICE_NOT_CONNECTED|OPERATION_ABORTED)(?!\w)/g

function symbolIn(line: string): Said | undefined {
  const monitored = monitorResult.exec(line)
  const result = monitored ? monitorResults[monitored[0]] : undefined
  if (monitored && result !== undefined)
    return { outcome: result, at: monitored.index, form: 'code' }
  const symbol =
    /\b(?:(?:ERROR|STATUS|SCARD_[EW]|NTE|RPC_[ESX]|(?:CO|DISP|REGDB|CLASS|OLE|STG|TYPE|MK|SPAPI|CLIPBRD)_E)_[A-Z][A-Z0-9_]{2,60}|WSAE[A-Z]{3,20}|WSA[A-Z]*_[A-Z_]{4,30}|E_(?:HANDLE|ACCESSDENIED|INVALIDARG|POINTER|NOINTERFACE|NOTIMPL))\b/.exec(
      line,
    )
  // `if (error == ERROR_ACCESS_DENIED)` says nothing of what happened.
  const isCompared =
    symbol !== null &&
    /(?:[=!<>]=|<>)\s?[\w.:]{0,60}$/.test(line.slice(0, symbol.index)) &&
    (symbol[0] === 'ERROR_SUCCESS' ||
      /\b(?:if|elif|while|unless|when|assert\w{0,10}|return)\b|&&|\|\||!=/.test(
        line.slice(0, symbol.index),
      ))
  const code = symbol && !isCompared ? codeOfName(symbol[0]) : undefined
  if (symbol && code !== undefined)
    return { outcome: code, at: symbol.index, form: 'code', ...statusNamed(symbol[0]) }
  const plain = line
    .match(plainNames)
    ?.map(name => ({ name, code: codeOfName(`ERROR_${name}`) }))
    .find(({ code: own }) => own !== undefined && own !== '0')
  if (plain?.code !== undefined)
    return { outcome: plain.code, at: line.indexOf(plain.name), form: 'code' }
  const uv =
    /(?:\bError: |\bcode: ['"]|\bUncaught )?\b(EBADF|ENOENT|EPERM|EACCES|EBUSY|EINVAL|EIO|ENXIO|UNKNOWN)(?:: [a-z]|['"`])/.exec(
      line,
    )
  // `Error: setRawMode EIO`, `write EBADF`: the system call in front.
  const behind = /\b(?:Error|error): \w{2,20} (E[A-Z]{3,6}|UNKNOWN)(?=$|[,\s])/.exec(line)
  const uvCode = uv?.[1] ?? behind?.[1]
  const at = uv?.index ?? behind?.index
  const own = uvCode !== undefined && Object.hasOwn(uvCodes, uvCode) ? uvCodes[uvCode] : undefined
  return at !== undefined && own !== undefined
    ? { outcome: own, at, form: 'code', isOfLibuv: true }
    : undefined
}

/** Sentences of libraries, and of tools that name the status. */
const ownSentence = gated(
  /(?:I[O0]|OS)Error: Bad file descriptor/i,
  /Safe ?handle (?:has been closed|wurde geschlossen)/i,
  /已关闭 ?Safe ?handle/i,
  /handle s.{1,3}curis.{1,3} a .{1,3}t.{1,3} ferm/i,
  /Se (?:cerr.{1,3}|ha cerrado) el (?:controlador|identificador) seguro/i,
  /\bclosed safe handle\b/i,
  /ObjectDisposedException/i,
  /\bCannot access a disposed object\b/i,
  /verworfenes Objekt/i,
  /un objet supprim/i,
  /un objeto desechado/i,
  /oggetto eliminato/i,
  /已释放的对象/i,
  /破棄されたオブジェクト/i,
  /ликвидированному объекту/i,
  /SafeHandle\.DangerousAddRef/i,
  /SafeHandleAddRef/i,
  /SafeHandleC2NHelper/i,
  /BadImageFormatException/i,
  /Can['’]t load (?:IA|AMD|ARM|x86)[ -]?\d{0,2}-bit \.dll/i,
  /\b(?:port|porta|puerto|Anschluss|порт|端口).{0,3}COM\d{1,3}.{0,3}(?:does not exist|non esiste|ist nicht vorhanden|n.existe pas|no existe|n.o existe|не существует|不存在)/i,
  /\bsharing violation\b/i,
  /\bEntryPointNotFoundException\b/i,
  /\bprocedure entry point\b.{0,60}\bcould not be located\b/i,
  /\bfunction '\w{3,60}' not found/i,
  /\bFailed to find \w{3,60} procedure in\b/i,
  /\bunknown symbol ["']\w{3,60}["']/i,
  /\bDLError: unknown symbol\b/i,
  /\bCall to nonexistent function\b/i,
  /\b[A-Z]\w{3,60} not found in \w{1,40}\.dll\b/i,
  /\bfile not found\b/i,
  /\bsystem cannot find the (?:file|path) specified/i,
  /\bdevice (?:attached|connected) to (?:the|this) system (?:is(?: not|n['’]t)|does(?: not|n['’]t)) (?:function|work)/i,
  /\baccess denied\b/i,
  /\bPort (?:is )?busy\b/i,
  /\bPortInUseException\b/i,
  /\bNoSuchPortException\b/i,
  /\bPort not found\b/i,
  /\bINVALID HANDLE\b/i,
  /\bsupplied handle was (?:invalid|not valid)\b/i,
  /\): Operation aborted\b/i,
  /32 bit process(?:es)? cannot access modules of a 64 bit process/i,
  /\bsupplied user buffer is not valid\b/i,
  /Access to the (?:port|path)(?: '[^'\n]{1,200}')? is denied/i,
  /\bparameter err(?:or)?s?\b/i,
  /\b(?:error|fail(?:s|ed|ure)?)\b.{0,24}\binvalid (?:parameter|argument)s?\b/i,
  /\binvalid (?:parameter|argument)s? (?:error|code)\b/i,
  /\bparameter is (?:incorrect|invalid|wrong)\b/i,
  /参数错误/i,
  /パラメーター?が(?:正しく|間違)/i,
)

function sentenceIn(line: string): Said | undefined {
  if (foreignLine.test(line)) return undefined
  const found = findSystemMessage(line)
  // INVALID_HANDLE_VALUE is what an open returns, whatever its code is.
  const isValue = /invalid[ _]handle[ _]value/i.test(line)
  if (found && !(isValue && found.message.code === ERROR_INVALID_HANDLE))
    return { outcome: String(found.message.code), at: found.at, form: 'sentence' }
  const ofRuntime = runtimeSentenceIn(line)
  if (ofRuntime) return { ...ofRuntime, form: 'sentence' }
  const own = ownSentence.exec(line)
  // "Detection of an invalid handle" is no failure.
  const isSought =
    own !== null &&
    /\b(?:(?:detect|check|test)\w{0,4} (?:of|for)|(?:represent|mean|denot|indicat|signif|signal|consider|treat)\w{0,5}(?: \w{1,12}){0,2}) (?:an? )?$/i.test(
      line.slice(0, own.index),
    )
  if (!own || ((isValue || isSought) && /^invalid handle$/i.test(own[0]))) return undefined
  const outcome =
    [
      ['sharing violation', '32'],
      ['entrypoint', '127'],
      ['entry point', '127'],
      ["function '", '127'],
      ['failed to find', '127'],
      ['unknown symbol', '127'],
      ['nonexistent function', '127'],
      ['not found in', '127'],
      ['not found', '2'],
      ['cannot find', '2'],
      ['to the system', '31'],
      ['to this system', '31'],
      ['operation aborted', '995'],
      ['badimage', '11'],
      ['-bit .dll', '193'],
      ['32 bit process', '299'],
      ['denied', '5'],
      ['busy', '5'],
      ['inuse', '5'],
      ['nosuchport', '2'],
      ['com', '2'],
      ['user buffer', '1784'],
      ['parameter', '87'],
      ['argument', '87'],
      ['参数', '87'],
      ['パラメータ', '87'],
    ].find(([words = '']) => own[0].toLowerCase().includes(words))?.[1] ?? '6'
  return { outcome, at: own.index, form: 'sentence' }
}

/** What winmm says of its own code 5, MMSYSERR_INVALHANDLE. */
function multimediaIn(line: string): Said | undefined {
  const at = line.search(/specified device handle is invalid/i)
  return at === -1 ? undefined : { outcome: '6', at, form: 'code' }
}

/** A code in the form of one program: a Win32 code, or the HRESULT of one. */
function ownFormIn(line: string): Said | undefined {
  for (const form of formsOfCodes) {
    const match = form.exec(line)
    const code = Number(match?.[1] ?? 0)
    const outcome = code >>> 16 === 0x8007 ? code & 0xffff : code
    if (match && nameOfError(outcome) !== undefined)
      return { outcome: String(outcome), at: match.index, form: 'code' }
  }
  const told = programCodeIn(line)
  if (told) return told
  const called = codeInCall(line)
  return called && nameOfError(called.code) !== undefined
    ? { outcome: String(called.code), at: called.at, form: 'code' }
    : undefined
}

/** Whether a number is a code that Windows has; others beside a sentence are lines of source files and the like. */
const isKnown = (outcome: string): boolean => Object.hasOwn(win32Errors, outcome)

/** Reads how a line says that a call ended. Takes time in proportion to its length. */
export function readOutcome(line: string): LineReading {
  const numbers = numbersIn(line)
  const word = wordIn(line)
  // `[WinError 0] The handle is invalid`: the sentence is that of the code that was asked for later.
  const sentence = numbers.found.some(({ outcome }) => outcome === '0')
    ? sentenceIn(line)
    : undefined
  const code =
    sentence?.outcome === '0' || sentence === undefined ? codeAmong(numbers.found) : sentence
  const said =
    multimediaIn(line) ??
    (word?.sure ? { outcome: word.outcome, at: word.at, form: 'code' as const } : undefined) ??
    code ??
    ownFormIn(line) ??
    numbers.found.find(({ form, outcome }) => form === 'number' && isKnown(outcome)) ??
    symbolIn(line) ??
    sentenceIn(line) ??
    numbers.found.find(({ form }) => form === 'number') ??
    numbers.found[0] ??
    (word ? { outcome: word.outcome, at: word.at, form: 'word' as const } : undefined)
  return {
    ...(said ? { said: { ...said, ...statusOf(said, numbers.found) } } : {}),
    ignored: numbers.ignored,
  }
}
