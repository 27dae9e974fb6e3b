import { join } from 'node:path'
import process from 'node:process'
import t from 'tap'
import { architectureOfProgram, pythonsIn } from '../../../../src/lanes/children/pythons.ts'
import { packageFolder } from '../../../../src/os/package-folder.ts'

t.test('the places of python.exe are found in what Windows prints', async t => {
  // Python 3.11 and newer, then 3.8, then two answers of reg query.
  const text =
    String.raw` -V:3.13 *        C:\Users\me\AppData\Local\Programs\Python\Python313\python.exe
 -V:3.12-32       C:\Program Files (x86)\Python312-32\python.exe
 -3.8-64        C:\Python38\python.exe *
Installed Pythons found by py Launcher for Windows
HKEY_LOCAL_MACHINE\Software\Python\PythonCore\3.10\InstallPath
    ExecutablePath    REG_SZ    D:\Py 3.10\python3.10.exe
    ExecutablePath    REG_SZ    C:\Python38\pythonw.exe
`.replaceAll('\n', '\r\n')
  t.same(pythonsIn(text), [
    String.raw`C:\Users\me\AppData\Local\Programs\Python\Python313\python.exe`,
    String.raw`C:\Program Files (x86)\Python312-32\python.exe`,
    String.raw`C:\Python38\python.exe`,
    String.raw`D:\Py 3.10\python3.10.exe`,
  ])
  t.same(pythonsIn('No installed Pythons found!'), [])
})

t.test('what is no Windows program has no architecture', async t => {
  t.equal(architectureOfProgram(join(packageFolder, 'package.json')), undefined)
  t.equal(architectureOfProgram(packageFolder), undefined)
  t.equal(architectureOfProgram(join(packageFolder, 'nothing.exe')), undefined)
  if (process.platform !== 'win32') t.equal(architectureOfProgram(process.execPath), undefined)
})
