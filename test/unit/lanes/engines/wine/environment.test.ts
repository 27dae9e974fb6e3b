import t from 'tap'
import {
  toWindowsPath,
  wineEnvironment,
} from '../../../../../src/lanes/engines/wine/environment.ts'

t.test('wineEnvironment() takes nothing over from this process', async t => {
  process.env['WINEPREFIX'] = '/home/user/.wine'
  t.teardown(() => {
    delete process.env['WINEPREFIX']
  })
  const environment = wineEnvironment({
    prefix: '/c/prefix',
    loader: '/opt/wine/bin/wine',
    server: '/opt/wine/bin/wineserver',
    home: '/c/home',
    dllPath: null,
  })
  t.match(environment, {
    WINEPREFIX: '/c/prefix',
    HOME: '/c/home',
    WINESERVER: '/opt/wine/bin/wineserver',
    PATH: /^\/opt\/wine\/bin:/,
    NODE_SKIP_PLATFORM_CHECK: '1',
  })
  t.notHas(environment, { NODE_OPTIONS: String })
  t.notHas(environment, { WINEDLLPATH: String })
})

t.equal(
  wineEnvironment({ prefix: '', loader: '/wine', server: '', home: '', dllPath: '/half' })[
    'WINEDLLPATH'
  ],
  '/half',
  'wineEnvironment() names the 32-bit half',
)
t.equal(toWindowsPath('/tmp/a b/ü.json'), 'Z:\\tmp\\a b\\ü.json', 'toWindowsPath()')
