import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Environment } from '../../planner/environment/environment';
import { unprotected } from '../../sandbox/sandboxed-environment';
import { synthesize } from '../../stacks/synthesize';
import { freePort } from './local-server';
import { itWithTerraform, terraformCommand, terraformEnvironment } from './terraform';
import { until } from './until';

// `npm test` runs scripts/setup-tools.mjs first, which installs moto there if this machine does not have it.
const installed = join(__dirname, '..', '..', '.tools', 'moto', 'bin', 'moto_server');

const motoServer = existsSync(installed) ? installed : 'moto_server';

const available = spawnSync(motoServer, ['--help'], { stdio: 'ignore' }).status === 0;

/** `it` for tests that need moto, an emulator of AWS, too: skipped where it cannot be had, except in CI. */
export const itWithEmulator: jest.It = available || process.env['CI'] !== undefined ? itWithTerraform : it.skip;

/** A moto server of its own for one test file. It has an empty account in every region. */
export interface Emulator {
  /** @example 'http://127.0.0.1:40123' */
  readonly endpoint: string;
  /** Creates a public hosted zone, which Ninefold expects to find. */
  createHostedZone(domain: string): Promise<void>;
  stop(): Promise<void>;
}

/** Runs a command until its own standard input ends, which it does when the process that starts it is killed, too. */
const untilInputEnds = '"$0" "$@" </dev/null & pid=$!; cat >/dev/null; kill $pid; wait $pid';

/** Starts moto on a free port and waits until it answers. */
export async function startEmulator(): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-moto-'));
  const log = join(folder, 'moto.log');
  const port = await freePort();
  const output = openSync(log, 'a');
  const server = spawn('sh', ['-c', untilInputEnds, motoServer, '-H', '127.0.0.1', '-p', String(port)], {
    // Without its copy of AWS's own policies, moto refuses to attach them.
    env: { PATH: process.env['PATH'], HOME: folder, MOTO_IAM_LOAD_MANAGED_POLICIES: 'true' },
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  const stop = async () => {
    const ended = new Promise((done) => server.once('exit', done));
    server.stdin?.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };

  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await until(async () => (await fetch(`${endpoint}/moto-api/`)).ok, `moto answers at ${endpoint}`);
  } catch (error) {
    const said = readFileSync(log, 'utf8');
    await stop();
    throw new Error(`${error}:\n${said}`);
  }
  return { endpoint, createHostedZone: (domain) => createHostedZone(endpoint, domain), stop };
}

/** The stacks of an environment, with their states in a folder of their own and the emulator in place of AWS. */
export interface EmulatedStacks {
  open(name: string): EmulatedStack;
  /** Records outputs for a stack that is not applied, so that others can read them. */
  supplyOutputs(name: string, outputs: Readonly<Record<string, string>>): void;
  remove(): void;
}

export interface EmulatedStack {
  /** Its Terraform JSON; what is changed there counts from the next command on. */
  read(): TerraformJson;
  write(json: TerraformJson): void;
  /** Throws with Terraform's errors if it fails. */
  apply(): Promise<void>;
  /** What the next apply would change, such as `aws_vpc.network_vpc must be replaced`. */
  plannedChanges(): Promise<string[]>;
  destroy(): Promise<void>;
  /** Addresses of the resources in its state. */
  resources(): string[];
}

/** What a stack's `cdk.tf.json` holds, by type and name. */
export interface TerraformJson {
  readonly resource: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly output?: Readonly<Record<string, object>>;
  readonly provider: { readonly aws: readonly { readonly alias?: string }[] };
}

/** Synthesizes an environment so that its stacks can be applied to an emulator, and destroyed again. */
export function synthesizeForEmulator(environment: Environment, { endpoint }: Emulator): EmulatedStacks {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-emulated-'));
  const state = join(folder, 'state');
  synthesize({ ...unprotected(environment), state: { backend: 'local', folder: state } }, join(folder, 'out'));
  const env = {
    ...terraformEnvironment(folder),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
    // What moto fails at once it fails at again; the provider's own 25 attempts take ten minutes.
    AWS_MAX_ATTEMPTS: '3',
  };
  return {
    open: (name) => openStack(join(folder, 'out', 'stacks', name), join(state, `${name}.tfstate`), env),
    supplyOutputs: (name, outputs) => writeState(join(state, `${name}.tfstate`), name, outputs),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function openStack(folder: string, state: string, env: NodeJS.ProcessEnv): EmulatedStack {
  const file = join(folder, 'cdk.tf.json');
  const read = () => JSON.parse(readFileSync(file, 'utf8')) as TerraformJson;
  overrideProviders(folder, read());
  let initialized: Promise<string> | undefined;
  const terraform = async (...args: string[]): Promise<string> => {
    initialized ??= run(folder, env, 'init', '-input=false', '-no-color');
    await initialized;
    return run(folder, env, ...args, '-input=false', '-no-color');
  };
  return {
    read,
    write: (json) => writeFileSync(file, JSON.stringify(json)),
    apply: async () => void (await terraform('apply', '-auto-approve')),
    async plannedChanges() {
      const plan = await terraform('plan', '-lock=false');
      return [...plan.matchAll(/^ {2}# (.*)$/gm)].map(([, change = '']) => change);
    },
    destroy: async () => void (await terraform('destroy', '-auto-approve')),
    resources() {
      if (!existsSync(state)) return [];
      const { resources } = JSON.parse(readFileSync(state, 'utf8')) as { resources: Record<string, string>[] };
      return resources.filter(({ mode }) => mode === 'managed').map(({ type, name }) => `${type}.${name}`);
    },
  };
}

/** Version 4 is the format of Terraform's states since 0.12. */
function writeState(file: string, lineage: string, texts: Readonly<Record<string, string>>): void {
  const outputs = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { value, type: 'string' }]));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version: 4, serial: 1, lineage, outputs, resources: [] }));
}

/** Terraform merges override files into the providers that are there. Buckets have no host names of their own here. */
function overrideProviders(folder: string, { provider }: TerraformJson): void {
  const aws = provider.aws.map(({ alias }) => ({
    ...(alias === undefined ? {} : { alias }),
    s3_use_path_style: true,
    skip_metadata_api_check: true,
  }));
  writeFileSync(join(folder, 'emulator_override.tf.json'), JSON.stringify({ provider: { aws } }));
}

function run(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  return new Promise((done, fail) => {
    const terraform = spawn(terraformCommand, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    terraform.stdout.on('data', (data: Buffer) => {
      said.stdout += data.toString();
    });
    terraform.stderr.on('data', (data: Buffer) => {
      said.stderr += data.toString();
    });
    terraform.on('error', fail);
    terraform.on('close', (code) =>
      code === 0
        ? done(said.stdout)
        : fail(new Error(`terraform ${args[0]} in ${cwd}:\n${withoutSource(said.stderr)}`)),
    );
  });
}

/** Terraform shows the line of an error, and a stack's JSON is one line. */
function withoutSource(errors: string): string {
  return errors.replace(/^ +\d+: \{.*\n/gm, '');
}

async function createHostedZone(endpoint: string, domain: string): Promise<void> {
  const response = await fetch(`${endpoint}/2013-04-01/hostedzone`, {
    method: 'POST',
    // Moto finds the service by the scope of the credentials, and does not verify signatures.
    headers: { Authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/route53/aws4_request' },
    body:
      '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
      `<Name>${domain}</Name><CallerReference>${domain}</CallerReference></CreateHostedZoneRequest>`,
  });
  if (response.status !== 201) throw new Error(`moto answers ${response.status}: ${await response.text()}`);
}
