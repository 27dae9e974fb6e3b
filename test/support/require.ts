/** Options of a tap test that has a requirement on the machine. */
export interface Need {
  readonly skip: string | false
}

/**
 * Skips a test where `name` is missing, with the sentence that says how to get it. Where the environment variable
 * HANDLE_WIDTH_REQUIRE lists `name`, the test fails instead.
 */
export function needs(name: string, isThere: boolean, remedy: string): Need {
  const isRequired = (process.env['HANDLE_WIDTH_REQUIRE'] ?? '').split(/[\s,]+/).includes(name)
  return { skip: isThere || isRequired ? false : remedy }
}
