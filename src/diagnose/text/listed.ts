import { gated, type Pattern } from '../patterns/gated.ts'
import { describedIn } from './described.ts'

/** A section of a text that lists what did not fail: how it is headed, what stands in it, and how many heads make one. */
interface Section {
  readonly heading: Pattern
  readonly entry: Pattern
  readonly reason: string
  readonly heads?: number
  /** Whether it is read all the same where it describes a mistake. */
  readonly unlessTold?: true
}

/**
 * Lists of changes, https://keepachangelog.com/en/1.1.0/, and of what a module imports,
 * https://learn.microsoft.com/en-us/cpp/build/reference/imports-dumpbin
 */
const sections: readonly Section[] = [
  {
    heading: gated(
      /^#{1,4} \[?v?\d{1,4}\.\d{1,4}(?:\.\d{1,5})?\]?(?:[ (].{0,60})?$/,
      /^#{2,4} (?:Added|Changed|Fixed|Removed|Deprecated|Security|Bug [Ff]ixes|Features|Changelog|Release [Nn]otes)\s?$/,
      /^(?:[*•-] )?(?:[Vv]ersion |[Rr]elease |v)?\d{1,4}\.\d{1,4}(?:\.\d{1,5})? ?[-(–,]? ?\(?\d{4}-\d\d-\d\d\)?:?$/,
      /^(?:[Vv]ersion |[Rr]elease |v)\d{1,4}\.\d{1,4}(?:\.\d{1,5})?(?: \([^()\n]{1,60}\))?:?$/,
      /^(?:Bug ?[Ff]ixes|Change ?log|Release [Nn]otes|What['’]s [Nn]ew)(?: (?:in|of) [\w. ]{1,20})?:?$/,
    ),
    entry: /^\s?[-*•+] \S|^ \S/,
    reason: 'it tells what a version changed',
  },
  // https://rpm-packaging-guide.github.io/#working-with-spec-files, https://www.debian.org/doc/debian-policy/ch-source.html#debian-changelog-debian-changelog
  {
    heading:
      /^\* (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d{1,2} \d{4} \S|^[a-z][a-z0-9+.-]{1,40} \([\w.:~+-]{1,40}\) [a-z-]{3,20}; urgency=/,
    entry: /^\s?[-*+] \S|^ \S/,
    reason: 'it tells what a version changed',
  },
  // https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html
  {
    heading: /^(?:#~ )?(?:msgid|msgstr|msgctxt|msgid_plural)(?:\[\d\])? "/,
    entry: /^(?:#~ )?"|^#[:,.~|]/,
    reason: 'it is from a catalogue of sentences, and nothing happened',
    heads: 2,
  },
  // winerror.h and ntstatus.h: https://learn.microsoft.com/en-us/windows/win32/eventlog/message-text-files
  {
    heading: /^\/\/ ?(?:MessageId|MessageText|SymbolicName|Facility)\b/,
    entry: /^\/\/|^# ?define /,
    reason: 'it is from a list of all codes',
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
  {
    heading: /^\s?<Code>[A-Z]\w{3,60}<\/Code>$/,
    entry: /^\s?<\/?[A-Z]\w{1,40}>/,
    reason: 'it is a request that a server answered',
  },
  // Tasks: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/about-task-lists
  {
    heading: /^\s?[-*+] \[[xX]\] \S/,
    entry: /^\s?[-*+] \[ \] \S/,
    reason: 'it is a list of tasks, and nothing happened',
    unlessTold: true,
  },
  // Symbols: https://sourceware.org/binutils/docs/binutils/nm.html
  {
    heading: /^\s{0,20}[0-9a-fA-F]{8,16} {1,2}[TtDdBbRrWwIiCA] [\w@?$.]{2,120}\s?$/,
    entry: /^\s{0,20}U [\w@?$.]{2,120}\s?$/,
    reason: 'it is a list of symbols, and no call',
  },
  // https://git-scm.com/docs/diff-format#generate_patch_text_with_p
  {
    heading:
      /^(?:diff (?:--git |-[a-zA-Z]{1,4} )|Index: \S|--- (?:a\/|\S{1,200}\s\d{4}-)|@@ -\d{1,7}(?:,\d{1,7})? \+\d{1,7}(?:,\d{1,7})? @@)/,
    entry:
      /^(?:[ +\\-]|index [0-9a-f]{4,40}\.\.|new file mode |deleted file mode |old mode |new mode |similarity index |rename (?:from|to) |Binary files |={20,}$)/,
    reason: 'it is a change of a source, and no call',
    unlessTold: true,
  },
  // Tables that say what a message means, or what to do: of Markdown, AsciiDoc and in columns.
  {
    heading:
      /^\|? ?(?:\*\*)?(?:(?:Error |Return |Exit )?(?:[Mm]essages?|[Cc]odes?|[Ee]rrors?|[Ss]ymptoms?|[Pp]roblems?|[Vv]alues?)|Error (?:text|name)|Meldung|Fehler(?:code|meldung)?|Code d.erreur|Mensaje|Error)(?:\*\*)? ?[|\t,;].{0,80}\b(?:[Ww]hat to do|[Mm]eanings?|[Cc]auses?|[Ss]olutions?|[Ff]ix(?:es)?|[Rr]emedy|[Dd]escriptions?|[Rr]esolutions?|[Aa]ctions?|[Ww]orkarounds?|[Ee]xplanations?|[Rr]easons?|[Nn]otes?|Ursache|Lösung|Bedeutung|Abhilfe|Signification|Causa|Solución)\b/,
    entry: /^\||^\s?[\w`"'].{0,200}[|\t;]|^[-+| :]{3,200}$/,
    reason: 'a row of a table of messages',
  },
  {
    heading:
      /^(?:Return|Error|Exit) (?:[Cc]odes?|[Vv]alues?|[Nn]umbers?) (?:[Nn]ames? )?(?:[Mm]eanings?|[Dd]escriptions?|[Mm]essages?|[Ee]xplanations?)\s?$/,
    entry: /^\s?(?:0x)?[0-9A-Fa-f]{1,8} \S/,
    reason: 'a row of a table of messages',
  },
  // Questions and answers, and the headings of manuals.
  {
    heading: gated(
      /^#{1,4} (?:Troubleshooting|FAQ|Frequently [Aa]sked [Qq]uestions|Common (?:[Ee]rrors|[Pp]roblems|[Ii]ssues|[Mm]essages)|(?:[Ee]rror|[Rr]eturn|[Ee]xit) (?:[Cc]odes|[Mm]essages|[Vv]alues)|Fehlerbehebung|Häufige Fragen|Known (?:errors|messages))\s?$/,
      /^(?:Q|Question|Frage)\s?(?:\d{1,3})?[:.)] .{4,300}\?\s?$/,
    ),
    entry:
      /^\||^#{3,6} |^(?:A|Q|Answer|Antwort|Question)\s?(?:\d{1,3})?[:.)] |^[-*] [`"“*]|^\*\*["`“]?[A-Z].{2,200}\*\*|^ /,
    reason: 'it tells of messages that may appear, not of one that did',
  },
  // The answers of err.exe and certutil -error: https://learn.microsoft.com/en-us/windows/win32/debug/system-error-code-lookup-tool
  {
    heading: /^# (?:for (?:decimal|hex)|as an? \w{3,12}:)/,
    entry: /^# |^ \w{3,80} \w{3,40}\.h\s?$/,
    reason: 'it is from a list of all codes',
  },
  // Get-Process and the columns of other lists of processes.
  {
    heading:
      /^\s?(?:Handles NPM\(K\)|NPM\(K\) PM\(M\)|Image Name PID\b|Abbildname PID\b|Nombre de imagen PID|Nom de l.image PID|PID (?:PPID|USER|TTY|Name)\b|Proto Local Address\b|Name ProcessId\b|Status Name DisplayName)/,
    entry:
      /^[\s=-]{3,200}$|^\s?[-\d]\S{0,12} (?:\S{1,20} ){2,9}\S{1,80}\s?$|^\s?(?:Running|Stopped) \S|^\s?\S{1,60}(?: \S{1,30}){0,3} \d{1,9}\s?$/,
    reason: 'it is from a list of processes, files or connections',
  },
  {
    heading: /^commit [0-9a-f]{7,40}\b/,
    entry: /^(?:Author|Date|Merge|Commit|AuthorDate|CommitDate): |^ /,
    reason: 'it tells what a change is about',
  },
  // https://learn.microsoft.com/en-us/windows/win32/debug/system-error-codes--0-499-
  {
    heading: /^(?:ERROR|WSAE|STATUS)_?[A-Z0-9_]{2,60}$/,
    entry: /^\d{1,5} \(0x[0-9A-Fa-f]{1,8}\)$|^[A-Z].{5,300}\.$/,
    reason: 'it is from a list of all codes',
    heads: 2,
  },
  // The box of Windows Script Host; 800A is of the script.
  {
    heading: /^Script: .{1,300}\.(?:vbs|vbe|wsf|js)$/i,
    entry: /^(?:Line|Char|Error|Source): |^Code: 800A/,
    reason: 'the script itself is at fault, and called nothing of Windows',
  },
  {
    heading:
      /^\s?(?:(?:DLL )?(?:Delayed |Static )?[Ii]mports?(?: (?:from|of) \S{1,40})?|[Ii]mport(?:ed)? (?:[Ff]unctions?|[Nn]ames?|[Tt]able)|[Ee]xports?|.{0,40}\bfollowing (?:delay load )?(?:imports|exports)):?$/,
    entry:
      /^\s?(?:[0-9A-Fa-f]{1,16} ){0,4}[A-Za-z_][\w.@?$]{2,80}$|^\s?[0-9A-Fa-f]{1,16} (?:Import |time |Index )/,
    reason: 'it lists functions, and none that was called',
  },
]

/** Whether lines describe a mistake. */
function isToldIn(texts: readonly string[], own: readonly number[]): boolean {
  return describedIn(own.map(index => (texts[index] ?? '').replace(/^[+-] ?/, ''))).length > 0
}

/** The lines of the lists that a text has of changes, messages and imports, with the reason why nothing failed there. */
export function listedIn(texts: readonly string[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const { heading, entry, reason, heads = 1, unlessTold } of sections) {
    const own: number[] = []
    let isInside = false
    for (const [index, text] of texts.entries()) {
      if (heading.test(text)) isInside = true
      else if (isInside && text.trim() !== '' && !entry.test(text)) isInside = false
      if (isInside && text.trim() !== '') own.push(index)
    }
    if (own.filter(index => heading.test(texts[index] ?? '')).length < heads) continue
    if (unlessTold && isToldIn(texts, own)) continue
    if (own.some(index => entry.test(texts[index] ?? '') && !heading.test(texts[index] ?? '')))
      for (const index of own) found.set(index, reason)
  }
  return found
}
