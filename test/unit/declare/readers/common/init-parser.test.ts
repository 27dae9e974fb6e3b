import t from 'tap'
import { UserProblem } from '../../../../../src/os/problem.ts'
import { parsing } from '../../../../../src/declare/readers/common/init-parser.ts'

t.test(
  'parsing() says that the memory of the parsers did not suffice, and nothing else',
  async t => {
    const source = { file: 'a.cs', text: 'text' }
    t.equal(
      parsing(source, () => 'parsed'),
      'parsed',
    )
    const fail = (message: string) => () =>
      parsing(source, () => {
        throw new Error(message)
      })
    t.throws(fail('Aborted(). Build with -sASSERTIONS for more info.'), UserProblem)
    t.throws(fail('Aborted(). Build with -sASSERTIONS for more info.'), {
      message: /^Cannot read a\.cs, of 4 characters: /,
    })
    t.throws(fail('a bug'), { message: 'a bug' })
  },
)
