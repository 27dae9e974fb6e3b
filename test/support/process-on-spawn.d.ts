declare module 'process-on-spawn' {
  /** Has `listener` change what a child is started with. */
  const processOnSpawn: {
    addListener(listener: (child: { env: NodeJS.ProcessEnv }) => void): void
  }
  export default processOnSpawn
}
