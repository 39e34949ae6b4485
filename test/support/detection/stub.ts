import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A server in a process of its own. */
export interface Stub {
  readonly port: number;
  /** Fails in one way and returns when it did so, in milliseconds. */
  fail(failure: Failure): number;
  /** Answers that much later from now on. */
  delay(milliseconds: number): void;
  stop(): void;
}

/** `kill`: the process ends. `hang`: it takes connections and answers nothing. `slow`: it answers after three seconds. */
export const failures = ['kill', 'hang', 'slow'] as const;

export type Failure = (typeof failures)[number];

export async function startStub(body: string): Promise<Stub> {
  const child = fork(join(__dirname, 'stub-process.mjs'), [body], { execArgv: [] });
  const port = await new Promise<number>((done, failed) => {
    child.once('message', (message) => done(Number(message)));
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`a stub ended with ${code}`)));
  });
  return {
    port,
    fail(failure) {
      if (failure === 'kill') child.kill('SIGKILL');
      else if (failure === 'hang') child.kill('SIGSTOP');
      else child.send(3000);
      return Date.now();
    },
    delay: (milliseconds) => child.send(milliseconds),
    stop: () => child.kill('SIGKILL'),
  };
}
