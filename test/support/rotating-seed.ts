/**
 * Picks the sample of a slow suite: another one every day, so that all of it gets its turn, and the same one again with
 * the `NINEFOLD_SEED` that the test prints.
 */
export const rotatingSeed = Number(
  process.env['NINEFOLD_SEED'] ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''),
);
