import { gated } from '../patterns/gated.ts'

/** A file or a program of one width beside something of the other. */
export const otherWidth = gated(
  /\b(?:x64|64[- ]?bits?)(?: bits?)?\b.{0,40}\bfrom\b.{0,16}\b(?:x86|32[- ]?bits?)(?: bits?)? process(?:es)?\b/i,
  /\b(?:x64|64[- ]?bits?) process(?:es)?\b.{0,24}\b(?:from|by)\b.{0,12}\b(?:x86|32[- ]?bits?)\b/i,
  /\b(?:32[- ]?bits?|x86)\b.{0,24}\b(?:to|into|in|with|on|reads?|injects?)\b.{0,16}\b(?:64[- ]?bits?|x64) (?:process(?:es)?|programs?|app\w*|games?|target)\b/i,
  /\b(?:dlls?|librar(?:y|ies)|executables?|drivers?|modules?|python|interpreter|process(?:es)?|program|application)\b.{0,30}\b(?:(?:32|86)[- ]?bits?\b(?:(?!\b(?:works?|runs?|fails?|fine|crash\w*|but not)\b).){0,60}\b64|64[- ]?bits?\b(?:(?!\b(?:works?|runs?|fails?|fine|crash\w*)\b).){0,60}\b32)[- ]?bits?\b/i,
  /\b(?:32[- ]?bits?|x86)\b.{0,24}\b(?:dll|library|executable|driver|module)\b.{0,40}\b(?:64[- ]?bits?|x64)\b/i,
  /\b(?:64[- ]?bits?|x64)\b.{0,24}\b(?:dll|library|executable|driver|module)\b(?! but ).{0,40}\b(?:32[- ]?bits?|x86)\b/i,
  /\b(?:from|in|by|using) (?:an? |the )?(?:32[- ]?bits?|x86) process\b.{0,120}\b(?:64[- ]?bits?|x64) (?:dll|process|library|executable)/i,
  /\b(?:from|in|by|using) (?:an? |the )?(?:64[- ]?bits?|x64) process\b.{0,120}\b(?:32[- ]?bits?|x86) (?:dll|process|library|executable)/i,
  /\b32[- ]?bits? (?:dlls?|librar(?:y|ies))\b.{0,24}\b(?:works?|worked|loads?|runs?)\b.{0,24}\b32[- ]?bits? \w/i,
  /\b(?:32|64)[- ]?bits? (?:version|build|copy) of (?:the |your |this )?[\w.]{0,24} ?(?:dlls?|librar(?:y|ies))\b/i,
)

/** A handle that a child does not get, or gets and should not. */
export const inheritable = gated(
  /\bbInheritHandles?\b.{0,12}\bTRUE\b/i,
  /\b(?:un|non-?|not (?:be )?)inherit(?:able|ed)\b/i,
  /\b(?:handles?|stdin|stdout|stderr|pipes?)\b.{0,60}\binherit\w*/i,
  /\binherit\w*\b.{0,60}\b(?:handles?|stdin|stdout|stderr|pipes?|child\w*)\b/i,
)

/** The streams that a child is given, by the members of STARTUPINFO: https://learn.microsoft.com/en-us/windows/win32/api/processthreadsapi/ns-processthreadsapi-startupinfow */
export const ofStartup = gated(/\bhStd(?:Input|Output|Error)\b|\bSTARTF_USESTDHANDLES\b/)

/** A library, a program, a provider or a view of the system that is of the other width: linkers, the loader, COM, ODBC, the redirections of WOW64. https://learn.microsoft.com/en-us/windows/win32/winprog64/running-32-bit-applications */
export const ofOtherBuild = gated(
  /\bnot supported (?:in|by) (?:an? )?(?:32|64)[- ]?bit process(?:es)?\b/i,
  /\b(?:providers?|drivers?|components?|controls?|OCX|ActiveX|dlls?|librar(?:y|ies))\b.{0,40}\b(?:(?:32|64)[- ]?bits? only|only (?:in |for |as |available |exists? )*(?:32|64)[- ]?bits?)\b/i,
  /\bmachine type\b.{0,24}\b(?:conflicts with|does(?:n['’]t| not) match)\b/i,
  /\b(?:architecture|address[- ]size|pointer[- ]size) mismatch\b/i,
  /\bmismatch\w* (?:of |in )?(?:the )?(?:address|pointer) sizes?\b/i,
  /\b(?:incompatible|wrong|mismatch(?:ed|ing)?|different|unsupported) (?:cpu |processor )?(?:architecture|bitness)\b/i,
  /\bbitness\b.{0,40}\b(?:match|mismatch|differ\w*|same|wrong)\b/i,
  /\bskipping incompatible\b/i,
  /\bfile in wrong format\b/i,
  /\bSysnative\b/i,
  /\bWow6432Node\b/i,
  /\bWow64(?:Disable|Revert|Enable)Wow64Fs\w*/i,
  /\bKEY_WOW64_(?:64|32)KEY\b/i,
  /\bRegistryView\.Registry(?:32|64)\b/i,
  /\bprovider is not registered on the local\b/i,
  /\bclass (?:is )?not registered\b/i,
  /\bREGDB_E_CLASSNOTREG\b/i,
  /\b(?:0x)?80040154\b/i,
  /\bnot designed to run on Windows or it contains an error\b/i,
  /\b0xc000007b\b/i,
  /\b(?:version|file) of .{1,60} is not compatible with the version of Windows\b/i,
)
