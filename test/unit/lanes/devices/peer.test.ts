import fc from 'fast-check'
import t from 'tap'
import {
  describePeer,
  makeNoise,
  plugIn,
  react,
  type Peer,
} from '../../../../src/lanes/devices/peer.ts'

interface Case {
  readonly title: string
  readonly peer: Peer
  readonly pieces: readonly string[]
  readonly sent: readonly string[]
  readonly afterMs?: number
  readonly unplugAt?: number
}

const cases: readonly Case[] = [
  {
    title: 'echo sends back what came',
    peer: { kind: 'echo' },
    pieces: ['ab', 'c'],
    sent: ['ab', 'c'],
  },
  { title: 'silent sends nothing', peer: { kind: 'silent' }, pieces: ['ab', 'c'], sent: ['', ''] },
  { title: 'stalled sends nothing', peer: { kind: 'stalled' }, pieces: ['ab'], sent: [''] },
  {
    title: 'late sends the same, later',
    peer: { kind: 'late', delayMs: 250 },
    pieces: ['ab'],
    sent: ['ab'],
    afterMs: 250,
  },
  {
    title: 'twice repeats each piece',
    peer: { kind: 'twice' },
    pieces: ['ab', 'c'],
    sent: ['abab', 'cc'],
  },
  {
    title: 'noise does not answer',
    peer: { kind: 'noise', bytesPerSecond: 100 },
    pieces: ['ab'],
    sent: [''],
  },
  {
    title: 'unplugOn pulls the cable at the last byte',
    peer: { kind: 'echo', unplugOn: 'BYE' },
    pieces: ['xBYEy'],
    sent: ['xBYE'],
    unplugAt: 0,
  },
  {
    title: 'unplugOn finds a text cut into pieces',
    peer: { kind: 'echo', unplugOn: 'BYE' },
    pieces: ['B', 'Y', 'E'],
    sent: ['B', 'Y', 'E'],
    unplugAt: 2,
  },
  {
    title: 'unplugOn finds a text after a false start',
    peer: { kind: 'echo', unplugOn: 'aab' },
    pieces: ['aa', 'a', 'b'],
    sent: ['aa', 'a', 'b'],
    unplugAt: 2,
  },
  {
    title: 'unplugOn does not join what is not joined',
    peer: { kind: 'echo', unplugOn: 'BYE' },
    pieces: ['BY', 'xE'],
    sent: ['BY', 'xE'],
  },
  {
    title: 'unplugOn of one byte',
    peer: { kind: 'silent', unplugOn: '!' },
    pieces: ['a', '!b'],
    sent: ['', ''],
    unplugAt: 1,
  },
  {
    title: 'an empty unplugOn never happens',
    peer: { kind: 'echo', unplugOn: '' },
    pieces: ['a'],
    sent: ['a'],
  },
  {
    title: 'all 256 bytes pass',
    peer: { kind: 'echo' },
    pieces: [Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1')],
    sent: [Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1')],
  },
]

function feed(peer: Peer, pieces: readonly Uint8Array[]) {
  let state = plugIn(0)
  const reactions = []
  for (const piece of pieces) {
    const reaction = react(peer, state, piece)
    state = reaction.state
    reactions.push(reaction)
    if (reaction.unplug) break
  }
  return reactions
}

for (const { title, peer, pieces, sent, afterMs = 0, unplugAt = -1 } of cases) {
  t.test(`react() ${title}`, async t => {
    const reactions = feed(
      peer,
      pieces.map(piece => Buffer.from(piece, 'latin1')),
    )
    t.same(
      reactions.map(({ send }) => Buffer.from(send).toString('latin1')),
      sent,
    )
    t.equal(
      reactions.findIndex(({ unplug }) => unplug),
      unplugAt,
    )
    t.ok(reactions.every(reaction => reaction.afterMs === afterMs))
  })
}

t.test('react() echoes and unplugs alike however the input is cut', async t => {
  const text = fc.array(fc.constantFrom(65, 66, 67), { maxLength: 40 })
  let seen = 0
  fc.assert(
    fc.property(text, fc.array(fc.nat(5)), (bytes, lengths) => {
      seen++
      const peer: Peer = { kind: 'echo', unplugOn: 'ABA' }
      const whole = Buffer.from(bytes)
      const parts = lengths.reduce<Buffer[]>((done, length) => {
        const at = done.reduce((sum, part) => sum + part.length, 0)
        return [...done, whole.subarray(at, at + length)]
      }, [])
      const rest = whole.subarray(parts.reduce((sum, part) => sum + part.length, 0))
      const [inOne, cut] = [feed(peer, [whole]), feed(peer, [...parts, rest])]
      const sentBy = (reactions: ReturnType<typeof feed>) =>
        Buffer.concat(reactions.map(({ send }) => send)).toString('latin1')
      const text = whole.toString('latin1')
      const end = text.indexOf('ABA')
      return (
        sentBy(inOne) === sentBy(cut) &&
        sentBy(cut) === (end < 0 ? text : text.slice(0, end + 3)) &&
        inOne.some(({ unplug }) => unplug) === cut.some(({ unplug }) => unplug)
      )
    }),
    { numRuns: 2000, seed: 1 },
  )
  t.equal(seen, 2000, 'texts, each in one piece and cut')
})

t.test('react() does not hand out the memory it was given', async t => {
  const piece = Buffer.from('ab')
  const { send, state } = react({ kind: 'echo', unplugOn: 'xyz' }, plugIn(0), piece)
  piece.fill(0)
  t.same([Buffer.from(send).toString(), Buffer.from(state.tail).toString()], ['ab', 'ab'])
})

t.test('makeNoise() keeps its rate and counts through all bytes', async t => {
  const peer: Peer = { kind: 'noise', bytesPerSecond: 1000 }
  let state = plugIn(0)
  const sent: number[] = []
  for (let nowMs = 0; nowMs <= 2000; nowMs += 3.7) {
    const noise = makeNoise(peer, state, nowMs)
    state = noise.state
    sent.push(...noise.send)
  }
  t.ok(sent.length >= 1995 && sent.length <= 2000, `${sent.length} bytes in 2 s`)
  t.ok(sent.every((byte, index) => byte === index % 256))
})

t.test('makeNoise() sends at most one second of noise after a long sleep', async t => {
  const peer: Peer = { kind: 'noise', bytesPerSecond: 500 }
  const { send, state } = makeNoise(peer, plugIn(0), 3_600_000)
  t.equal(send.length, 500)
  t.equal(makeNoise(peer, state, 3_600_000).send.length, 0)
  t.equal(makeNoise({ kind: 'echo' }, plugIn(0), 1000).send.length, 0)
})

t.test('describePeer()', async t => {
  const peers: readonly Peer[] = [
    { kind: 'echo' },
    { kind: 'silent' },
    { kind: 'late', delayMs: 300 },
    { kind: 'noise', bytesPerSecond: 9600 },
    { kind: 'twice' },
    { kind: 'stalled' },
    { kind: 'echo', unplugOn: 'BYE\n' },
  ]
  t.same(peers.map(describePeer), [
    'echo',
    'silent',
    'late by 300 ms',
    'noise at 9600 bytes/s',
    'twice',
    'stalled',
    'echo, unplugged on "BYE\\n"',
  ])
  t.same(JSON.parse(JSON.stringify(peers)), peers, 'a peer is JSON')
})
