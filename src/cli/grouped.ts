/** Puts options under a heading of the page of help. */
export function grouped<Options extends Readonly<Record<string, object>>>(
  group: string,
  options: Options,
): Options {
  const own = Object.entries(options).map(([name, option]) => [name, { ...option, group }])
  // The same options, each with one property more.
  return Object.fromEntries(own) as Options
}
