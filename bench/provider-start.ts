import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import type { SimulatedProvider } from '../sandbox/prepare';
import { makeIdentity } from '../sandbox/protocol/identity';
import { type Protocol, rpc } from '../sandbox/protocol/messages';
import type { SandboxFolder } from '../sandbox/sandbox-folder';
import { sandboxEnvironment } from '../sandbox/variables';

/** One process, in milliseconds. */
export interface ProviderStart {
  /** From the start of the process to its whole answer to Terraform's first question, which is for the schema. */
  readonly answer: number;
  /** What the process has computed until then: unlike `answer`, hardly longer when the machine does other things. */
  readonly processor: number;
  /** `node -e 0`, from start to end, between the others. */
  readonly bare: number;
}

const program = join(__dirname, '..', 'sandbox', 'provider-process.js');

/** Starts a provider again and again the way in which Terraform does: with TLS on both ends. */
export async function measureProviderStart(
  folder: SandboxFolder,
  provider: SimulatedProvider,
  protocol: Protocol,
  rounds: number,
): Promise<readonly ProviderStart[]> {
  const identity = await makeIdentity();
  const env = {
    ...sandboxEnvironment(folder, process.env),
    TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
    PLUGIN_PROTOCOL_VERSIONS: String(protocol),
    PLUGIN_CLIENT_CERT: identity.certificate,
  };
  const runs: ProviderStart[] = [];
  for (let round = 0; round <= rounds; round++) {
    const bare = elapsed(process.hrtime.bigint(), () => spawnSync(process.execPath, ['-e', '0']));
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, [program, provider], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const client = connect(await handshake(child), identity);
    await call(client, rpc(protocol, 'getSchema').path);
    const answer = Number(process.hrtime.bigint() - start) / 1e6;
    const processor = processorTime(child.pid ?? 0);
    client.close();
    await end(child);
    // The first round warms the file cache up.
    if (round > 0) runs.push({ answer, processor, bare });
  }
  return runs;
}

/** The line in which the process says where it listens. */
function handshake({ stdout }: ChildProcess): Promise<string> {
  return new Promise((done) => stdout?.once('data', (chunk: Buffer) => done(chunk.toString())));
}

function connect(line: string, identity: { readonly certificate: string; readonly privateKey: string }): Client {
  const [, , , address = '', , certificate = ''] = line.trim().split('|');
  const server = new X509Certificate(Buffer.from(certificate, 'base64')).toString();
  const secure = credentials.createSsl(
    Buffer.from(server),
    Buffer.from(identity.privateKey),
    Buffer.from(identity.certificate),
  );
  const options = { 'grpc.ssl_target_name_override': 'localhost', 'grpc.max_receive_message_length': -1 };
  return new Client(address, secure, options);
}

function call(client: Client, path: string): Promise<void> {
  const same = (value: Buffer) => value;
  return new Promise((done, fail) => {
    client.makeUnaryRequest(path, same, same, Buffer.alloc(0), (error) => (error ? fail(error) : done()));
  });
}

function end(child: ChildProcess): Promise<unknown> {
  child.kill();
  return new Promise((done) => child.on('exit', done));
}

/** User and system time of a process that runs, where the system tells it as Linux does; else not a number. */
function processorTime(pid: number): number {
  try {
    // Ticks of ten milliseconds, the fourteenth and fifteenth field (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

function elapsed(start: bigint, work: () => void): number {
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
