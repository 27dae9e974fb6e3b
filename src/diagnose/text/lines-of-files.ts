import { gated } from '../patterns/gated.ts'
import type { KindOfLine } from './lines-of-others.ts'

const ofCatalogues = 'it is from a catalogue of sentences, and nothing happened'
const ofLists = 'it is from a list of processes, files or connections'
const ofApis = 'its handles and codes are those of another API, not of Windows'

/**
 * Entries of translation catalogues and tables of strings: of gettext, https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html,
 * Qt and XLIFF, .resx, Android, Apple, resource scripts and message files, and properties.
 */
const catalogues: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\s?(?:#~ )?(?:msgid|msgstr|msgctxt|msgid_plural)(?:\[\d\])? ?"/,
      /^#: \S{1,200}:\d{1,6}/,
      /^#, (?:c|python|qt|fuzzy)/,
    ),
    reason: ofCatalogues,
  },
  {
    pattern: gated(
      /^\s?<(?:source|target|translation|segment|note|extracomment)(?: [\w:]{1,20}="[^"\n]{0,80}"){0,4}>.{0,600}<\/(?:source|target|translation|segment|note|extracomment)>$/,
      /^\s?<(?:string name|data name|trans-unit id)="[^"\n]{1,120}"[^>\n]{0,80}>/,
      /^\s?<value>[^<\n]{0,600}<\/value>/,
    ),
    reason: ofCatalogues,
  },
  {
    pattern: gated(
      /^\s?"[^"\n]{1,200}" ?= ?"[^"\n]{0,400}";$/,
      /^\s?(?:IDS?|MSG|STR)_\w{1,60},? {1,4}"/,
      /^(?:MessageId ?=|SymbolicName ?=|Language ?=\w|Facility ?=|Severity ?=)/,
    ),
    reason: ofCatalogues,
  },
  {
    pattern: gated(
      /^[a-z]\w{0,40}(?:[.-]\w{1,40}){1,6} ?= ?\p{Lu}\p{L}{0,20}(?: [^=\s]{1,40}){1,40}$/u,
    ),
    reason: ofCatalogues,
    atLeast: 2,
  },
  {
    pattern: gated(
      /^\s?"(?!(?:message|error|msg|text|title|name|description|details?|stack|reason|status|code|level)")[A-Za-z][\w.-]{1,80}": "\p{Lu}[^"\n]{4,300}",?$/u,
    ),
    reason: ofCatalogues,
    atLeast: 3,
  },
]

/** Lists of processes, services, connections and files. https://learn.microsoft.com/en-us/windows-server/administration/windows-commands/tasklist */
const lists: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\s?\S.{0,80} \d{1,7} (?:(?:Console|Services|Dienste|Servicios|RDP-Tcp#\d{1,4}) \d{1,4} [\d.,'  ]{1,14} ?[KkКк]|N\/A\s?$|N\/A \S)/,
    ),
    reason: ofLists,
  },
  {
    pattern: gated(
      /^\s?"?(?:[\w .()+-]{1,60}\.exe|System Idle Process|System)"?,"?\d{1,7}"?,"/i,
      /^\s?[\w.()+-]{1,60}\.exe (?:pid: ?\d|\d{1,7} {1,4}\d{1,7}(?: \d{1,7}){0,6}\s?$)/i,
    ),
    reason: ofLists,
  },
  {
    pattern: gated(
      /^\s?(?:TCP|UDP)(?:v6)? \S{3,60}:\d{1,5} \S{1,60}(?::\d{1,5}|:\*) (?:[A-Z_]{3,14} )?\d{1,7}\s?$/,
    ),
    reason: ofLists,
  },
  {
    pattern: gated(
      /^\s?\d\d[./-]\d\d[./-]\d{2,4} {1,2}\d\d:\d\d(?: [AP]M)? {1,4}(?:<DIR>|[\d.,]{1,16}) \S.{0,160}$/,
      /^\s?[-d][-ahrsl]{4,5} {1,4}\d{1,2}[./-]\d{1,2}[./-]\d{2,4} {1,4}\d{1,2}:\d\d(?: [AP]M)? {1,4}\d{0,12} ?\S/,
    ),
    reason: ofLists,
  },
]

/**
 * Other APIs with handles and codes of their own: Vulkan's validation layers, OpenGL and EGL, X11, CUDA, OpenCL, PKCS #11, ODBC, MPI.
 * https://github.com/KhronosGroup/Vulkan-ValidationLayers, https://www.x.org/releases/current/doc/libX11/libX11/libX11.html#Using_the_Default_Error_Handlers
 */
