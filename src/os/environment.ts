import process from 'node:process'

/**
 * What a child may know of the environment of this process: where programs and temporary files are, who
 * the user is, how texts are written, how the network is reached. Everything else stays here: a token,
 * options of a runtime, settings that a folder somebody checked out brought with it.
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
  // Windows does not tell the case of names apart, and proxies are written in both.
  const upper = name.toUpperCase()
  return passedOn.has(upper) || upper.startsWith('HANDLE_WIDTH_') || more.has(name)
}

/** The environment that a child gets: the variables of this process that stand in the list above, and those of `more`. */
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
