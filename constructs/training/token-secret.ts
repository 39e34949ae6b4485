/** Name of the secret with the hubs' tokens of a job. */
export function tokenSecret(job: string): string {
  return `hub-tokens-${job}`;
}