const apis: readonly KindOfLine[] = [
  {
    pattern: gated(
      /\bVUID-/,
      /\bVK_(?:ERROR|OBJECT_TYPE|NULL_HANDLE|RESULT)\w{0,60}/,
      /\bVk[A-Z]\w{2,30} (?:Object )?0x/,
      /\bvk(?:Cmd|Create|Destroy|Queue|Allocate|Get|Bind|Map|Free|Wait|Reset|Begin|End|Update|Acquire|Enumerate)[A-Z]\w{1,60}/,
      /\bValidation (?:Error|Layer)s?: \[/,
      /^\s?Objects: \d/,
      /^\s?\[\d{1,3}\] 0x[0-9a-f]{1,16}, type: \d/,
    ),
    reason: ofApis,
    unless: 'exact',
  },
  {
    pattern: gated(
      /\bE?GL_(?:INVALID|OUT|STACK|BAD|CONTEXT|NOT|DEBUG|FRAMEBUFFER)_\w{2,40}/,
      /\b(?:OpenGL|GL|WebGL|EGL|GLFW|GLEW) ?[Ee]rror\b/,
      /\bglGetError\b/,
      /\bWebGL: [A-Z_]{4,40}/,
    ),
    reason: ofApis,
    unless: 'exact',
  },
  {
    pattern: gated(
      /\bX Error(?: of failed request)?\b/,
      /\bBad(?:Window|Drawable|Pixmap|Match|Atom|Cursor|Font|GC|IDChoice|Implementation|Length|Name|Request|Value|Access|Alloc|Color) ?\(/,
      /\b(?:[Mm]ajor|[Mm]inor) opcode\b/,
      /\b(?:Resource id|Value|Atom id) in failed request\b/,
      /\bSerial number of failed request\b/,
      /\bCurrent serial number in output stream\b/,
      /^Xlib: /,
      /\bxcb_\w{3,30}/,
    ),
    reason: ofApis,
    unless: 'exact',
  },
  {
    pattern: gated(
      /\bCUDA (?:driver |runtime )?error\b/,
      /\bcuda(?:Error[A-Z]\w{2,50})/,
      /\bCU(?:DA|BLAS|DNN|FFT|SPARSE|SOLVER)_(?:ERROR|STATUS)_\w{2,50}/,
      /\bCL_(?:INVALID|OUT_OF|DEVICE|MEM|BUILD)_\w{2,50}/,
      /\bCKR_[A-Z_]{4,40}/,
      /\bSQL_INVALID_HANDLE\b/,
      /\bMPI_ERR_\w{2,30}/,
      /\bhipError[A-Z]\w{2,40}/,
      /\bALC?_INVALID_\w{3,20}/,
    ),
    reason: ofApis,
    unless: 'exact',
  },
]

/** Tools that print the exit code of what they ran, with what they say around it: npm and its likes, cargo, Gradle, CI. https://docs.npmjs.com/cli/using-npm/logging */
const runners: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\s?(?:npm|pnpm|yarn|lerna) (?:ERR!|(?:error|WARN|warn|verb|info|notice)\b)/,
      /\bELIFECYCLE\b/,
      /^\s?error Command failed\b/,
    ),
    reason: 'the exit code of a process is no code of Windows',
    unless: 'code',
  },
  {
    pattern: gated(
      /^\s?error: could not compile\b/i,
      /\bsubprocess-exited-with-error\b/i,
      /\b(?:non-?zero|unexpected) exit (?:code|value|status)\b/i,
      /\bnon-?zero code\b/i,
      /\bProcess completed with exit code\b/i,
      /\bExecution failed for task '/i,
      /\bdid(?:n['’]t| not) (?:exit|run) successfully\b/i,
      /^FAILED: \[code=\d/i,
      /\bFailed at the \S{1,120} script\b/i,
    ),
    reason: 'the exit code of a process is no code of Windows',
    unless: 'code',
  },
]

/** Commands that say for which processor something is built or fetched, not which one runs. */
const requests: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^(?:[A-Z]:\\[^>\n]{0,200}>|PS [A-Z]:\\[^>\n]{0,200}> |\$ |> )?\s?(?:winget|choco|scoop|vcpkg|conan|nuget|npm|npx|yarn|pnpm|node-gyp|electron-rebuild|prebuild\w{0,8}) .{0,200}\s(?:-{1,2}arch(?:itecture)?|-a|--triplet|--x86|--forcex86|-s arch)\b/i,
    ),
    reason: 'it tells for which processor something was asked',
    unless: 'code',
  },
]

/** All kinds. */
export const linesOfFiles: readonly KindOfLine[] = [
  ...catalogues,
  ...lists,
  ...apis,
  ...runners,
  ...requests,
]
