/** When and where the facts of a table were read, so that a reader knows how far to trust them. */
export interface Dated {
  /** Day on which the source was read or generated, as YYYY-MM-DD. */
  readonly asOf: string;
  readonly source: string;
}
