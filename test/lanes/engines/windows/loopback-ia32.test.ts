import { testLoopback } from './loopback.ts'

await testLoopback('ia32')
