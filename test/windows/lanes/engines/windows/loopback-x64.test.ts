import { testLoopback } from '../../../../support/lanes/engines/windows/loopback.ts'

await testLoopback('x64')
