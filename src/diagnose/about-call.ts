import { mistakes, type MistakeId } from '../mistakes/index.ts'
import { nameOfError } from '../declare/win32/error-names.ts'
import { groupOf } from './call-groups.ts'
import { meaningOf } from './code-meanings.ts'
import { failureSign } from './failure-signs.ts'
import { functionFacts } from './functions.ts'
import { layoutFor } from './struct-layout.ts'
import { noFailureOf } from './no-failure.ts'
import { isOf64BitsAlone } from './about-failure.ts'
import { isDeniedElsewhere, isMissing, namedFailure, type Symptom } from './symptom.ts'

/** What a class is and what cures it, where the failing call makes it something special; as in `Mistake`. */
interface Words {
  readonly title: string
  readonly cure: string
}

/** Whether a function opens or works on files and devices, as ports are. */
export function isOfFile(call: string): boolean {
  if (/^(?:CreateFile(?:2|A|W)?|OpenCommPort)$/.test(call)) return true
  return ['handle', 'overlapped'].includes(groupOf(call)) && !/^(?:Set|Reset)Event$/.test(call)
}

/** Whether a function takes an OVERLAPPED for a file, so that it has to fit the flags of the open. */
export function takesOverlapped(call: string): boolean {
  const facts = functionFacts(call)
  return (
    facts !== undefined &&
    facts.library !== 'ws2_32.dll' &&
    facts.structs.some(({ name }) => name === 'OVERLAPPED')
  )
}

/** Whether a function sets what its Get function reads. */
const setsPort = /^SetComm(?:State|Timeouts|Config)$/

const returnsHandle = (call: string): boolean =>
  functionFacts(call)?.resultFamily !== undefined || groupOf(call) === 'open'

/** The open that failed with the code at hand, so that nobody went on. */
export function ownFailure(symptom: Symptom): string | undefined {
  const [first] = symptom.failed
  return first && /^\d/.test(first.outcome) && returnsHandle(first.call) ? first.call : undefined
}

/** The function whose result is to be checked: the open that failed, or the last that succeeded. */
export function openOf(symptom: Symptom): string | undefined {
  return ownFailure(symptom) ?? symptom.ok.findLast(returnsHandle)
}

function checkWords(call: string): string {
  const sign = failureSign(call)
  return `check the result of ${call}${sign === undefined ? '' : `: it ${sign}`}`
}

/** ERROR_SHARING_VIOLATION; a port that is open elsewhere is denied with 5. */
const sharingViolation = '32'
const ofSharing: Words = {
  title: 'something has the file open and does not share it',
  cure: 'close it there, or let both opens allow in their share modes what the other one does; check the result of the open',
}

function ofBusy(symptom: Symptom): Words | undefined {
  const call = namedFailure(symptom)
  const outcome = symptom.failed[0]?.outcome ?? ''
  const isFile = call === undefined || isOfFile(call)
  if (isFile && outcome === sharingViolation && symptom.isOfPort !== true) return ofSharing
  const isDenied = outcome === '5'
  // Who names no call and no other code mostly speaks of a port.
  if (call === undefined ? isDenied || !/^\d/.test(outcome) || symptom.isOfPort === true : isFile)
    return undefined
  const owner =
    call === 'OpenClipboard' ? '; GetOpenClipboardWindow tells which window has it open' : ''
  const [asked, again, check] =
    call === undefined
      ? ['was asked for', 'try', 'check the result of the call']
      : [`${call} asks for`, `call ${call}`, checkWords(call)]
  return {
    title: `what ${asked} is in use${isDenied ? ', or the process has no right to it' : ''}`,
    cure: `wait until it is free and ${again} again${isDenied ? ', ask for fewer rights, or run the process with more' : ''}${owner}; ${check}`,
  }
}

/** What a code says by itself, of classes that have no better words for it. */
function ofCode(mistake: MistakeId, { failed: [first] }: Symptom): Words | undefined {
  const meaning = first && meaningOf(first.outcome)
  const name = first && nameOfError(Number(first.outcome))
  return meaning?.classes.includes(mistake) === true && name !== undefined
    ? {
        title: `${name} says what is wrong, and it is not the handle`,
        cure: `see what was asked for: ${meaning.text}`,
      }
    : undefined
}

const ofDenied: Words = {
  title: 'access is denied to a file, key, process or service',
  cure: 'find which one it is, in the message or the call before it; see whether another program has it open, and whether the user has the rights that are asked for',
}

