import { gated } from '../patterns/gated.ts'

/** What a test says of what it looked for: lines of its source, and of the messages of assertions. */
const assertion = gated(
  /^\s?(?:E |> )?\s?(?:Failure\/Error: )?(?:await )?(?:self\.)?(?:assert\w{0,40}|Assert\.\w{2,40}|expect|EXPECT_\w{2,20}|ASSERT_\w{2,20}|REQUIRE\w{0,20}|CHECK\w{0,20}|t\.(?:match|equal|is|ok|throws)|require\.\w{2,20})[ (]/,
  /\bAssert(?:ion)?(?:Failed)?(?:Error|Exception)\b/,
  /\bComparisonFailure\b/,
  /^\s?(?:-{0,3} ?)?(?:Expected|expected|Wanted|wanted|Not found|Sub-string not found)\b/,
  /\bAssert\.\w{2,40}\(\) Failure\b/,
  /\b[Aa]ssertion failed\b/,
  /\bexpected(?: ["'`].{1,200} to\b|:? ?[<[].{1,300}[>\]],? but was)/,
  /["'`] does not contain ["'`]/,
)
/** The parts of it that are the text which was looked for, and which nobody said. */
const wanted: readonly RegExp[] = [
  // Python: `assert 'a' in 'b'`, `'a' not found in 'b'`, `'b' == 'a'`.
  /(["'`])(?:(?!\1).){1,300}\1 (?:not )?(?:found )?in\b/g,
  /[=!]= ?(["'`])(?:(?!\1).){1,300}\1/g,
  // Mocha, RSpec, testify: `expected 'b' to include 'a'`, `"b" does not contain "a"`.
  /\b(?:to (?:include|contain|match|equal|eq|be|have)|does not (?:contain|match|include)|doesn['’]t (?:contain|match|include)|to have been)\b.*$/g,
  // xUnit, NUnit, JUnit, Jest: the line, or the brackets, of what was expected.
  /^\s?(?:-{0,3} ?)?(?:Expected|expected|Wanted|wanted|Not found|Sub-string not found)(?: \w{1,12}){0,3} ?[:=].*$/g,
  /\bexpected:? ?(?:<[^>]{0,300}>|\[[^\]]{0,300}\])/g,
  // The source of the test.
  /^\s?(?:E |> )?\s?(?:Failure\/Error: )?(?:await )?(?:self\.)?(?:assert\w{0,40}|Assert\.\w{2,40}|EXPECT_\w{2,20}|ASSERT_\w{2,20}|REQUIRE\w{0,20}|CHECK\w{0,20}|t\.(?:match|equal|is|ok|throws)|require\.\w{2,20}|expect) ?\(.*$/g,
  /\bassertion failed: .*$/gi,
]

/** A line without what a test looked for; `undefined` where it is about no test. */
export function withoutWanted(line: string): string | undefined {
  if (!assertion.test(line)) return undefined
  return wanted.reduce((text, pattern) => text.replace(pattern, ' '), line)
}
