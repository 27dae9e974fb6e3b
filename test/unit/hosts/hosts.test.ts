import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { architectures } from '../../../src/declare/win32/architecture.ts'
import { hostIds, hostOf, hosts, usualHost } from '../../../src/hosts/index.ts'
import { packageFolder } from '../../../src/os/package-folder.ts'

t.test('every host is one file of src/hosts and one line of its registry', async t => {
  const shared = ['index.ts', 'host.ts']
  const files = readdirSync(join(packageFolder, 'src', 'hosts'))
    .filter(name => name.endsWith('.ts') && !shared.includes(name))
    .map(name => name.replace(/\.ts$/, ''))
  t.same([...hostIds].sort(), files.sort())
  t.equal(hosts[0], usualHost)
  t.throws(() => hostOf('nobody'), /no host nobody/)
})

for (const host of hosts) {
  t.test(`${host.id} says what it is and pins what it needs`, async t => {
    t.match(host.id, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    const published = architectures.flatMap(architecture => host.needs(architecture) ?? [])
    t.ok(published.length > 0, 'it can be measured on some architecture')
    for (const { packages, runtime } of published)
      for (const { name, version, integrity, contents, contentsForWine, megabytes } of [
        ...packages,
        ...(runtime ? [runtime.from] : []),
      ]) {
        t.match(version, /^\d+\.\d+\.\d+$/, name)
        t.equal(Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').length, 64, name)
        t.equal(Buffer.from(contents ?? '', 'base64').length, 32, `what ${name} holds is pinned`)
        const isRuntime = name === runtime?.from.name
        t.equal(
          Buffer.from(contentsForWine ?? '', 'base64').length,
          isRuntime ? 32 : 0,
          `so is what ${name} holds for Wine`,
        )
        t.ok(Number.isInteger(megabytes) && megabytes > 0, name)
      }
    const [first] = published
    const named = first?.runtime?.from ?? first?.packages[0]
    t.ok(
      named === undefined || host.title.includes(named.version.replace(/\..*/, '')),
      'its title names the version',
    )
  })
}
