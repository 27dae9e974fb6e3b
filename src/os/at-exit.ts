import process from 'node:process'

const actions = new Set<() => void>()

process.on('exit', () => {
  for (const action of actions) {
    try {
      action()
    } catch {
      // The process is going, and the next action has to have its turn.
    }
  }
})

/**
 * Does something when this process ends by itself or by `process.exit`. One listener serves all: Node
 * takes more than ten for a leak and says so to the user.
 *
 * @returns takes it back. Idempotent.
 */
export function atExit(action: () => void): () => void {
  actions.add(action)
  return () => {
    actions.delete(action)
  }
}
