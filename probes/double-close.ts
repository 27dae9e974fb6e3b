import {
  defineProbe,
  insertBefore,
  invalidHandle,
  named,
  serial,
  step,
  unchanged,
  variable,
} from '../src/program/index.ts'

export default defineProbe({
  id: 'double-close',
  title: 'the port is closed twice',
  mistake: 'closed-handle',
  sequence: serial,
  device: 'loopback',
  change: unchanged,
  program: insertBefore(
    'close-read-event',
    step('second-close', 'close', 'CloseHandle', 'close the port again', {
      hObject: variable('port'),
    }),
  ),
  does: 'closes the port twice',
  claims: [invalidHandle({}, named('second-close'), 'closed')],
  danger: 'none',
  why: 'The second CloseHandle reports error 6. It often hides the error that led to the clean-up, and under a debugger it raises an exception. By then the number may belong to another object.',
  seenIn: [
    {
      title: 'tiny-process-library 29: the last error is 6 after a failed start',
      url: 'https://github.com/eidheim/tiny-process-library/issues/29',
    },
  ],
})
