/**
 * Whether to run all cases. Without `HANDLE_WIDTH_TESTS=all`, which `npm run test:slow` sets, properties run fewer
 * cases, and faults are provoked at fewer places.
 */
export const isFullSuite = process.env['HANDLE_WIDTH_TESTS'] === 'all'
