import processOnSpawn from 'process-on-spawn'

// Loaded before every test: see .taprc. The runner of tap hands its loader down to all descendants of a test. It
// records what they import, which nothing here reads, and takes 0.25 s of the processor in each Node: more than most
// of them need themselves.
processOnSpawn.addListener(child => {
  const words = child.env['NODE_OPTIONS']?.split(' ') ?? []
  const own = words.filter(word => !word.includes('/@tapjs/processinfo/'))
  const { NODE_OPTIONS: _, ...rest } = child.env
  child.env = own.length === 0 ? rest : { ...rest, NODE_OPTIONS: own.join(' ') }
})
