import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { Workplace } from '../../support/cli';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
});
afterEach(() => place.remove());

const read = (name = 'project.yaml') => readFileSync(place.path(name), 'utf8');
const admin = 'arn:aws:iam::444455556666:role/platform';

describe('ninefold init', () => {
  it.each(['minimal', 'serving', 'training'])('writes a %s spec that is valid without a warning', (template) => {
    expect(place.run(['init', '--template', template])).toMatchObject({
      status: 0,
      stdout: 'wrote project.yaml\nwrote cdktf.json\nwrote .gitignore\n',
    });
    expect(place.run(['validate', '--fail-on', 'warning'])).toMatchObject({ status: 0 });
    expect(place.run(['plan']).status).toBe(0);
  });

  it.each([
    ['minimal', ['us-east-1', 'eu-west-1', 'ap-northeast-1']],
    ['serving', ['eu-central-1']],
    ['serving', ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-south-1', 'sa-east-1']],
    ['training', ['us-west-2', 'eu-north-1']],
  ])('writes a valid %s spec for the regions %j', (template, regions) => {
    const flags = regions.flatMap((region) => ['--region', region]);
    expect(place.run(['init', '--template', template, ...flags]).status).toBe(0);
    expect(place.run(['validate'])).toMatchObject({ status: 0 });
    expect(parse(read()).regions.map(({ name }: { name: string }) => name)).toEqual(regions);
  });

  it('lets cdktf work in the folder, and leaves the settings of somebody else alone', () => {
    place.run(['init']);
    const { app } = JSON.parse(read('cdktf.json'));
    const [command, program = ''] = app.split(' ');
    const synth = spawnSync(command, [program], { cwd: place.folder, encoding: 'utf8' });
    expect({ status: synth.status, stderr: synth.stderr }).toEqual({ status: 0, stderr: '' });
    expect(existsSync(place.path('cdktf.out', 'manifest.json'))).toBe(true);
    place.write('cdktf.json', '{"app":"mine"}');
    expect(place.run(['init', '--force']).stdout).toBe('wrote project.yaml\n');
    expect(read('cdktf.json')).toBe('{"app":"mine"}');
  });

  it('writes no settings for a spec of another name, which cdktf would not find', () => {
    expect(place.run(['init', '--output', 'chat.yaml']).stdout).toBe('wrote chat.yaml\nwrote .gitignore\n');
    expect(existsSync(place.path('cdktf.json'))).toBe(false);
  });

  it('keeps what is made from the spec out of Git, and leaves rules that are there alone', () => {
    place.run(['init']);
    expect(read('.gitignore')).toBe('/cdktf.out/\n/node_modules/\n*.tfstate*\n');
    place.write('.gitignore', 'secrets\n');
    expect(place.run(['init', '--force']).stdout).toBe('wrote project.yaml\n');
    expect(read('.gitignore')).toBe('secrets\n');
  });

  it('puts every flag into its place', () => {
    const flags = [
      '--name',
      'my-chat',
      '--environment',
      'staging',
      '--owner',
      'LLM platform: on call',
      '--admin',
      admin,
    ];
    const dns = ['--template', 'serving', '--zone', 'acme.org', '--host', 'ai.acme.org', '--region', 'eu-west-1'];
    const { status, stderr } = place.run(['init', ...flags, ...dns, '--output', 'chat.yaml']);
    expect(status).toBe(0);
    expect(stderr).not.toContain('still to be replaced');
    expect(parse(read('chat.yaml'))).toMatchObject({
      name: 'my-chat',
      environment: 'staging',
      owner: 'LLM platform: on call',
      regions: [{ name: 'eu-west-1' }],
      cluster: { access: { admins: [admin] } },
      dns: { zone: 'acme.org', host: 'ai.acme.org' },
    });
  });

  it('derives the host from the zone, and the zone from the host', () => {
    place.run(['init', '--template', 'serving', '--name', 'chat', '--zone', 'acme.org']);
    expect(parse(read()).dns).toEqual({ zone: 'acme.org', host: 'chat.acme.org' });
    place.run(['init', '--template', 'serving', '--force', '--host', 'ai.eu.acme.org']);
    expect(parse(read()).dns).toEqual({ zone: 'eu.acme.org', host: 'ai.eu.acme.org' });
  });

  it('says what stands for something that only the user knows', () => {
    const { stderr } = place.run(['init', '--template', 'serving', '--name', 'chat']);
    expect(stderr).toContain('still to be replaced: owner (my-team)');
    expect(stderr).toContain('still to be replaced: cluster.access.admins');
    expect(stderr).toContain('still to be replaced: dns.zone (example.com)');
  });

  it('comments what it writes and names the schema by a relative path that exists', () => {
    place.run(['init']);
    const [first = '', ...rest] = read().split('\n');
    const schema = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? '';
    expect(schema).toMatch(/^\.\.?\//);
    expect(existsSync(resolve(dirname(place.path('project.yaml')), schema))).toBe(true);
    expect(rest.filter((line) => line.trim().startsWith('#')).length).toBeGreaterThan(5);
  });

  it('shows production defaults of a production environment as warnings', () => {
    const { status, stderr } = place.run(['init', '--environment', 'prod']);
    expect(status).toBe(0);
    expect(stderr).toContain('warning state/local-in-production');
  });

  it('never overwrites without --force', () => {
    place.write('project.yaml', 'mine: true\n');
    const { status, stderr } = place.run(['init']);
    expect(status).toBe(1);
    expect(stderr).toContain('project.yaml exists already');
    expect(read()).toBe('mine: true\n');
    expect(place.run(['init', '--force']).status).toBe(0);
    expect(parse(read())).toMatchObject({ kind: 'Project' });
  });

  it.each([
    [['--name', 'My Chat'], '--name: "My Chat" has the wrong form'],
    [['--name', 'a'.repeat(33)], '--name: this must have at most 32 characters'],
    [['--environment', 'p'], '--environment: this must have at least 2 characters'],
    [['--owner', 'a;b'], '--owner: "a;b" has the wrong form'],
    [['--region', 'us-east-1', '--region', 'us-est-1'], '--region: there is no AWS region us-est-1'],
    [['--admin', 'platform'], '--admin: "platform" has the wrong form'],
    [['--host', 'chat'], '--host: "chat" has the wrong form'],
  ])('refuses %j', (flags, message) => {
    const { status, stdout, stderr } = place.run(['init', ...flags]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('writes nothing if the answers together make no valid spec', () => {
    const flags = ['--template', 'serving', '--zone', 'acme.org', '--host', 'chat.example.com'];
    const { status, stderr } = place.run(['init', ...flags]);
    expect(status).toBe(1);
    expect(stderr).toContain('dns/host-outside-zone');
    expect(readdirSync(place.folder)).toEqual([]);
  });

  it('names the folder that is missing', () => {
    const { status, stderr } = place.run(['init', '--output', 'none/project.yaml']);
    expect(status).toBe(1);
    expect(stderr).toContain('cannot write none/project.yaml');
  });
});

// `script` (util-linux) gives a process a terminal; where there is none the questions cannot be tested.
const hasScript = spawnSync('script', ['--version']).status === 0;
const onTerminal = hasScript || process.env['CI'] !== undefined ? describe : describe.skip;

onTerminal('ninefold init on a terminal', () => {
  let child: ChildProcess | undefined;
  afterEach(() => child?.kill());

  /** Answers each question when it is asked; returns the exit code. */
  function answer(dialogue: readonly (readonly [question: string, keys: string])[]): Promise<number | null> {
    const program = join(__dirname, '..', '..', '..', 'dist', 'cli', 'ninefold.js');
    // The terminal has no size of its own, and the questions are wrapped to its width.
    const command = `stty cols 120 rows 40; ${process.execPath} ${program} init`;
    const terminal = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: place.folder,
      env: { PATH: process.env['PATH'], HOME: place.folder, TERM: 'xterm', SHELL: '/bin/sh' },
    });
    child = terminal;
    const open = [...dialogue];
    let shown = '';
    terminal.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
      const [next] = open;
      if (next === undefined || !shown.includes(next[0])) return;
      open.shift();
      shown = '';
      terminal.stdin.write(next[1]);
    });
    return new Promise((done) => terminal.on('exit', done));
  }

  it('asks for what is missing, refuses wrong answers, and writes a valid spec', async () => {
    const status = await answer([
      ['What is it for?', '\u001b[B\r'],
      ['Name of the project', '\u0015chat\r'],
      ['Environment, such as dev or prod', '\r'],
      ['Team that answers', 'a;b\r'],
      ['has the wrong form', '\u0015platform\r'],
      ['AWS regions', '\r'],
      ['ARN of the IAM role', `${admin}\r`],
      ['Public Route 53 zone', 'acme.org\r'],
      ['Name that users call', '\u0015chat.acme.com\r'],
      ['is not a name in the zone acme.org', '\u0015chat.acme.org\r'],
    ]);
    expect(status).toBe(0);
    expect(parse(read())).toMatchObject({
      name: 'chat',
      environment: 'dev',
      owner: 'platform',
      cluster: { access: { admins: [admin] } },
      dns: { zone: 'acme.org', host: 'chat.acme.org' },
    });
    expect(place.run(['validate']).status).toBe(0);
  }, 30_000);

  it('writes nothing when the user gives up', async () => {
    expect(await answer([['What is it for?', '\u0003']])).toBe(1);
    expect(readdirSync(place.folder)).toEqual([]);
  }, 30_000);
});
