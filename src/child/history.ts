import type { ForeignValue } from './kernels/kernel.ts'

/** The history of a handle during a plan. */
export interface KnownHandle {
  /** What the program keeps, in the JavaScript form returned by the FFI. */
  readonly kept: ForeignValue
  /** The value that the kernel returned. Unsigned, at pointer width. */
  readonly true: bigint
  readonly openedBy: string
  readonly openFailedWith?: number
  closedBy?: string
}

/** The variables of a program and the history of the handles in them. */
export interface History {
  keep(variable: string, handle: KnownHandle): void
  of(variable: string): KnownHandle | undefined
  /** Records that the handle in a variable was closed. */
  close(variable: string, step: string): void
  /** The newest handle with this true value, preferring open ones, since the kernel reuses values. */
  byTrueValue(value: bigint): KnownHandle | undefined
  /** True values of handles that were opened and not closed. */
  open(): readonly bigint[]
}

/** An empty history. */
export function createHistory(): History {
  const handles = new Map<string, KnownHandle>()
  const all = (): KnownHandle[] => [...handles.values()]
  return {
    keep(variable, handle) {
      handles.set(variable, handle)
    },
    of: variable => handles.get(variable),
    close(variable, step) {
      const handle = handles.get(variable)
      if (!handle) return
      for (const other of all()) if (other.true === handle.true) other.closedBy ??= step
    },
    byTrueValue(value) {
      const same = all().filter(handle => handle.true === value)
      return same.findLast(({ closedBy }) => closedBy === undefined) ?? same.at(-1)
    },
    open: () => [
      ...new Set(
        all()
          .filter(
            ({ closedBy, openFailedWith }) =>
              closedBy === undefined && openFailedWith === undefined,
          )
          .map(handle => handle.true),
      ),
    ],
  }
}
