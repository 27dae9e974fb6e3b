import { testUnitTestsJob } from '../support/repository/unit-tests-job.ts'

await testUnitTestsJob('x64')
