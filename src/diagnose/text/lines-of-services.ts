import { gated } from '../patterns/gated.ts'
import { ofNumbers, ofTests, type KindOfLine } from './lines-of-others.ts'

const ofServers = 'it is the answer of a server, and no code of Windows'
const ofLinux = 'it is of the Linux side'

/**
 * Servers that deny access in words which Windows has too, or number their errors: of mail (https://www.rfc-editor.org/rfc/rfc3463),
 * S3 and its likes (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html), Kafka (https://kafka.apache.org/protocol#protocol_error_codes),
 * Redis, DB2 and SQL Server, and of persistent identifiers (https://www.rfc-editor.org/rfc/rfc3650).
 */
const servers: readonly KindOfLine[] = [
  // The loader of macOS: https://keith.github.io/xcode-man-pages/dyld.1.html
  {
    pattern: gated(/\bdyld(?:\[\d{1,8}\])?: |\bmach-o file\b|\bincompatible architecture \(have '/),
    reason: 'it is of the loader of macOS',
  },
  {
    pattern: gated(
      /\b(?:postfix|sendmail|exim4?|dovecot|opensmtpd)\b ?[/[:]/i,
      /\b[45]\d\d[ -][45]\.\d{1,3}\.\d{1,3}\b/i,
      /\bdsn=[45]\.\d/i,
      /\bNOQUEUE: /i,
      /\bSMTP(?:;| error)[ :]{1,2}\d{3}\b/i,
    ),
    reason: ofServers,
    unless: 'exact',
  },
  {
    pattern: gated(
      /<Code>[A-Z]\w{3,60}<\/Code>/,
      /\bAn error occurred \(\w{3,60}\) when calling the \w{3,60} operation\b/,
      /\bhttps response error StatusCode: \d/,
      /\bapi error [A-Z]\w{3,60}: /,
      /\bAccessDenied(?:Exception)?\b/,
      /\bgoogleapi: Error \d/,
    ),
    reason: ofServers,
    unless: 'exact',
  },
  // Replies of FTP and SMTP, clients of databases, Entra ID and gRPC of Rust.
  {
    pattern: gated(
      /^(?:<-? ?|S: )?5[035]\d[ -][A-Z]/,
      /\bAADSTS\d{5,7}\b/,
      /^(?:psql|pg_\w{3,20}|mysql\w{0,10}|mongo\w{0,10}|sqlplus)(?:\.exe)?: (?:error|FATAL|ERROR)\b/,
      /\bcode: (?:PermissionDenied|Unauthenticated|NotFound|InvalidArgument|Unavailable|Internal), message: /,
    ),
    reason: ofServers,
    unless: 'exact',
  },
  // Answers in JSON and SOAP, and events of Kubernetes.
  {
    pattern: gated(
      /"(?:code|status(?:_?[Cc]ode)?)" ?: ?"?[45]\d\d\b/,
      /"status" ?: ?"[A-Z]{3,20}_[A-Z_]{3,20}"/,
      /<faultstring\b/,
      /\bFailedMount\b/,
    ),
    reason: ofServers,
    unless: 'exact',
  },
  {
    pattern: gated(
      /\bkafka\.(?:\w{1,30}\.)?\w{0,30}(?:Error|Exception|errors)\b/,
      /\b(?:kafka|rdkafka)[.#\w]{1,40}\b.{0,80}\b[Ee]rror\b/,
    ),
    reason: ofNumbers,
    unless: 'code',
  },
  {
    pattern: gated(
      /^\s?(?:\d{1,3}(?:\.\d{1,3}){3}|localhost|redis):\d{2,5}(?:\[\d{1,3}\])?> /,
      /^\(error\) [A-Z]{2,14} /,
    ),
    reason: ofServers,
  },
  {
    pattern: gated(
      /\bSQL\d{4,5}[NW]\b/,
      /\bSQLSTATE[=: ]{1,2}\w{5}\b/,
      /\bError: \d{1,6}, Severity: \d{1,2}, State: \d/,
    ),
    reason: 'a number of SQL or of its server, not of Windows',
    unless: 'exact',
  },
  {
    pattern: gated(
      /\bHandle System\b/i,
      /\b(?:hdl\.handle\.net|doi\.org)\//i,
      /\bhandle\b.{0,40}\b(?:\d{2}\.\d{4,9}(?:\.\d{1,9})?|\d{4,5})\/[\w.]/i,
    ),
    reason: 'its handle is a persistent identifier, not one of Windows',
    unless: 'exact',
  },
  // https://github.com/PortAudio/portaudio/blob/master/include/portaudio.h
  {
    pattern: gated(/\bPaErrorCode -\d{4}\b|\bPortAudio\w{0,8}Error\b/),
    reason: ofNumbers,
    unless: 'exact',
  },
]

/** What the Linux side of WSL and calls of POSIX say. https://github.com/microsoft/WSL/blob/master/src/linux/init/init.cpp */
const linux: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^<[1-4]>(?:WSL|init)\b|^\s?WSL \(\d{1,7}(?: - \w{0,20})?\) (?:ERROR|WARNING)\b/,
    ),
    reason: ofLinux,
  },
  // Samba's names of statuses, and the client of Linux: https://wiki.samba.org
  {
    pattern: gated(/\bNT_STATUS_[A-Z_]{3,60}|\bCIFS: (?:VFS|Status)\b|^cifs: /),
    reason: ofLinux,
  },
  {
    pattern: gated(
      /\b(?:getpw(?:uid|nam)|set(?:uid|gid|euid|rlimit|ns)|execv?p?e?|fork|chdir|chroot|ioctl|mmap|mount|dlopen|fcntl)\([^()\n]{0,120}\) failed:? (?:with )?(?:errno )?-?\d/,
    ),
    reason: ofLinux,
    unless: 'code',
  },
]

/** Tests that passed, of CTest, JUnit, NUnit and Visual Studio. https://cmake.org/cmake/help/latest/manual/ctest.1.html, https://github.com/testmoapp/junitxml */
const tests: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\s?Start {1,3}\d{1,6}: /,
      /^\s?\d{1,6}\/\d{1,6} Test {1,3}#\d{1,6}: /,
      /^\d{1,3}% tests passed, \d/,
      /^Test project \S/,
      /^Total Test time\b/,
    ),
    reason: ofTests,
    unless: 'code',
  },
  // Of mocha, automake, Go and others: what a test that passed is called may be any code.
  {
    pattern: gated(
      /^\s{0,12}[✓✔√] /,
      /^(?:PASS|XFAIL|SKIP): /,
      /^\s{0,12}--- PASS: /,
      /^\[ {1,10}OK {0,10}\] /,
      /^ok \d{1,6}\b/,
      /^\s{0,4}(?:test )?\S{1,120} \.\.\. ok$/,
    ),
    reason: ofTests,
  },
  {
    pattern: gated(
      /^\s?<testcase [^<>\n]{1,600}\/>/,
      /^\s?<testsuites?\b[^<>\n]{0,600}>/,
      /^\s?<(?:UnitTestResult|test-case|test) [^<>\n]{1,600}\b(?:outcome|result)="Pass(?:ed)?"/,
    ),
    reason: ofTests,
  },
]

