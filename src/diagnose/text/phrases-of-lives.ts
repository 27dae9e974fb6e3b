import { gated } from '../patterns/gated.ts'

/** A handle that was good once: "the stored handle can be outdated", "its handle is no longer valid". */
const outdated = gated(
  /\b\w{0,24}handles?\b[\x60'"]?.{0,40}\b(?:outdated|stale|dangling|expired|no longer (?:be )?valid|(?:became|becomes?|becoming|gets?|got|turns?|turned|gone|goes|went) (?:stale|invalid))\b/i,
  /\b(?:outdated|stale|dangling|expired)\b.{0,16}\b\w{0,24}handles?\b/i,
)
/** What is done with something that is closed: "reading on a closed serial object". */
const onClosed = gated(
  /\b(?:on|from|to|of|with|using) (?:an? |the )?(?:already |previously |now )?[- ]?closed (?:serial |com |tcp |named |file )?(?:port|handle|file|object|connection|device|socket|pipe|stream)\b/i,
  /\b(?:port|handle|device|connection)\b.{0,16}\b(?:had been|has been|was|is) closed\b.{0,60}\b(?:still|keeps?|continues?|poll\w{0,4}|reads?|writes?|calls?)\b/i,
)
export const usedAfter = {
  test: (line: string): boolean => outdated.test(line) || onClosed.test(line),
}

/** An OVERLAPPED that is given back before Windows is done with it. https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped */
export const releasedOverlapped = gated(
  /\b\w{0,12}overlapped\b.{0,40}\b(?:released|freed|destroyed|deallocated|disposed|reused|deleted|gone)\b.{0,40}\b(?:before|while|too early|still|pending|until)\b/i,
  /\b(?:freeing|releasing|destroying|deallocating|deleting|reusing)\b.{0,24}\b\w{0,12}overlapped\b/i,
)

/** A buffer or an OVERLAPPED that is freed or moved while Windows still writes into it: "moved the struct after ReadFile had its pointer". */
export const movedPending = gated(
  /\buse[- ]after[- ]free\b.{0,60}(?:\bI\/O\b|\bCancelIo(?:Ex)?\b|\basync\w*|\bcompletions?\b|\bpending\b|\b(?:Read|Write)File(?:Ex)?\b)/i,
  /\b(?:mov(?:es|ed|ing)|reallocat\w{1,4})\b.{0,16}\b(?:struct\w{0,4}|buffer|overlapped|it)\b.{0,24}\b(?:after|while|before)\b.{0,24}\b(?:(?:Read|Write)File(?:Ex)?|DeviceIoControl|pending|(?:read|write|I\/O|transfer|operation))\b/i,
)

/** What is done to an OVERLAPPED that nobody cleared. */
export const uncleared = gated(
  /\b(?:fail\w{0,4}|forg[eo]t\w{0,3}|without|not|never|missing|lack\w{0,3}|n['’]t)\b.{0,16}\b(?:initiali[sz]\w{1,6}|zero\w{0,4}|clear\w{0,4}|memset)\b.{0,24}\boverlapped\b/i,
  /\boverlapped\b.{0,40}\b(?:uninitiali[sz]ed|(?:not|never|n['’]t) (?:been )?(?:zero[- ]?)?(?:initiali[sz]ed|zeroed|cleared)|(?:must|should|needs? to|ha(?:s|ve|d) to) be (?:\w{2,12} )?(?:zeroed|cleared|initiali[sz]ed|set to (?:0|zero|null)))\b/i,
)
