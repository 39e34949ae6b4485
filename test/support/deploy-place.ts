import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesIn } from '../../deploy/terraform/stack-state';
import { Workplace } from './cli';
import { type Spec, today } from './spec';
import { standInTerraform } from './stand-in-terraform';

/** A small spec with a network and a cluster stack for each region. */
export function smallSpec(regions: readonly string[] = ['us-east-1']): Spec {
  return {
    apiVersion: 'ninefold/v1alpha1',
    kind: 'Project',
    name: 'small',
    environment: 'dev',
    owner: 'me',
    regions: regions.map((name, index) => ({ name, cidr: `10.${10 * index}.0.0/16` })),
    cluster: { access: { admins: ['arn:aws:iam::111122223333:role/me'], publicCidrs: ['54.240.197.7/32'] } },
    pools: [{ name: 'gpu', instanceTypes: ['g5.xlarge', 'g5.2xlarge'], nodes: { min: 1, max: 2 } }],
    models: [
      { name: 'qwen', source: 'hf://Qwen/Qwen2.5-7B-Instruct', revision: 'a09a35458c702b33eeacc393d103063234e8bc28' },
    ],
    inference: [{ name: 'chat', model: 'qwen', engine: 'vllm', pool: 'gpu', replicas: { min: 1, max: 2 } }],
  };
}

/** A folder in which `ninefold deploy` runs the real Terraform over stand-ins of the resources. */
export class DeployPlace extends Workplace {
  private readonly terraform = standInTerraform(this.folder);

  ninefold(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    return this.run(args, { NINEFOLD_TERRAFORM: this.terraform, ...environment });
  }

  /** The same, still running; its output comes with its end. */
  begin(args: readonly string[], wrapper: readonly string[] = []) {
    const program = join(__dirname, '..', '..', 'dist', 'cli', 'ninefold.js');
    const [command = '', ...rest] = [...wrapper, process.execPath, program, '--today', today, ...args];
    const env = { PATH: process.env['PATH'], HOME: this.folder, NINEFOLD_TERRAFORM: this.terraform };
    const child = spawn(command, rest, { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
    const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; output: string }>((done) => {
      child.on('close', (code, signal) => done({ code, signal, output }));
    });
    return { child, ended };
  }

  /** Environment and command for processes that tests start themselves. */
  get terraformCommand(): string {
    return this.terraform;
  }

  /** Makes a stack fail from now on, or wait in the middle of its application or, once deployed, of its destruction. */
  steer(what: 'fail' | 'hold' | 'cling', stack: string): void {
    writeFileSync(this.path(`${what}-${stack}`), '');
  }

  release(what: 'fail' | 'hold' | 'cling', stack: string): void {
    rmSync(this.path(`${what}-${stack}`));
  }

  isHeld(stack: string): boolean {
    return existsSync(this.path(`held-${stack}`));
  }

  /** Number of objects in a stack's state. */
  objects(stack: string): number {
    const file = this.path('state', `${stack}.tfstate`);
    return existsSync(file) ? resourcesIn(readFileSync(file, 'utf8')).length : 0;
  }
}

/** The events of a JSON stream; every line has to be one. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into events of every type.
export function eventsIn(stdout: string): any[] {
  const lines = stdout.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line));
}
