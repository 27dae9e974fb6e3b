/** What a text is to be shown on. */
export interface Screen {
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
}
