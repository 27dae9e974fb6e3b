/** Properties of the output device. */
export interface Screen {
  /** Columns of the terminal. */
  readonly width: number
  readonly colour: boolean
}
