import t from 'tap'
import { createXml } from '../../../src/text/xml.ts'

t.test('an element is written with its attributes and what is in it', async t => {
  const root = createXml('a', { first: 1, second: 'two' })
  t.equal(root.end(), '<a first="1" second="two"/>')
  root.ele('b').ele('c', { x: '' })
  root.ele('d').txt('text')
  t.equal(
    root.end(),
    [
      '<a first="1" second="two">',
      '  <b>',
      '    <c x=""/>',
      '  </b>',
      '  <d>text</d>',
      '</a>',
    ].join('\n'),
  )
})

t.test('text keeps its white space and its lines', async t => {
  const root = createXml('a')
  const line = root.ele('b').txt(' one\n two ')
  line.ele('i').txt('three')
  line.txt('')
  t.equal(root.end(), '<a>\n  <b> one\n two <i>three</i></b>\n</a>')
})

t.test('nothing that is put in becomes XML', async t => {
  for (const [title, put, attribute, text] of [
    ['marks', `<&>"'`, `&lt;&amp;&gt;&quot;'`, `&lt;&amp;&gt;"'`],
    ['the end of a section', ']]>', ']]&gt;', ']]&gt;'],
    ['white space', '\t\r\n', '&#x9;&#xD;&#xA;', '\t&#xD;\n'],
    ['what XML cannot write', '\0\x1b\ufffe\ud800', '\ufffd'.repeat(4), '\ufffd'.repeat(4)],
    ['characters beyond the basic plane', '😀', '😀', '😀'],
  ] as const) {
    t.equal(createXml('a', { b: put }).end(), `<a b="${attribute}"/>`, `${title}, in an attribute`)
    t.equal(createXml('a').txt(put).end(), `<a>${text}</a>`, `${title}, as text`)
  }
})
