/** What to do about something that is missing. */
export interface Remedy {
  /** One sentence. */
  readonly remedy: string
  /** The one command that does it, where a command can. */
  readonly command?: string
}

/** What to do, as in another object. */
export function remedyOf({ remedy, command }: Remedy): Remedy {
  return { remedy, ...(command === undefined ? {} : { command }) }
}

/** The remedy that one command is. */
export function typing(command: string): Remedy & { readonly command: string } {
  return { remedy: `Type "${command}".`, command }
}
