import t from 'tap'
import { renderHtml } from '../../../src/text/html.ts'
import { renderMarkdown } from '../../../src/text/markdown.ts'
import {
  anchored,
  code,
  codeBlock,
  contentsOf,
  details,
  image,
  joined,
  lineBreak,
  link,
  links,
  list,
  plainText,
  section,
  strong,
  subsection,
  table,
  text,
  toned,
  words,
  type Page,
} from '../../../src/text/page.ts'
import { renderTerminal } from '../../../src/text/terminal.ts'
import { golden } from '../../support/golden.ts'

/** What each format would take for markup, in a name that came from outside. */
const foreign = '<b>`x`</b> **y** |z| [a](javascript:b)'

const findings = [
  ...anchored(
    'first',
    section(
      'What was found',
      text('A string of this program may have `code` in it.'),
      text(words`Foreign text: ${foreign}, and as code ${code(foreign)}.`),
      list(words`${strong('bold')}: ${toned('bad', '✗ error 6')} in ${2} places`, 'a second point'),
      table(
        ['operation', 'x64', 'ia32'],
        [
          [code('ReadFile'), toned('bad', '✗ error 6'), toned('good', '= same')].map(one => [one]),
          [[foreign], joined(['first line', 'second line'], lineBreak), ''],
        ],
      ),
    ),
  ),
  ...subsection(
    'More of it',
    details('A folded plan', codeBlock('json', '{', '  "fence": "```"', '}')),
    links({ title: 'Documentation', url: 'https://example.com/a?b=1&c=2' }),
    links({ title: 'No address of the network', url: 'javascript:alert(1)' }),
    image('A picture', 'pictures/one two.svg'),
  ),
  ...anchored('last', section('Left to say', text([link('back to the top', '#first')]))),
]

const page: Page = {
  title: 'A page with one of each',
  sections: [...section('Contents', contentsOf(findings)), ...findings],
}

t.test('a page in each format is the golden text', async t => {
  golden(t, 'text/page.txt', renderTerminal(page, { width: 60, colour: false }))
  golden(t, 'text/page.md', renderMarkdown(page))
  golden(t, 'text/page.html', `${renderHtml(page.sections)}\n`)
})

t.test('renderTerminal() paints, and the text stays the same', async t => {
  const escapes = /\u001b\[[0-9;]*m/g
  for (const width of [40, 60, 200]) {
    const plain = renderTerminal(page, { width, colour: false })
    const painted = renderTerminal(page, { width, colour: true })
    t.notMatch(plain, escapes)
    t.match(painted, escapes)
    t.equal(painted.replaceAll(escapes, '').replace(/ +$/gm, ''), plain, `${width} columns`)
  }
})

t.test('section() leaves out what is empty', async t => {
  t.same(section('Nothing', text(''), list(), table(['a'], []), codeBlock('js'), links()), [])
  t.same(section('Nothing', details('empty', list())), [])
  t.same(anchored('none', []), [])
})

t.test('words is literal in its values, and a string has code between backticks', async t => {
  t.same(words`in ${'`a`'}: ${1}`, ['in ', '`a`', ': ', '1'])
  t.equal(plainText('see `explain 6` now'), 'see explain 6 now')
  t.equal(plainText(words`one${lineBreak}${code('two')}`), 'one\ntwo')
})
