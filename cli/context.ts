import type { Terminal } from './terminal/terminal';

/** What every command gets beside its own arguments. */
export interface Context {
  readonly terminal: Terminal;
  /** Day as of which expiries are judged, `YYYY-MM-DD`. */
  readonly today: string;
  /** Version of Ninefold. */
  readonly version: string;
}
