/** How long a call may take beyond its intended wait. Milliseconds. */
export const callLimitMs = 3000
