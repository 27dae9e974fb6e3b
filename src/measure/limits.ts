/** How long a call may take beyond the time it waits by design. Milliseconds. */
export const callLimitMs = 3000
