/** Exit codes: what went wrong, and whose turn it is. */
export const exitCodes = {
  ok: 0,
  /** The user has something to correct. */
  mistake: 1,
  /** `diff`: something changes. */
  changes: 2,
  /** Not every stack was deployed or destroyed; the report says why. */
  incomplete: 2,
  /** Ninefold is wrong: `EX_SOFTWARE` of sysexits(3). */
  defect: 70,
} as const;

/** Something that the user can correct, other than a mistake in the spec. */
export class UserError extends Error {
  /** @param fix what to do about it */
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
