import { gated } from '../patterns/gated.ts'
import { functionFacts } from '../functions.ts'

/** How people say what a code means, in brackets or behind a dash; only for codes that mean something else elsewhere, or nothing. */
export const glosses: Readonly<Record<string, RegExp>> = {
  5: /access|denied|permission/i,
  6: /handle/i,
  87: /param|argument/i,
  126: /module|dll/i,
  127: /procedure|function/i,
  193: /win32|executable|application|exe\b/i,
  998: /memory|access/i,
  1400: /window/i,
  1784: /buffer/i,
}
/** The words behind a code that say what it means: `87 (incorrect parameters)`, `6 - bad handle`. */
export const gloss = /^ ?(?:\(|[-–—:=] ?|\/ ?)["'`]?([a-z][^()\n]{3,60})/i
/** In front of the number of an issue, a ticket or a change. */
export const ofIssue =
  /(?:\b(?:issues?|tickets?|bugs?|PR|MR|pull requests?|merge requests?|patch|change|commit)(?: (?:number|no\.?|nr\.?))? ?[#!]?|(?:^|[^\w&])#|\bGH-)$/i
/** A frame of a debugger: `#6  0x00007ff8 in ReadFile`. */
export const ofFrame = /^\s{0,8}#\d{1,4}\s/
/** Protocols and tools with codes of their own, in front of the word that means an error. */
export const ofOther =
  /\b(HTTPS?|FTP|SMTP|IMAP|SQL|MySQL|ODBC|SSL|TLS|SSH|DNS|LDAP|SNMP|Modbus|curl|wget|npm|pip|git|gcc|make|rsync|ssh|JSON-RPC|gRPC|libusb|OpenGL|CUDA|SDL|ALSA|MME|Kafka|NNTP|POP3|IMAP4|Redis|MQTT|AMQP|S3)(?:\/\d(?:\.\d)?)? (?:(?:status|response|client|server|protocol|exit) ?)?(?:error|failure|code|status)(?: (?:code|number))?\W{0,3}$/i

/** Behind a number that counts something. */
export const counted =
  /^(?:, {1,4}(?:[Pp]assed|[Ss]kipped|[Tt]otal|[Ff]ailed):|[\s-]?(?:%|\/|of\b|bits?\b|(?:more |unit |failed )?(?:tests?|errors?|warnings?|files?|bytes?|items?|times|packages?|modules?|problems?|checks?|jobs?|specs?|suites?|assertions?|attempts?|retries|failures?|vulnerabilities|ms|s|sec|seconds?|minutes?|hours?|passed|failed)\b))/i
const denies = String.raw`\b(?:not|nicht|pas|non|não|no|niet|nie|не)\b(?: \p{L}{1,12}){0,4}`
const turns = String.raw`,? (?:but|sondern|mais|sino|mas|ma|maar|lecz|а)(?: \p{L}{1,12}){0,3}`
/** In front of a code that is denied in favour of another, and behind it: `does not fail with 6 but with 87`, `nicht mit 6, sondern mit 87`. */
export const deniedBefore = new RegExp(`${denies} $`, 'iu')
export const deniedBehind = new RegExp(`^${turns} \\d`, 'iu')
/** In front of the other one. */
export const insteadBefore = new RegExp(`${denies} \\d{1,5}${turns} $`, 'iu')
/** In front of a number that stands in a list of counts: `0 errors, 6`. */
export const ofCounts = /(?:^|[^\w.,-])\d{1,6} \p{L}{2,20}, {0,2}$/u
/** Symbols of other libraries anywhere on the line, and words that only other systems have in front of a number. */
export const foreignLine =
  /\b(?:SQLITE|CURLE|SSL|MYSQL|ORA|PGRES|LIBUSB_ERROR|ECONN|CUDA_ERROR|VK_ERROR|CL)_[A-Z]{3,40}\b|\bsqlite3?\b|\brpc error\b|^\W{0,3}ERROR \d{4} \(\w{5}\)/
/** A symbol that belongs to another library: `CURLE_COULDNT_RESOLVE_HOST`, `SSL_ERROR_SYSCALL`. */
export const foreign = /^\W{0,4}(?!ERROR_|STATUS_|E_|WAIT_)([A-Z][A-Z0-9]{1,20}_[A-Z0-9_]{2,60})/
/** https://pubs.opengroup.org/onlinepubs/9699919799/functions/strerror.html: glibc's and macOS' words for small numbers. */
export const posix = gated(
  /No such device or address/,
  /Device not configured/,
  /No such file or directory/,
  /Permission denied/,
  /Bad file descriptor/,
  /Input\/output error/,
  /Operation not permitted/,
  /Inappropriate ioctl/,
  /Resource temporarily unavailable/,
  /Connection refused/,
  /Invalid argument/,
  /Couldn.t resolve host/,
)

/** Whether a line names a function of Windows. */
export function namesFunction(line: string): boolean {
  return (line.match(/\b[A-Z][a-z]+[A-Z][A-Za-z]{2,40}\b/g) ?? []).some(
    name => functionFacts(name) !== undefined,
  )
}
