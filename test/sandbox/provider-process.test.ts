import { spawn, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { prepareSandbox } from '../../sandbox/prepare';
import { type SandboxFolder, sandboxFolder } from '../../sandbox/sandbox-folder';
import { schemaCache } from '../support/schema-cache';
import { until } from '../support/until';
import { temporaryFolder } from './temporary-folder';

jest.setTimeout(30_000);

const program = join(__dirname, '..', '..', 'dist', 'sandbox', 'provider-process.js');
const cookie = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  PLUGIN_PROTOCOL_VERSIONS: '5,6',
};

let sandbox: SandboxFolder;
beforeAll(async () => {
  sandbox = sandboxFolder(temporaryFolder());
  await prepareSandbox(sandbox, schemaCache);
});

const inside = () => ({
  PATH: process.env['PATH'],
  NINEFOLD_SANDBOX: sandbox.root,
  NINEFOLD_SANDBOX_NODE: process.execPath,
  NINEFOLD_SANDBOX_PROVIDER: program,
});

/** The program that Terraform installs for the AWS provider. */
function installed(): string {
  const files = readdirSync(sandbox.mirror, { recursive: true, encoding: 'utf8' });
  return join(sandbox.mirror, files.find((name) => name.includes('terraform-provider-aws_')) ?? '');
}

describe('a simulated provider', () => {
  it('does not run outside of a sandbox, even for Terraform', () => {
    const { status, stdout, stderr } = spawnSync(installed(), {
      env: { PATH: process.env['PATH'], ...cookie },
      encoding: 'utf8',
    });
    expect(status).not.toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toContain('this is a simulated provider, which runs inside of a Ninefold sandbox only');
  });

  it.each([
    ['names no sandbox', { NINEFOLD_SANDBOX: undefined, ...cookie }, 'NINEFOLD_SANDBOX names no sandbox'],
    ['comes from people and not from Terraform', {}, 'This is a plugin of Terraform.'],
    ['asks for another protocol', { ...cookie, PLUGIN_PROTOCOL_VERSIONS: '4' }, 'Terraform asked for 4.'],
  ])('refuses a start that %s', (_what, environment, message) => {
    const env = { ...inside(), ...environment };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'aws'], { env, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.each([
    ['aws', 5],
    ['helm', 6],
  ])(
    '%s says where it listens, does not end by Ctrl-C, and ends with the process that started it',
    async (name, protocol) => {
      // The shell stands for Terraform.
      const script = `${process.execPath} ${program} ${name} & echo "pid $!"; wait`;
      const shell = spawn('sh', ['-c', script], {
        env: { ...inside(), ...cookie },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const said = await new Promise<string>((done) => {
        let text = '';
        shell.stdout.on('data', (chunk: Buffer) => {
          text += chunk;
          if (text.includes('|grpc|')) done(text);
        });
      });
      expect(said).toMatch(new RegExp(`^1\\|${protocol}\\|tcp\\|127\\.0\\.0\\.1:\\d+\\|grpc\\|$`, 'm'));
      const [pid, port] = [/pid (\d+)/, /127\.0\.0\.1:(\d+)/].map((part) => Number(part.exec(said)?.[1]));
      process.kill(pid ?? 0, 'SIGINT');
      // Whoever does not handle the signal is gone before the next connection.
      await connection(port ?? 0);
      shell.kill('SIGKILL');
      await until(() => !isRunning(pid ?? 0), 'the provider has ended');
    },
  );
});

function connection(port: number): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      done();
    });
    socket.on('error', failed);
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
