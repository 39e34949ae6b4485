/** Something that the user has to correct before anything can be run. */
export class DeployProblem extends Error {
  /** @param fix what to do about it */
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}
