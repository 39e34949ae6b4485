/**
 * What picks samples and random cases: the same every day, so that a run says something about the code and nothing about
 * the calendar. `npm run test:today` takes the day's own, and `NINEFOLD_SEED` any that a test has printed.
 */
export const seed = Number(process.env['NINEFOLD_SEED'] ?? 20261123);