/** What says that an installation went well. https://learn.microsoft.com/en-us/windows/win32/msi/event-logging */
const done: readonly KindOfLine[] = [
  {
    pattern: gated(
      /\bsuccess or error status: 0\b/,
      /\b(?:Installation|Removal|Configuration|Reconfiguration|Update) completed successfully\b/,
    ),
    reason: 'it says that an installation went well',
  },
]

/** Lists of functions and of changes. https://git-scm.com/docs/git-log, https://learn.microsoft.com/en-us/cpp/build/reference/imports-dumpbin */
const lists: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\s?(?:[*|\\/] ){0,6}(?:[0-9a-f]{7}|[0-9a-f]{9,12}|[0-9a-f]{8}(?= (?:\(|\w{2,12}(?:\([^)\n]{1,20}\))?: ))) (?:\([^()\n]{1,100}\) )?[A-Za-z][\w()/-]{1,30}:? [A-Za-z][^=]{2,200}$/,
    ),
    reason: 'it tells what a change is about',
    atLeast: 2,
  },
  {
    pattern: gated(
      /^\s?(?:[0-9a-f]{3,8} {1,3})?[0-9A-Fa-f]{1,4} [A-Z][a-z]{1,20}(?:[A-Z][A-Za-z]{0,30}){1,8}$/,
    ),
    reason: 'it lists functions, and none that was called',
    atLeast: 3,
  },
]

/** Constants that a source defines, and declarations of a header. https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes */
const constants: readonly KindOfLine[] = [
  {
    pattern: gated(
      /^\s{0,8}# ?define (?:ERROR|STATUS|WSAE|E|SCARD_[EW]|NTE|RPC_[SX]|MMSYSERR)_?[A-Z0-9_]{2,60} /,
    ),
    reason: 'it defines a constant',
  },
  {
    pattern: gated(
      /^\s?\|? ?(?:0x)?[0-9A-Fa-f]{1,8}L? ?(?:[|=:,]|->|=>) ?["'`]?(?:ERROR_|STATUS_|WSAE)[A-Z0-9_]{3,60}/,
      /^\s?case (?:\w{1,20}\.)?(?:ERROR_|STATUS_|WSAE)[A-Z0-9_]{3,60} ?:/,
    ),
    reason: 'a row of a table of codes',
    atLeast: 2,
  },
  {
    pattern: gated(
      /^\s?(?:[A-Za-z]{2,10} ){0,5}(?:ERROR_|STATUS_|WSAE)[A-Z0-9_]{3,60}(?: As Long|: ?\w{1,12})? ?(?::?=|::) ?(?:\w{1,12}\()?(?:0x|&H)?[0-9A-Fa-f]{1,8}\)?[LUuIi&;,]{0,3}$/,
    ),
    reason: 'it defines a constant',
    atLeast: 2,
  },
]

/** All kinds. */
export const linesOfServices: readonly KindOfLine[] = [
  ...servers,
  ...linux,
  ...tests,
  ...done,
  ...lists,
  ...constants,
]
