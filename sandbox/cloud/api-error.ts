/** A refusal by a simulated service, with the code that the real service uses. */
export class ApiError extends Error {
  /**
   * @param code error code of the real API, such as `InvalidVpcID.NotFound`
   * @param message in the words of the service, with the values that it refused
   */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
