import { spawnSync } from 'node:child_process';
import { UserError } from '../exit';

/** What a cluster says to a command. */
export type Answer =
  | { readonly kind: 'done'; readonly stdout: string }
  /** The API server is there and says no; `reason` is Kubernetes' word for it, such as `NotFound`. */
  | { readonly kind: 'refused'; readonly reason?: string; readonly message: string }
  /** Nobody has answered: what was asked for may have been done nevertheless. */
  | { readonly kind: 'silent'; readonly message: string };

/** How long an API server may take, in seconds; a region that is lost is not waited for any longer. */
const requestSeconds = 10;

/** Kubernetes' words for a server that cannot do anything at the moment. */
const unavailable = ['ServiceUnavailable', 'Timeout', 'ServerTimeout', 'InternalError', 'TooManyRequests'];

/** What kubectl says when it has not reached a server. Source: client-go and net/http, messages of errors. */
const unreached =
  /Unable to connect to the server|connection refused|no such host|i\/o timeout|deadline exceeded|TLS handshake|timed out|EOF|currently unable to handle|no route to host|network is unreachable/;

/** Credentials are the user's business, though kubectl reports them as a server that it cannot connect to. */
const unauthorized = /getting credentials|Unauthorized|logged in/;

/**
 * Runs kubectl on a cluster.
 *
 * @param input for its standard input
 * @throws UserError if there is no kubectl
 */
export function kubectl(context: string, args: readonly string[], input?: string): Answer {
  const { status, stdout, stderr, timedOut } = run(
    ['--context', context, `--request-timeout=${requestSeconds}s`, ...args],
    input,
  );
  if (timedOut) return { kind: 'silent', message: `no answer within ${2 * requestSeconds} s` };
  if (status === 0) return { kind: 'done', stdout };
  const message = stderr.trim().split('\n').at(-1) ?? '';
  const reason = /Error from server \((\w+)\)/.exec(stderr)?.[1];
  if (reason !== undefined) {
    return unavailable.includes(reason) ? { kind: 'silent', message } : { kind: 'refused', reason, message };
  }
  if (unauthorized.test(stderr)) return { kind: 'refused', message };
  return { kind: unreached.test(stderr) ? 'silent' : 'refused', message };
}

/** Names of the clusters that kubectl knows on this computer. */
export function kubectlContexts(): string[] {
  const { status, stdout, stderr } = run(['config', 'get-contexts', '-o', 'name']);
  if (status !== 0) throw new UserError(`kubectl has no configuration: ${stderr.trim()}`, 'set KUBECONFIG');
  return stdout.split('\n').filter((line) => line !== '');
}

function run(args: readonly string[], input?: string) {
  const command = process.env['NINEFOLD_KUBECTL'] || 'kubectl';
  const { error, status, stdout, stderr } = spawnSync(command, [...args], {
    encoding: 'utf8',
    // Resolving names and logging in come before the request.
    timeout: 2 * requestSeconds * 1000,
    killSignal: 'SIGKILL',
    maxBuffer: 64 * 1024 * 1024,
    ...(input !== undefined && { input }),
  });
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT' || code === 'EACCES') {
    throw new UserError(
      `cannot run ${command}: there is no such command`,
      'install kubectl (https://kubernetes.io/docs/tasks/tools), or name one in NINEFOLD_KUBECTL',
    );
  }
  if (error !== undefined && code !== 'ETIMEDOUT') throw error;
  return { status, stdout, stderr, timedOut: code === 'ETIMEDOUT' };
}
