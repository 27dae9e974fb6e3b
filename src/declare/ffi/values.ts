/** The values that are passed through each declared type, by what they stand for. */
export const valueClasses = {
  /** an ordinary kernel handle */
  handle: 0xd0,
  /** NULL */
  null: 0,
  /** the pseudo handle of GetCurrentProcess, and INVALID_HANDLE_VALUE, as a signed number */
  'minus-one': -1,
  /** the same, read as unsigned 32 bits: what a program has that got it back in a `uint32_t` */
  'uint32-ones': 0xffffffff,
  /** a value with something in its upper half */
  wide: 0x5afe0001000000d0n,
} as const

export type ValueClass = keyof typeof valueClasses
