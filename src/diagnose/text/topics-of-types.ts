import { gated } from '../patterns/gated.ts'
import { cut, ofStructs } from '../cause-groups.ts'
import { bits, isWrong, ofPointers, ofTypes, ofLastError, isOff } from './kinds-of-words.ts'
import type { SpokenTopic } from './spoken-topic.ts'

/** What reports of structs and numbers speak of, and at the end words that are too common to decide. */
export const topicsOfTypes: readonly SpokenTopic[] = [
  {
    classes: ofStructs,
    first: 'union-misplaced',
    words: [
      /\bunions?\b|\w_?UNION\w{0,8}\b/i,
      /\bstruct(?:ure)?s?\b|\brecords?\b/i,
      /\b(?:fields?|members?|offsets?|align\w*|overlap\w*|consistent|instead|belongs?|removed?)\b/i,
    ],
  },
  {
    classes: ofStructs,
    words: [
      /\b(?:structs?|structures?|unions?|StructLayout|cbSize|sizeof|SizeOf|packing|alignment|padding|layout|offsets?|_fields_)\b|结构体|структур/i,
      bits,
      isWrong,
    ],
  },
  {
    classes: ofStructs,
    first: 'struct-layout-shrunk',
    words: [
      /\brepr\(C, ?packed|\bPack ?= ?\d|#pragma pack|\bpacked ?\(\d|\bpacked (?:struct|record)/i,
      isWrong,
    ],
  },
  {
    classes: ['arg-overflow-raise'],
    words: [
      /\bargument ?overflow\b|\boverflow\w*\b|\btoo (?:long|large|big)\b|\bout of range\b/i,
      /\b(?:ctypes|argtypes|restype|cffi|ffi|fiddle|koffi)\b/i,
    ],
  },
  {
    classes: ['narrowing-throws'],
    words: [
      /\boverflow\w*\b|\bout of range\b|\brange check\b|\btoo (?:large|big)\b/i,
      /\b(?:IntPtr|ToInt32|int32|Integer|Cardinal|LongInt|checked)\b/,
    ],
  },
  {
    classes: ['arg-upper-garbage', ...cut],
    first: 'arg-upper-garbage',
    words: [
      /\b(?:extra|upper|high(?:er)?|remaining|other) (?:4 |four |32 )?(?:bytes|bits|half)\b|\bgarbage\b|\bleft-?overs?\b|\buninitiali[sz]ed\b|\bhappens? to work\b/i,
      ofPointers,
      ofTypes,
    ],
  },
  { classes: cut, first: 'arg-truncated', words: [ofPointers, bits, ofTypes, isWrong] },
  {
    classes: ['no-console'],
    words: [
      /\bsubsystem[\s,:=`'"]{0,3}windows\b|\bwindows[\s_]?subsystem\b|-mwindows\b/i,
      /\b(?:quit\w*|exit\w*|crash\w*|fail\w*|errors?|nothing|not work\w*|panic\w*|abort\w*)\b/i,
    ],
  },
  // Little is said here: the answer is the likeliest of what is spoken of, and undecided.
  { classes: ['last-error-lost', 'stale-last-error'], words: [ofLastError, isOff], isWeak: true },
  {
    classes: ['closed-handle'],
    words: [
      /\bCloseHandle\b|\bhandles?\b.{0,40}\bclos\w+|\bclos\w+\b.{0,40}\bhandles?\b/i,
      isWrong,
    ],
    isWeak: true,
  },
  {
    classes: ['failed-open', 'sentinel-mismatch'],
    words: [/\bINVALID_HANDLE_VALUE\b|\bCreateFile\w?\b|\bOpenProcess\b/, isWrong],
    isWeak: true,
  },
  // What a child keeps open. https://learn.microsoft.com/en-us/windows/win32/procthread/inheritance
  {
    classes: ['inheritance'],
    words: [
      /\bchild process(?:es)?\b|\bsub-?process(?:es)?\b|\b(?:start|launch|spawn)(?:s|ed|ing)? (?:an? ?other|an?|the|some) (?:\w{2,12} )?(?:app\w{0,9}|program|process|exe)\b/i,
      gated(
        /\b(?:sockets?|ports?|handles?|files?|pipes?|listen\w*)\b.{0,80}\b(?:(?:still|stays?|remains?|kept|keeps?) (?:\w{1,10} )?(?:open|alive|bound|locked|listening|in use|used|exist\w*)|until (?:the )?(?:child|sub-?process|it) (?:\w{1,6} ){0,2}(?:exit|end|terminat)\w*)/i,
        /\bclos(?:e|es|ed|ing)\b.{0,60}\buntil\b.{0,40}\b(?:child|sub-?process(?:es)?|it)\b.{0,24}\b(?:exit|end|terminat|finish)\w*/i,
      ),
    ],
  },
  {
    classes: ['inheritance'],
    words: [/\bCreateProcess\w?\b|\bchild process(?:es)?\b/, isWrong],
    isWeak: true,
  },
  // A member that takes the size of its struct is filled in, and nothing else is told.
  {
    classes: ofStructs,
    first: 'struct-size-constant',
    words: [
      /\b(?:cb\w{0,12}|\w{0,12}Size|dwLength|nLength)\b ?(?::=|=(?!=)|:) ?.{0,24}\b(?:sizeof|size_of|SizeOf|LenB?)\b ?[(<:!]/,
    ],
    isWeak: true,
  },
  { classes: ofStructs, words: [/\bstruct(?:ure)?s?\b|\bStructLayout\b/i, isWrong], isWeak: true },
  { classes: cut, words: [ofPointers, bits, isWrong], isWeak: true },
  { classes: cut, words: [ofPointers, ofTypes, isWrong], isWeak: true },
]
