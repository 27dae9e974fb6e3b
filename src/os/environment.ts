import process from 'node:process'

/**
 * The environment variables that a child may inherit: where programs and temporary files are, who the user is, the
 * locale, the proxies. Nothing else is passed on: no tokens, no runtime options, no settings from a checked-out
 * folder.
 */
const passedOn: ReadonlySet<string> = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'TERM',
  'TZ',
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'LC_CTYPE',
  'LC_MESSAGES',
  'NO_COLOR',
  'CI',
  'TMPDIR',
  'TMP',
  'TEMP',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_RUNTIME_DIR',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'USERPROFILE',
  'USERNAME',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'COMMONPROGRAMFILES',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
  'PROCESSOR_ARCHITEW6432',
  'PROCESSOR_IDENTIFIER',
  'OS',
])

function isPassedOn(name: string, more: ReadonlySet<string>): boolean {
  // Windows ignores the case of variable names, and proxy variables are common in both.
  const upper = name.toUpperCase()
  return passedOn.has(upper) || upper.startsWith('HANDLE_WIDTH_') || more.has(name)
}

/** The environment of a child: the variables of this process in the list above, and those of `more`. */
export function passedEnvironment(
  more: ReadonlySet<string> = new Set(),
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && isPassedOn(name, more) ? [[name, value]] : [],
    ),
  )
}
