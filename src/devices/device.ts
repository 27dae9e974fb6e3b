/** Everything that is known of a kind of device, as data. Behaviour that several kinds share has a name here. */
export interface Device {
  /** What is opened. Ends no sentence. */
  readonly title: string
  /** How the open has to end in the right program. */
  readonly open: 'succeeds' | 'fails' | 'not-made'
  /** Whether calls of the right program end in error 6: nothing was opened, or what is no file. */
  readonly endsInError6: boolean
  /**
   * `port`: a serial port, which a run may name in the place of the loopback and which stays there from step to step;
   * `surrogate`: stands for one where there is none; `scene`: shows one situation.
   */
  readonly role: 'port' | 'surrogate' | 'scene'
  /**
   * Where it comes from on a real engine: `nothing` is made; a `pipe` gets a name of its own; `missing-port` is the name
   * of a port that is not there; `answering-port` and `silent-port` are named by the user; a `wire` is made by the
   * engine, with an end that echoes, or that also goes away when it is told; `wire-or-port` is a wire, or the named port
   * where the engine makes none.
   */
  readonly source:
    | 'nothing'
    | 'pipe'
    | 'missing-port'
    | 'answering-port'
    | 'silent-port'
    | 'wire'
    | 'wire-that-goes'
    | 'wire-or-port'
  /** What a sequence for a serial port is changed to: see `src/program/on-device.ts`. */
  readonly program:
    | 'whole'
    | 'event-for-open'
    | 'without-serial-waits'
    | 'without-cancels'
    | 'without-answers'
  /** What the child does for it beside the program: see `src/child/surrogate`. */
  readonly child: 'nothing' | 'serves-pipe' | 'holds-port' | 'unplugs-port'
  /** The simulation's own: the path that is opened, and what the open finds. */
  readonly simulated: {
    readonly path: string
    readonly finds: 'port' | 'nothing-there' | 'port-in-use' | 'no-port'
  }
  /** How `--device` takes it: by its name, by the name of a port, or not at all. */
  readonly chosen: 'by-name' | 'by-port' | 'never'
}
