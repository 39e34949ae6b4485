import { catchSignals, deliverSignals, dieBy } from './signals';

/** A request to end early, by a signal or by Ctrl-C at a question. */
export interface Interruption {
  readonly signal: AbortSignal;
  interrupt(): void;
  /** Calls back for every signal after the first. */
  onRepeat(listener: () => void): void;
}

/** Does work that ends gracefully when it is interrupted, and then ends the process by the signal that it got. */
export async function interruptible<T>(work: (interruption: Interruption) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let repeated = () => {};
  const signals = catchSignals(() => {
    if (controller.signal.aborted) repeated();
    else controller.abort();
  });
  try {
    return await work({
      signal: controller.signal,
      interrupt: () => controller.abort(),
      onRepeat: (listener) => {
        repeated = listener;
      },
    });
  } finally {
    await deliverSignals();
    signals.release();
    if (controller.signal.aborted) await dieBy(signals.received() ?? 'SIGINT');
  }
}