function ofFailedOpen(symptom: Symptom): Words | undefined {
  if (isDeniedElsewhere(symptom)) return ofDenied
  const open = ownFailure(symptom)
  if (open !== undefined)
    return { title: `${open} failed, and its own code says why`, cure: checkWords(open) }
  const call = namedFailure(symptom)
  const before = openOf(symptom)
  return call === undefined || isOfFile(call) || before === undefined
    ? ofCode('failed-open', symptom)
    : { ...mistakes['failed-open'], cure: checkWords(before) }
}

/** A function that a DLL does not export: one of two, by the kind of text that it takes, or of another version. */
function ofMissing(call: string | undefined): Words {
  const pair =
    call === undefined || functionFacts(call) === undefined
      ? []
      : ['W', 'A'].map(end => `${call}${end}`).filter(name => functionFacts(name)?.name === name)
  return {
    title: `the DLL exports no function ${call ?? 'of that name'}`,
    cure:
      pair.length > 0
        ? `ask for ${pair.join(' or ')}: those are the names that the DLL exports`
        : 'look with dumpbin /exports which names the DLL has: another version of it may lack the function, and C++ changes names',
  }
}

function ofParameter(symptom: Symptom): Words | undefined {
  const call = namedFailure(symptom)
  if (isMissing(symptom)) return ofMissing(call)
  const good = noFailureOf(symptom)
  const own = good ?? ofCode('bad-parameter', symptom)
  if (own) return own
  if (call === undefined ? symptom.isOfPort === true : setsPort.test(call)) return undefined
  const { title } = mistakes['bad-parameter']
  const takesHandle = call === undefined || functionFacts(call)?.handles.length !== 0
  return {
    title: takesHandle ? title : 'a parameter is wrong',
    cure: `check the arguments${call === undefined ? '' : ` of ${call}`}${takesHandle ? ' besides the handle' : ''}: flags, sizes and rights`,
  }
}

/** ERROR_BAD_EXE_FORMAT, and ERROR_BAD_FORMAT as .NET says it. */
const badFiles = ['193', '11']

function ofBitness(symptom: Symptom): Words | undefined {
  const {
    failed: [first],
    also,
  } = symptom
  if (!first) return undefined
  const { call, outcome } = first
  if (isOf64BitsAlone(symptom))
    return {
      title: `${call} is there in 64-bit DLLs alone; in 32 bits it is a macro of the headers`,
      cure: `call ${call.replace('Ptr', '')} where a pointer has 4 bytes`,
    }
  if (/^Reg[A-Z]/.test(call))
    return {
      title: 'a 32-bit process is shown another part of the registry',
      cure: 'open the key with KEY_WOW64_64KEY or KEY_WOW64_32KEY, whichever part has it',
    }
  if (/^(?:CreateProcess|ShellExecute)/.test(call) && badFiles.includes(outcome))
    return {
      title: 'the file is no program that this Windows runs',
      cure: 'start a program that is built for this Windows',
    }
  const isModule = call === '' ? also?.call?.includes('module') : call.startsWith('LoadLibrary')
  const cure = 'load the DLL that has the bitness of the process, or run in the bitness of the DLL'
  if (badFiles.includes(outcome) || (isModule === true && outcome !== '126'))
    return { title: 'the DLL, or one that it needs, has another bitness than the process', cure }
  return ['126', '127'].includes(outcome) && (call === '' || isModule === true)
    ? {
        title: 'the DLL, or one that it needs, is not there in the bitness of the process',
        cure: `look which DLL is missing; ${cure}`,
      }
    : undefined
}

/** Of a call that takes another struct, what OVERLAPPED looks like is of no use. */
function ofLayout(symptom: Symptom): Words | undefined {
  return layoutFor(symptom, '') === undefined
    ? undefined
    : {
        ...mistakes['struct-layout-shrunk'],
        cure: 'declare ULONG_PTR and HANDLE members as wide as a pointer',
      }
}

const special: Readonly<Partial<Record<MistakeId, (symptom: Symptom) => Words | undefined>>> = {
  'bad-parameter': ofParameter,
  busy: ofBusy,
  driver: symptom => ofCode('driver', symptom),
  'failed-open': ofFailedOpen,
  'process-bitness': ofBitness,
  'struct-layout-shrunk': ofLayout,
  unplugged: symptom => ofCode('unplugged', symptom),
}

/** What a class is and what cures it, in words that fit the failing call. */
export function wordsFor(mistake: MistakeId, symptom: Symptom): Words {
  return special[mistake]?.(symptom) ?? mistakes[mistake]
}
