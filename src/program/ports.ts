/** What a port child is asked. One question a process: a driver may hang or crash it. */
export type PortQuestion =
  /** which serial ports the system names; opens none */
  | { readonly ask: 'list' }
  /** opens the port and reads its line settings; writes nothing to the line */
  | { readonly ask: 'inspect'; readonly port: string }
  /** sends a text out of one port and listens for it on another, or on the same */
  | { readonly ask: 'ping'; readonly from: string; readonly to: string; readonly text: string }
  /** sends back what comes, until it is ended from outside; answers as soon as it listens */
  | { readonly ask: 'echo'; readonly port: string }

/** How a port is. */
export type PortState =
  | { readonly state: 'free' }
  /** CreateFileW: ERROR_FILE_NOT_FOUND */
  | { readonly state: 'missing'; readonly code: number }
  /** CreateFileW: ERROR_ACCESS_DENIED or ERROR_SHARING_VIOLATION; another program has it */
  | { readonly state: 'busy'; readonly code: number }
  /** it opens, and GetCommState fails */
  | { readonly state: 'not-serial'; readonly code: number }
  /** CreateFileW failed for another reason */
  | { readonly state: 'broken'; readonly code: number }

/** A serial port as the system names it. */
export interface ListedPort {
  /** For example `COM3`. */
  readonly name: string
  /** Where the name was found: the device map of the registry, SetupAPI, or both. */
  readonly sources: readonly ('registry' | 'setupapi')[]
  /** The device or instance behind it, for example `\Device\Serial0` or `USB\VID_0403&PID_6001\A1`. */
  readonly device: string
}

/** What a port child answers. */
export type PortAnswer =
  | { readonly ask: 'list'; readonly ports: readonly ListedPort[] }
  | { readonly ask: 'inspect'; readonly port: PortState }
  /** `heard` says whether the text came; `from` and `to` how the ports were found. */
  | {
      readonly ask: 'ping'
      readonly from: PortState
      readonly to: PortState
      readonly heard: boolean
    }
  | { readonly ask: 'echo'; readonly port: PortState }
