/**
 * Whether everything is tried. Without `HANDLE_WIDTH_TESTS=all`, which `npm run test:slow` sets, a
 * property tries fewer cases, and a fault is provoked at fewer places.
 */
export const isFullSuite = process.env['HANDLE_WIDTH_TESTS'] === 'all'
