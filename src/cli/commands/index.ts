import { lazy, type Verb } from '../command.ts'

/** All verbs of the command line, in the order of the help. Their modules are loaded on demand. */
export const commands: readonly Verb[] = [
  lazy(
    'run',
    'run the probes and show which operations fail with ERROR_INVALID_HANDLE',
    () => import('./run.ts'),
    [
      ['handle-width run', 'everything that this machine can measure'],
      ['handle-width run -p overlapped-32 -a x64,ia32', 'one probe on two architectures'],
      ['handle-width run --binding ./my-binding', 'the serial sequence with your declarations'],
      [
        'handle-width run --save run.json --format html --out report.html',
        'keep the run and a page of it',
      ],
    ],
  ),
  lazy(
    'diagnose [text]',
    'rank the causes of a failure, from a traceback, a log, options or questions',
    () => import('./diagnose.ts'),
    [
      ['python port.py 2>&1 | handle-width diagnose --arch x64', 'from a traceback'],
      ['handle-width diagnose port.log', 'from a file'],
      [
        'handle-width diagnose --failed ReadFile=6 --ok CreateFileW --ffi ctypes',
        'from what you saw',
      ],
    ],
  ),
  lazy(
    'explain <topic..>',
    'explain an error code, a message of Windows or any word of a report, and how to fix it',
    () => import('./explain.ts'),
    [
      ['handle-width explain 6', 'an error code'],
      ["handle-width explain '[WinError 6] The handle is invalid'", 'any text with a code in it'],
      [
        'handle-width explain struct-layout --ffi ctypes',
        'a word of a report, code in one language',
      ],
    ],
  ),
  lazy(
    'audit <target..>',
    'compare the declarations of a package, a file or a folder with the Windows headers; JavaScript is loaded, so its code runs',
    () => import('./audit.ts'),
    [
      ['handle-width audit ./my-binding', 'a folder, with file and line'],
      [
        'handle-width audit serialport --format sarif --out audit.sarif',
        'an installed package, for code scanning',
      ],
    ],
  ),
  lazy(
    'init',
    'write a GitHub workflow that runs the declarations of this package on Windows; JavaScript is loaded, so its code runs',
    () => import('./init.ts'),
    [['handle-width init --dry-run', 'show the workflow, write nothing']],
  ),
  lazy('report <runs..>', 'show recorded runs in a format', () => import('./report.ts'), [
    ['handle-width report run.json', 'the first screen again'],
    ['handle-width report *.json -f html -o report.html', 'a page of several runs'],
    ['handle-width report run.json --report html=a.html,junit=a.xml', 'several formats at once'],
  ]),
  lazy('diff <old> <new>', 'compare two run files cell by cell', () => import('./diff.ts'), [
    ['handle-width diff before.json after.json', 'exit code 1 where something fails now'],
  ]),
  lazy(
    'merge <runs..>',
    'join run files of several machines into one',
    () => import('./merge.ts'),
    [['handle-width merge x64.json arm64.json --out all.json', 'one run of two machines']],
  ),
  lazy('list <what>', 'list the probes, the operations or the lanes', () => import('./list.ts'), [
    ['handle-width list probes', 'every probe with its title'],
  ]),
  lazy(
    'doctor',
    'show what can be measured on this machine, and how to get the rest',
    () => import('./doctor.ts'),
  ),
  lazy(
    'setup [part..]',
    'get Wine and node.exe, so that later runs need no network',
    () => import('./setup.ts'),
  ),
  lazy(
    'replay <plan>',
    'run one saved plan and show what each step did',
    () => import('./replay.ts'),
    [['handle-width replay plans/wine-x64/pyserial-2.5.json', 'one probe, step by step']],
  ),
  lazy(
    'dictionary',
    'try every single fault of the declarations and record what each one does',
    () => import('./dictionary.ts'),
  ),
]
