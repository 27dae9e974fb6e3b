import { lazy, type Verb } from '../command.ts'

/** All verbs of the command line, in the order of the help. Their modules are loaded on demand. */
export const commands: readonly Verb[] = [
  lazy(
    'run',
    'run the probes and show which operations fail with ERROR_INVALID_HANDLE',
    () => import('./run.ts'),
    [
      ['$0 run', 'everything that this machine can measure'],
      ['$0 run -p overlapped-32 -a x64,ia32', 'one probe on two architectures'],
      ['$0 run --binding ./my-binding', 'the serial sequence with your declarations'],
      ['$0 run --save run.json --format html --out report.html', 'keep the run and a page of it'],
    ],
  ),
  lazy(
    'diagnose',
    'rank the causes of a failure, from a traceback, a log, options or questions',
    () => import('./diagnose.ts'),
    [
      ['python port.py 2>&1 | $0 diagnose --arch x64', 'from a traceback'],
      ['$0 diagnose --failed ReadFile=6 --ok CreateFileW --ffi ctypes', 'from what you saw'],
    ],
  ),
  lazy(
    'explain <topic..>',
    'explain an error code, a message of Windows or any word of a report, and how to fix it',
    () => import('./explain.ts'),
    [
      ['$0 explain 6', 'an error code'],
      ["$0 explain '[WinError 6] The handle is invalid'", 'any text with a code in it'],
      ['$0 explain struct-layout --ffi ctypes', 'a word of a report, code in one language'],
    ],
  ),
  lazy(
    'audit <target..>',
    'compare the declarations of a package, a file or a folder with the Windows headers; JavaScript is loaded, so its code runs',
    () => import('./audit.ts'),
    [
      ['$0 audit ./my-binding', 'a folder, with file and line'],
      [
        '$0 audit serialport --format sarif --out audit.sarif',
        'an installed package, for code scanning',
      ],
    ],
  ),
  lazy(
    'init',
    'write a GitHub workflow that runs the declarations of this package on Windows; JavaScript is loaded, so its code runs',
    () => import('./init.ts'),
    [['$0 init --dry-run', 'show the workflow, write nothing']],
  ),
  lazy('report <runs..>', 'show recorded runs in a format', () => import('./report.ts'), [
    ['$0 report run.json', 'the first screen again'],
    ['$0 report *.json -f html -o report.html', 'a page of several runs'],
    ['$0 report run.json --report html=a.html,junit=a.xml', 'several formats at once'],
  ]),
  lazy('diff <old> <new>', 'compare two run files cell by cell', () => import('./diff.ts'), [
    ['$0 diff before.json after.json', 'exit code 1 where something fails now'],
  ]),
  lazy(
    'merge <runs..>',
    'join run files of several machines into one',
    () => import('./merge.ts'),
    [['$0 merge x64.json arm64.json --out all.json', 'one run of two machines']],
  ),
  lazy('list <what>', 'list the probes, the operations or the lanes', () => import('./list.ts'), [
    ['$0 list probes', 'every probe with its title'],
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
    [['$0 replay plans/wine-x64/pyserial-2.5.json', 'one probe, step by step']],
  ),
  lazy(
    'dictionary',
    'try every single fault of the declarations and record what each one does',
    () => import('./dictionary.ts'),
  ),
]
