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
/** A handle or an object that is used after its end. */
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

const twice = gated(
  /\bSafe ?handle has been closed\b/i,
  /\b(?:dispos|clos|free|releas|destroy|disconnect)\w{0,4}(?:\(\))?\b(?:(?!open|start|connect).){0,40}\b(?:again|twice|more than once|(?:a|the) second time|(?:two|three|multiple|many|several) times|repeatedly)\b/i,
  /\b(?:second|another|repeated) (?:call to )?[`'"]?(?:\w{1,20}\.)?(?:Dispos|Clos(?!er\b)|Free|Releas)\w{0,6}\b/i,
  /\bclos(?:e|es|ed|ing) (?:the |an? )?(?:wrong|another|unrelated|somebody else['’]s|other) (?:\w{1,12} )?(?:handle|file|socket|descriptor|key)\b/i,
  /\bhandle[- ]recycl\w+/i,
  /\bhandle (?:that |which )?(?:was|is|gets|has been|had been|being) (?:re-?used|recycled)\b/i,
  /\b(?:zweimal|doppelt|bereits|schon) (?:geschlossen|freigegeben)\b/i,
  /重复关闭/i,
  /两次关闭/i,
  /被关闭两次/i,
  /已经关闭/i,
  /дважды закр/i,
  /закры\w{1,6} дважды/i,
  /уже закрыт/i,
  /déjà fermé/i,
  /fermé deux fois/i,
  /ya cerrado/i,
  /cerrado dos veces/i,
  /già chiuso/i,
  /二重に?(?:クローズ|閉じ|解放)/i,
  /\b(?:double|twice|second)[- ](?:clos(?:e|ed|ing)|free[ds]?|dispos\w{1,3})/i,
  /\b(?:closed|freed|released|disposed)\b.{0,20}\b(?:twice|again|already|too early|before|while)\b/i,
  /\balready\b.{0,24}\b(?:closed|freed|released|disposed)\b/i,
  /\b(?:use|used|using)[- ]after[- ](?:close|free)/i,
  /\bfreed that\b/i,
  /\bclose failed in file object destructor/i,
  /\bGC['’]?d\b/i,
  /\bGC\.(?:Collect|KeepAlive)\b/i,
  /garbage[- ]collected/i,
  /CallbackOnCollectedDelegate/i,
  /\b(?:when|after|once|because)\b.{0,40}\b(?:handle|pipe|port|pty|conpty|stream|file|socket|process|event)\b.{0,12}\b(?:is|was|has been|gets) (?:already )?closed\b/i,
  /\brace condition\b.{0,60}\b(?:handles?|DuplicateHandle|clos\w{1,3})\b/i,
  /\b(?:handles?|clos\w{1,3})\b.{0,60}\brace condition\b/i,
)

/** A handle that is closed twice, by two owners or in two threads. */
export const closedTwice = {
  // What is opened, used and "closed again" is closed once.
  test: (line: string): boolean =>
    twice.test(line) &&
    !/\bopen(?:s|ed|ing)?\b.{0,120}\bclos\w{1,3} (?:it|them|the \w{1,12}) again\b/i.test(line),
}

/** Something in OVERLAPPED.hEvent that is not an event. */
export const inEvent = gated(
  /\bhEvent\b.{0,60}\b(?:garbage|uninitiali[sz]ed|undefined|not (?:been )?(?:set|zeroed|initiali[sz]ed|null|reset))\b/i,
  /\b(?:garbage|uninitiali[sz]ed|undefined|stale)\b.{0,24}\bhEvent\b/i,
  /\bOVERLAPPED\b.{0,40}\b(?:uninitiali[sz]ed|(?:not|never|n['’]t) (?:been )?(?:zeroed|initiali[sz]ed|cleared|reset))\b/i,
  /\b(?:pointer|context|callback|object|index|descriptor)\b.{0,30}\b(?:in|into|inside|through|via|as)\b.{0,24}\bhEvent\b/i,
  /\bhEvent\b.{0,40}\b(?:holds?|contains?|is|was|points?|set to)\b.{0,40}\b(?:pointer|not an?|instead|context|callback)\b/i,
)

/** An OVERLAPPED that is gone or elsewhere when Windows writes to it. */
export const movedOverlapped = gated(
  /\b\w{0,12}overlapped\b.{0,80}\b(?:struct local|local (?:struct|variable)|on the stack|(?:un)?pinn(?:ed|ing)|garbage[- ]collect\w*|GC|moved by|goes? out of scope|out of scope|lifetime|freed|outlives?|races?|racing|race condition)\b/i,
  /\b(?:local|stack|unpinned|moved|collected|freed)\b.{0,24}\b\w{0,12}overlapped\b/i,
)

/** What is closed or freed while a transfer is under way, which goes on writing there. https://learn.microsoft.com/en-us/windows/win32/api/minwinbase/ns-minwinbase-overlapped */
export const closedPending = gated(
  /\b(?:clos|dispos|free|destroy|exit)\w{0,4}\b.{0,60}\b(?:while|when|with|before)\b.{0,30}\b(?:I\/?O|reads?|writes?|operations?|transfers?|events?|requests?)\b.{0,16}\b(?:pending|outstanding|in flight)\b/i,
  /\b(?:pending|outstanding) (?:overlapped|asynchronous)\b.{0,60}\b(?:garbage|freed|released|not (?:cancel\w{0,4}|closed?))\b/i,
)
