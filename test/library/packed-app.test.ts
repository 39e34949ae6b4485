import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itWithCdktn, PackedApp } from '../support/packed-app';
import { today } from '../support/spec';
import { itWithTerraform, validateStacks } from '../support/terraform';

const root = join(__dirname, '..', '..');

describe('the package as npm packs it', () => {
  let app: PackedApp;
  let compiled: ReturnType<PackedApp['compile']>;
  let synthesized: ReturnType<PackedApp['cdktf']>;
  beforeAll(() => {
    app = new PackedApp();
    compiled = app.compile();
    synthesized = app.cdktf('cdktf.out');
  }, 120_000);
  afterAll(() => app.remove());

  it('holds what runs and its declarations, and nothing of tests, sources and benchmarks', () => {
    const paths = app.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'dist/constructs/index.js',
        'dist/constructs/index.d.ts',
        'dist/cli/ninefold.js',
        'dist/main.js',
        'schemas/project.schema.json',
        'blueprints/ha-chat/1.1.0/blueprint.yaml',
      ]),
    );
    const known =
      /^(node_modules\/@cdktf\/provider-(aws|helm)\/(package\.json|LICENSE|lib\/.*)|dist\/(?!bench\/).*\.(js|json|d\.ts)|blueprints\/.*\.(yaml|md)|schemas\/.*\.json|[^/]+\.(md|json))$/;
    expect(paths.filter((path) => !known.test(path))).toEqual([]);
    expect(app.size).toBeLessThan(3_500_000);
  });

  it('lets another program compile, which checks the declarations too', () => {
    expect(`${compiled.status} ${compiled.stdout}`).toBe('0 ');
  });

  it('tells compilers that do not read exports, as of the template of cdktf, where the same declarations are', () => {
    const { exports, typesVersions } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(typesVersions['*'].constructs).toEqual([exports['./constructs'].types]);
  });

  it('makes a program that the CLI of cdktf synthesizes', () => {
    const { status, stdout, stderr } = synthesized;
    expect(`${status} ${stdout}${stderr}`).toContain(
      'Generated Terraform code for the stacks: cluster, platform, training, workloads',
    );
    const stacks = app.stacks('cdktf.out');
    const all = [...stacks.values()].join('');
    // What is left of a token that nobody resolved.
    expect(all).not.toContain('TfToken');
    expect(all).toContain('"aws_eks_node_group"');
    expect(existsSync(join(app.folder, 'cdktf.out', 'manifests', 'us-east-1', 'inference', 'inference'))).toBe(true);
  });

  itWithTerraform('makes stacks that the real Terraform accepts with its AWS provider', () => {
    expect(validateStacks(app.stacks('cdktf.out'))).toEqual([]);
  });

  itWithCdktn('is the same program under cdktn on Node 22', () => {
    const { status, stdout, stderr } = app.cdktn('cdktn.out');
    expect(`${status} ${stderr}${stdout}`).toMatch(/^0 /);
    expect(app.stacks('cdktn.out')).toEqual(app.stacks('cdktf.out'));
  });

  it('runs the command line, with all that it reads', () => {
    const spec = join(root, 'examples', 'minimal', 'project.yaml');
    expect(app.ninefold('--today', today, 'validate', spec)).toMatchObject({ status: 0, stderr: '' });
    expect(app.ninefold('--today', today, 'plan', spec).stdout).toContain('minimal');
    expect(app.ninefold('blueprint', 'list').stdout).toContain('ha-chat');
    expect(app.ninefold('--today', today, 'synth', spec, '--output', 'spec.out').status).toBe(0);
    expect([...app.stacks('spec.out').keys()]).toContain('dev-us-east-1-cluster');
  });
});
