import pc from 'picocolors'

/** What stands before the sentence of an error, red and bold where there is colour. */
export function errorLabel(name: string, colour: boolean): string {
  const { red, bold } = pc.createColors(colour)
  return red(bold(name))
}
