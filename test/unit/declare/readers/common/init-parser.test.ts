import t from 'tap'
import { UserProblem } from '../../../../../src/os/problem.ts'
import { parsing } from '../../../../../src/declare/readers/common/init-parser.ts'

t.test(
  'parsing() says that the memory of the parsers did not suffice, and nothing else',
  async t => {
    t.equal(
      parsing('text', () => 'parsed'),
      'parsed',
    )
    const fail = (message: string) => () =>
      parsing('text', () => {
        throw new Error(message)
      })
    t.throws(fail('Aborted(). Build with -sASSERTIONS for more info.'), UserProblem)
    t.throws(fail('Aborted(). Build with -sASSERTIONS for more info.'), {
      message: /^Cannot read a file of 4 characters: /,
    })
    t.throws(fail('a bug'), { message: 'a bug' })
  },
)
