import { existsSync, readdirSync } from 'node:fs';
import { describeWithTerraform } from '../../../support/deploy-folder';
import { smallSpec } from '../../../support/deploy-place';
import { SandboxPlace } from '../../../support/sandbox-place';
import { terraformCommand } from '../../../support/terraform';

jest.setTimeout(600_000);

const folder = '.ninefold/small-dev';
const stack = `${folder}/cdktf.out/stacks/dev-global`;

describeWithTerraform('ninefold sandbox env', () => {
  let place: SandboxPlace;
  beforeAll(() => {
    place = new SandboxPlace();
    place.writeSpec({ ...smallSpec(), state: { backend: 's3', bucket: 'acme-states', region: 'us-east-1' } });
  });
  afterAll(() => place.remove());

  it('makes a sandbox if there is none, and prints nothing but lines for a shell', () => {
    const { status, stdout, stderr } = place.sandbox('env');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^# simulated: .*\n((export \w+=.+|unset \w+)\n)+$/);
    expect(stdout).toContain(`export NINEFOLD_SANDBOX=${place.path(folder)}\n`);
    expect(existsSync(place.path(folder, 'providers.json'))).toBe(true);
    expect(place.sandbox('env').stdout).toBe(stdout);
  });

  it('hides everything by which AWS would know the user', () => {
    const secrets = [
      'AWS_PROFILE',
      'AWS_DEFAULT_PROFILE',
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_SECURITY_TOKEN',
      'AWS_CONFIG_FILE',
      'AWS_SHARED_CREDENTIALS_FILE',
      'AWS_ROLE_ARN',
      'AWS_WEB_IDENTITY_TOKEN_FILE',
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
      'AWS_ENDPOINT_URL',
      'AWS_ENDPOINT_URL_S3',
      'AWS_ENDPOINT_URL_STS',
      'AWS_S3_ENDPOINT',
    ];
    const users = Object.fromEntries(secrets.map((name) => [name, "user's own"]));
    const plugins = {
      TF_PLUGIN_CACHE_DIR: "user's own",
      TF_CLI_CONFIG_FILE: "user's own",
      TF_REATTACH_PROVIDERS: '{}',
    };
    const { status, stdout } = place.shell('env', { ...users, ...plugins });
    expect(status).toBe(0);
    expect(stdout).not.toContain("user's own");
    expect(stdout).toMatch(/^AWS_ACCESS_KEY_ID=simulated$/m);
    expect(stdout).toMatch(/^AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:9$/m);
    expect(stdout).not.toMatch(/^(AWS_PROFILE|AWS_SESSION_TOKEN|TF_PLUGIN_CACHE_DIR|TF_REATTACH_PROVIDERS)=/m);
  });

  it('lets plain terraform plan and apply a stack on the sandbox', () => {
    const terraform = `${terraformCommand} -chdir=${stack}`;
    const script = `set -e; $NINEFOLD synth; ${terraform} init -no-color; ${terraform} plan -no-color -out=plan; ${terraform} apply -no-color plan`;
    const { status, stdout, stderr } = place.shell(script, { AWS_PROFILE: 'mine' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\S+cdktf\.out: 5 stacks, .*\n(.*\n)+Next, on simulated clouds:\n {2}ninefold deploy\n/);
    expect(stdout).toMatch(/Plan: 4 to add, 0 to change, 0 to destroy\./);
    expect(stdout).toMatch(/Apply complete! Resources: 4 added, 0 changed, 0 destroyed\./);
    expect(place.objects(folder)).toHaveLength(4);
    expect(readdirSync(place.folder).sort()).toEqual(['.ninefold', 'project.yaml']);
    expect(place.sandbox('status').stdout).toContain('us-east-1  active, reachable, 4 objects');
  });

  it("turns Ninefold's own commands to the sandbox", () => {
    const deploy = place.shell("$NINEFOLD deploy --auto-approve --stack '*-global'");
    expect({ status: deploy.status, stdout: deploy.stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/dev-global +no changes/),
    });
    const kept = place.shell('$NINEFOLD destroy --auto-approve');
    expect(kept.status).toBe(1);
    expect(kept.stderr).toMatch(/these objects may keep data.*:\n {2}dev-global {2}aws_ecr_repository\./);
    expect(place.objects(folder)).toHaveLength(4);
    expect(place.shell('$NINEFOLD destroy --auto-approve --delete-data').status).toBe(0);
    expect(place.objects(folder)).toEqual([]);
  });
});
