/** A question to a port child. One question per process, because a driver may hang or crash it. */
export type PortQuestion =
  /** lists the serial ports of the system; opens none */
  | { readonly ask: 'list' }
  /** opens the port and reads its line settings; writes nothing to the line */
  | { readonly ask: 'inspect'; readonly port: string }
  /** sends a text out of one port and waits for it on another, or on the same */
  | { readonly ask: 'ping'; readonly from: string; readonly to: string; readonly text: string }
  /** echoes what arrives until the process is ended; answers as soon as it listens */
  | { readonly ask: 'echo'; readonly port: string }

/** The state of a port. */
export type PortState =
  | { readonly state: 'free' }
  /** CreateFileW: ERROR_FILE_NOT_FOUND */
  | { readonly state: 'missing'; readonly code: number }
  /** CreateFileW: ERROR_ACCESS_DENIED or ERROR_SHARING_VIOLATION; in use by another program */
  | { readonly state: 'busy'; readonly code: number }
  /** it opens, but GetCommState fails */
  | { readonly state: 'not-serial'; readonly code: number }
  /** CreateFileW failed for another reason */
  | { readonly state: 'broken'; readonly code: number }

/** A serial port as the system names it. */
export interface ListedPort {
  /** For example `COM3`. */
  readonly name: string
  /** Where the name was found: the device map of the registry, SetupAPI, or both. */
  readonly sources: readonly ('registry' | 'setupapi')[]
  /** The device or instance of the port, for example `\Device\Serial0` or `USB\VID_0403&PID_6001\A1`. */
  readonly device: string
}

/** The answer of a port child. */
export type PortAnswer =
  | { readonly ask: 'list'; readonly ports: readonly ListedPort[] }
  | { readonly ask: 'inspect'; readonly port: PortState }
  /** `heard`: whether the text arrived; `from` and `to`: the states of the ports. */
  | {
      readonly ask: 'ping'
      readonly from: PortState
      readonly to: PortState
      readonly heard: boolean
    }
  | { readonly ask: 'echo'; readonly port: PortState }
