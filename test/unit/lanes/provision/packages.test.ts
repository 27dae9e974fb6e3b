import { readFileSync } from 'node:fs'
import t from 'tap'
import { koffiPackages, koffiVersion } from '../../../../src/hosts/koffi.ts'
import { nodePackages } from '../../../../src/lanes/provision/packages.ts'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))

t.test('koffiVersion is the one this package depends on', async t => {
  t.equal(koffiVersion, JSON.parse(readFileSync('package.json', 'utf8')).dependencies.koffi)
})

t.test('koffiPackages are pinned as npm pinned them in package-lock.json', async t => {
  for (const { name, version, integrity } of Object.values(koffiPackages)) {
    t.match(lock.packages[`node_modules/${name}`], { version, integrity }, name)
  }
})

t.test('every pinned package has an exact version and a whole SHA-512', async t => {
  for (const { name, version, integrity } of [
    ...Object.values(nodePackages),
    ...Object.values(koffiPackages),
  ]) {
    t.match(version, /^\d+\.\d+\.\d+$/, name)
    t.equal(Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').length, 64, name)
  }
})

t.test(
  'what each node.exe holds is pinned, as it is published and as it is started under Wine',
  async t => {
    for (const { name, contents, contentsForWine } of Object.values(nodePackages))
      for (const pin of [contents, contentsForWine])
        t.equal(Buffer.from(pin ?? '', 'base64').length, 32, name)
  },
)
