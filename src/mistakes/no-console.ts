import type { Mistake } from './mistake.ts'

/** A console call in a process without console, or on a redirected stream. */
export const mistake: Mistake = {
  width: false,
  title: 'a console function in a process without a console, or on a redirected stream',
  means:
    'A console function is called with a standard handle that is not a console: a pipe, a file, NUL, or nothing at all.',
  how: [
    'The program is started by a service, a scheduler, an IDE, `pythonw`, or as a windowed program, and has no console of any kind.',
    'Its output is redirected to a file or piped into another program.',
    'The process closed or replaced its standard handles, or detached from its console (FreeConsole).',
  ],
  tell: [
    'GetConsoleMode, GetConsoleScreenBufferInfo or WriteConsoleW fail with 6; file functions work.',
    'From a console with nothing redirected the same program works, in every kind of process.',
    'GetFileType of the standard handle is 3 (a pipe), 1 (a file) or 0, and not 2 (a character device).',
  ],
  cure: 'ask GetFileType first; skip console calls where the stream is a pipe, a file or missing',
  cures: ['check-kind'],
  links: [
    {
      title: 'terragrunt 1854: console mode of a pipe',
      url: 'https://github.com/gruntwork-io/terragrunt/issues/1854',
    },
    {
      title: 'Microsoft: GetConsoleMode',
      url: 'https://learn.microsoft.com/en-us/windows/console/getconsolemode',
    },
  ],
  audit: [],
  diagnosis: {
    seen: 8,
    signs: [
      {
        title: 'a console call on a pipe, a file or nothing: depends on redirection, not on width',
        shows: {
          outcome: ['6'],
          call: ['console'],
          width: ['both'],
          redirected: ['yes'],
          hint: ['console'],
          layout: ['right'],
        },
      },
    ],
    cases: [
      {
        id: 'L15',
        title: 'terragrunt: console mode of a pipe',
        url: 'https://github.com/gruntwork-io/terragrunt/issues/1854',
        shows: {
          outcome: ['6'],
          call: ['console'],
          width: ['both'],
          redirected: ['yes'],
          ffi: ['go'],
          hint: ['console'],
        },
      },
      {
        id: 'L15-crossterm',
        title: 'crossterm: a redirected stream',
        url: 'https://github.com/crossterm-rs/crossterm/issues/497',
        shows: {
          outcome: ['6'],
          call: ['console'],
          width: ['both'],
          redirected: ['yes'],
          ffi: ['rust'],
          hint: ['console'],
        },
      },
    ],
  },
}
