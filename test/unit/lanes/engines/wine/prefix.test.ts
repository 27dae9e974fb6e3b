import t from 'tap'
import { prefixKey } from '../../../../../src/lanes/engines/wine/prefix.ts'

const own = {
  version: 'wine-8.0 (Debian 8.0~repack-4)',
  loader: '/usr/bin/wine',
  ia32: { folder: '/usr/lib/i386-linux-gnu/wine', isOwn: true },
}

t.test('prefixKey() gives one prefix to one Wine', async t => {
  t.match(prefixKey(own), /^prefix-8\.0-[0-9a-f]{8}$/)
  t.equal(prefixKey({ ...own }), prefixKey(own))
  t.not(prefixKey({ ...own, version: 'wine-8.0 (other build)' }), prefixKey(own))
  t.not(prefixKey({ ...own, loader: '/opt/wine/bin/wine' }), prefixKey(own))
  t.not(
    prefixKey({ ...own, ia32: null }),
    prefixKey(own),
    'and another one when it gets its 32-bit half',
  )
  t.match(
    prefixKey({ ...own, version: '../../x' }),
    /^prefix-unknown-[0-9a-f]{8}$/,
    'and nothing of an odd version is taken into a path',
  )
})
