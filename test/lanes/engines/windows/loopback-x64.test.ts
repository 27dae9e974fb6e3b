import { testLoopback } from './loopback.ts'

await testLoopback('x64')
