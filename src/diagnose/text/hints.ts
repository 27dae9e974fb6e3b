import type { FeatureValue, Features } from '../../mistakes/features.ts'

type Hint = FeatureValue<'hint'>

/** Words that say more than the code. The order is that of their weight: only the first counts. */
const hints: readonly (readonly [Hint, RegExp])[] = [
  [
    'stack',
    /PInvokeStackImbalance|Procedure (?:probably )?called with|stack imbalance|calling convention/i,
  ],
  ['wow64', /\b299\b|ReadProcessMemory|WriteProcessMemory|Only part of a ReadProcessMemory/i],
  ['subprocess', /subprocess|_make_inheritable|_get_handles|CreateProcess|Popen|child_process/i],
  ['console', /console mode|GetConsole|SetConsole|WriteConsole|not a tty|no console|pythonw/i],
  [
    'unplug',
    /unplug|removed|surprise|device (?:is )?not (?:connected|functioning|ready)|disconnected|safe handle has been closed/i,
  ],
  [
    'callback',
    /Exception ignored (?:on|in) calling ctypes callback|calling callback function|WndProc|_CallbackWrapper/i,
  ],
  ['success', /after (?:a )?success|returned TRUE but|although it succe/i],
  ['cleanup', /clean-?up|while closing|in (?:the )?error path/i],
  ['cbsize', /cbSize/],
  ['closed', /already closed|has been closed|port is closed|ObjectDisposedException|double close/i],
]

const redirected =
  /\|\s*(?:tee|more|findstr)|redirect|pythonw|service|stdin=|PyInstaller|--windowed|docker/i
const worked =
  /(?:worked|works|ran) (?:for|fine) .{0,40}(?:then|until|after)|after (?:a while|some (?:time|minutes|hours)|\d+ (?:reads|minutes|hours))/i
const sometimes =
  /sometimes|random(?:ly)?|intermittent|now and then|not always|occasionally|one (?:user|machine|PC)/i

/** Observations a text makes in words. */
export function hintsIn(text: string): Features {
  const hint = hints.find(([, pattern]) => pattern.test(text))?.[0]
  return {
    ...(hint ? { hint: [hint] } : {}),
    ...(redirected.test(text) ? { redirected: ['yes'] } : {}),
    ...(worked.test(text) ? { before: ['worked'] } : {}),
    ...(sometimes.test(text) ? { rhythm: ['sometimes'] } : {}),
  }
}
