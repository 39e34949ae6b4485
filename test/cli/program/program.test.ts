import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../../support/cli';
import { baseSpec, specWith } from '../../support/spec';

const place = new Workplace();
const root = join(__dirname, '..', '..', '..');

beforeAll(() => {
  place.writeSpec(baseSpec());
  place.writeSpec(
    specWith((s) => delete s.owner),
    'broken.yaml',
  );
});
afterAll(() => place.remove());

/** Runs in place of a shell, for what only a pipe or a terminal shows. */
function shell(command: string) {
  const program = `${process.execPath} ${join(root, 'dist', 'cli', 'ninefold.js')}`;
  const env = { PATH: process.env['PATH'], HOME: place.folder, NINEFOLD: program };
  return spawnSync('bash', ['-c', command], { cwd: place.folder, encoding: 'utf8', env });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters.
const colour = /\u001b\[/;

describe('ninefold', () => {
  it('prints its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(place.run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('prints help with its commands and exit codes', () => {
    const { status, stdout } = place.run(['--help']);
    expect(status).toBe(0);
    for (const word of ['validate', 'plan', 'synth', 'explain', 'init', 'Exit codes']) expect(stdout).toContain(word);
  });

  it.each([
    ...['validate', 'plan', 'diff', 'report', 'synth', 'deploy', 'destroy', 'explain', 'init', 'migrate', 'fit'],
    ...['drill plan', 'sandbox', 'sandbox up', 'sandbox drill', 'train', 'train submit', 'blueprint'],
    'blueprint upgrade',
  ])('prints help with examples for %s', (command) => {
    const { status, stdout } = place.run([...command.split(' '), '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples:\n  ninefold ${command}`));
  });

  it.each([
    [['bogus']],
    [['validate', '--bogus']],
    [['validate', '--format', 'xml']],
    [['validate', 'a.yaml', 'b.yaml']],
    [['validate', '--today', '2026-02-30']],
    [['validate', '--today', 'soon']],
    [['init', '--template', 'none']],
    [[]],
  ])('refuses the arguments %j with exit code 1 and an empty stdout', (args) => {
    const { status, stdout, stderr } = place.run(args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it.each([
    [['validat'], "unknown command 'validat'", 'did you mean validate? --help shows what is possible'],
    [['plan', '--fromat', 'json'], "unknown option '--fromat'", 'did you mean --format? --help shows what is possible'],
    [['sandbox', 'lose'], "missing required argument 'region'", '--help shows what is possible'],
  ])('tells mistakes of the command line like all others: %j', (args, message, fix) => {
    expect(place.run(args).stderr).toBe(`error ${message}\n  fix  ${fix}\n`);
  });

  it.each([[['help']], [['help', 'diff']], [['sandbox', 'help', 'lose']]])('takes %j for a question', (args) => {
    const { status, stdout, stderr } = place.run(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: ninefold/);
  });

  it('lists its commands in the order of work', () => {
    const { stdout } = place.run(['--help']);
    const places = ['init', 'validate', 'plan', 'diff', 'sandbox', 'deploy', 'destroy'].map((name) =>
      stdout.search(new RegExp(`^  ${name} `, 'm')),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('accepts global options after the command', () => {
    expect(place.run(['validate', '--no-color', '--today', '2026-11-23']).status).toBe(0);
  });

  it('judges as of the day that --today names', () => {
    // The capacity block of the spec ends on 2026-12-31.
    expect(place.run(['validate', '--today', '2026-12-30']).stdout).not.toContain('capacity/block-ended');
    expect(place.run(['validate', '--today', '2027-06-01']).stdout).toContain('capacity/block-ended');
  });
});

describe('colours', () => {
  it.each<[what: string, args: string[], environment: NodeJS.ProcessEnv, coloured: boolean]>([
    ['not into a pipe', [], {}, false],
    ['with --color', ['--color'], {}, true],
    ['with FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['not with FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, false],
    ['not with NO_COLOR', [], { NO_COLOR: '1' }, false],
    ['with --color against NO_COLOR', ['--color'], { NO_COLOR: '1' }, true],
    ['not with --no-color against FORCE_COLOR', ['--no-color'], { FORCE_COLOR: '1' }, false],
  ])('are used %s', (_what, args, environment, coloured) => {
    const { stdout } = place.run(['validate', 'broken.yaml', ...args], environment);
    expect(colour.test(stdout)).toBe(coloured);
    expect(stdout).toContain('schema/missing-key');
  });

  it('never come into JSON', () => {
    const { stdout } = place.run(['validate', 'broken.yaml', '--format', 'json', '--color']);
    expect(JSON.parse(stdout)).toMatchObject({ errors: 1 });
  });

  it('are used on a terminal, and not with NO_COLOR', () => {
    const onTerminal = (environment: string) =>
      shell(`TERM=xterm ${environment} script -qec "$NINEFOLD validate broken.yaml" /dev/null`).stdout;
    if (shell('command -v script').status !== 0) return;
    expect(onTerminal('')).toMatch(colour);
    expect(onTerminal('NO_COLOR=1')).not.toMatch(colour);
  });
});

describe('output', () => {
  it('ends quietly when its reader goes away', () => {
    const { status, stderr } = shell('set -o pipefail; $NINEFOLD explain --format json | head -c 1 > /dev/null');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('is complete when it is long', () => {
    const { stdout } = shell('$NINEFOLD explain --format json | cat');
    expect(JSON.parse(stdout).rules.length).toBeGreaterThan(50);
  });
});

describe('a defect of Ninefold', () => {
  const breakIt = join(place.folder, 'break.cjs');
  beforeAll(() => {
    place.write('break.cjs', "JSON.stringify = () => { throw new Error('a defect'); };");
  });

  it('asks for a report and exits with 70', () => {
    const result = place.run(['validate', '--format', 'json'], { NODE_OPTIONS: `--require ${breakIt}` });
    expect(result).toMatchObject({ status: 70, stdout: '' });
    expect(result.stderr).toContain('internal error a defect');
    expect(result.stderr).toContain('Please report it');
    expect(result.stderr).not.toContain(' at ');
  });

  it('shows where it happened with NINEFOLD_DEBUG=1', () => {
    const debug = { NODE_OPTIONS: `--require ${breakIt}`, NINEFOLD_DEBUG: '1' };
    expect(place.run(['validate', '--format', 'json'], debug).stderr).toContain('    at ');
  });
});

describe('an unsupported Node', () => {
  it('is named before anything else is loaded', () => {
    place.write('old.cjs', "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });");
    const result = place.run(['validate'], { NODE_OPTIONS: `--require ${join(place.folder, 'old.cjs')}` });
    expect(result).toMatchObject({ status: 1, stdout: '' });
    expect(result.stderr).toContain('ninefold needs Node.js >=20.19 <23, and this is 18.20.4.');
  });
});

describe('what a command loads', () => {
  /** Packages below node_modules that a run loads. */
  function packages(args: readonly string[]): string[] {
    const log =
      "process.on('exit', () => require('fs').writeFileSync('loaded.txt', Object.keys(require.cache).join('\\n')));";
    place.write('log.cjs', log);
    place.run(args, { NODE_OPTIONS: `--require ${join(place.folder, 'log.cjs')}` });
    const files = readFileSync(place.path('loaded.txt'), 'utf8').split('\n');
    return [...new Set(files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? ''))]
      .filter(Boolean)
      .sort();
  }

  it('is little for validate', () => {
    expect(packages(['validate'])).toEqual([
      'ajv',
      'commander',
      'fast-deep-equal',
      'fastest-levenshtein',
      'netmask',
      'picocolors',
      'yaml',
    ]);
  });

  it('is less for help', () => {
    expect(packages(['--help'])).toEqual(['commander', 'picocolors']);
  });
});
