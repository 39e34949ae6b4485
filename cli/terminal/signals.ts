const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface CaughtSignals {
  /** The first signal that came. */
  readonly received: () => NodeJS.Signals | undefined;
  /** Lets signals end the process again. */
  release(): void;
}

/** Holds back the signals that end a process, so that nothing is left half-done. */
export function catchSignals(onSignal?: (signal: NodeJS.Signals) => void): CaughtSignals {
  let first: NodeJS.Signals | undefined;
  const receive = (signal: NodeJS.Signals) => {
    first ??= signal;
    onSignal?.(signal);
  };
  for (const signal of endingSignals) process.on(signal, receive);
  return {
    received: () => first,
    release: () => {
      for (const signal of endingSignals) process.off(signal, receive);
    },
  };
}

/** Waits for signals that came while the event loop was blocked: they are delivered only at its next turn. */
export function deliverSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Ends the process by a signal that it received, so that its parent sees what happened. */
export function dieBy(signal: NodeJS.Signals): Promise<never> {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  return new Promise(() => {});
}
