import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import { decodeValue, encodeValue } from '../../sandbox/protocol/encoded-value';
import {
  type CallName,
  type Calls,
  type Diagnostic,
  decode,
  type EncodedPath,
  encode,
  rpc,
  severities,
} from '../../sandbox/protocol/messages';
import { isValues, type Values } from '../../sandbox/protocol/value';
import { completeBlock } from '../../sandbox/provider/complete';
import type { Block } from '../../sandbox/schema/provider-schema';
import { decodeSchema } from './decode-schema';
import { providerMirror, terraformCommand, terraformEnvironment } from './terraform';

/** An error that the provider answers. */
export interface Refusal {
  /** The value that it is about, without positions in lists: `vpc_config.subnet_ids`; empty for the whole object. */
  readonly path: string;
  readonly text: string;
}

/** The real hashicorp/aws provider, asked what needs neither credentials nor the network. */
export interface RealProvider {
  readonly resource: (type: string) => Block | undefined;
  /** What it refuses about a configuration. */
  validate(type: string, config: Values): Promise<Refusal[]>;
  /** Paths, as in refusals, whose change makes Terraform replace the object. */
  plan(type: string, prior: Values | null, proposed: Values, config: Values): Promise<RealPlan>;
  stop(): void;
}

export interface RealPlan {
  readonly planned: Values;
  readonly replacedBy: readonly string[];
  readonly refusals: readonly Refusal[];
}

const protocol = 5;

/** Starts the provider of the mirror as Terraform does, without encryption, and configures it for us-east-1. */
export async function startRealProvider(): Promise<RealProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-real-provider-'));
  const child = launch(folder);
  const stop = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', stop);
  const client = new Client(await addressOf(child), credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  const call = <Name extends CallName>(name: Name, message: Calls[Name][0]): Promise<Calls[Name][1]> => {
    const { path, request, response } = rpc(protocol, name);
    return new Promise((resolve, reject) => {
      client.makeUnaryRequest(
        path,
        (value: object) => Buffer.from(encode(request, value)),
        (bytes: Buffer) => decode(response, bytes),
        message,
        (error, answer) => (error ? reject(error) : resolve(answer as Calls[Name][1])),
      );
    });
  };

  const schema = decodeSchema(await call('getSchema', {}));
  const config = encodeValue(completeBlock(schema.provider, offline));
  const { diagnostics } = await call('configure', { terraformVersion: '1.11.4', config });
  const refusals = refusalsIn(diagnostics);
  if (refusals.length > 0) throw new Error(`the provider cannot be configured: ${JSON.stringify(refusals)}`);

  return {
    resource: schema.resource,
    async validate(typeName, values) {
      return refusalsIn((await call('validateResource', { typeName, config: encodeValue(values) })).diagnostics);
    },
    async plan(typeName, prior, proposed, values) {
      const answer = await call('plan', {
        typeName,
        priorState: encodeValue(prior),
        proposedNewState: encodeValue(proposed),
        config: encodeValue(values),
        priorPrivate: new Uint8Array(),
      });
      const planned = decodeValue(answer.plannedState ?? null);
      return {
        planned: isValues(planned) ? planned : {},
        replacedBy: (answer.requiresReplace ?? []).map(textOf),
        refusals: refusalsIn(answer.diagnostics),
      };
    },
    stop() {
      client.close();
      process.off('exit', stop);
      stop();
    },
  };
}

/** Credentials that nobody has, and nothing asked of AWS. */
const offline: Values = {
  region: 'us-east-1',
  access_key: 'AKIAIOSFODNN7EXAMPLE',
  secret_key: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  skip_credentials_validation: true,
  skip_metadata_api_check: 'true',
  skip_region_validation: true,
  skip_requesting_account_id: true,
  max_retries: 0,
};

function launch(folder: string): ChildProcess {
  return spawn(findBinary() ?? unpackBinary(folder), {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      TMPDIR: folder,
      TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
      PLUGIN_PROTOCOL_VERSIONS: String(protocol),
      PLUGIN_MIN_PORT: '10000',
      PLUGIN_MAX_PORT: '25000',
    },
  });
}

/** The executable of a mirror that holds the provider unpacked: `<version>/<platform>/terraform-provider-aws_v…`. */
function findBinary(): string | undefined {
  return below(join(providerMirror, 'registry.terraform.io', 'hashicorp', 'aws'), 3).find(isBinary);
}

/** Lets Terraform install the provider from a mirror of archives. */
function unpackBinary(folder: string): string {
  writeFileSync(
    join(folder, 'main.tf.json'),
    JSON.stringify({ terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } } }),
  );
  const { status, stderr } = spawnSync(terraformCommand, ['init', '-backend=false', '-input=false', '-no-color'], {
    cwd: folder,
    env: terraformEnvironment(folder),
    encoding: 'utf8',
  });
  const binary = below(join(folder, '.terraform', 'providers'), 6).find(isBinary);
  if (binary === undefined) throw new Error(`terraform init (status ${status}) installed no provider: ${stderr}`);
  return binary;
}

function isBinary(path: string): boolean {
  return /terraform-provider-aws_v[^/\\]*$/.test(path) && !path.endsWith('.zip');
}

/** Files and folders down to a depth. */
function below(folder: string, depth: number): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isFile() || depth === 0 ? [path] : [path, ...below(path, depth - 1)];
  });
}

/** Reads `1|5|unix|/path|grpc|` or `1|5|tcp|127.0.0.1:1234|grpc|` from the first line of the provider. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the provider ended with status ${code}: ${text}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const [, version, network, address] = text.split('\n')[0]?.split('|') ?? [];
      if (!text.includes('\n') || address === undefined) return;
      if (version !== String(protocol)) reject(new Error(`the provider speaks protocol ${version}`));
      resolve(network === 'unix' ? `unix:${address}` : address);
    });
  });
}

function refusalsIn(diagnostics: readonly Diagnostic[] | undefined): Refusal[] {
  return (diagnostics ?? [])
    .filter(({ severity }) => severity === severities.error)
    .map(({ attribute, summary, detail }) => ({
      path: attribute ? textOf(attribute) : '',
      text: detail ? `${summary}: ${detail}` : summary,
    }));
}

function textOf({ steps }: EncodedPath): string {
  return steps.flatMap((step) => ('attributeName' in step ? [step.attributeName] : [])).join('.');
}
