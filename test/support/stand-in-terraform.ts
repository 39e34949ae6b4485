import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terraformCommand } from './terraform';

/**
 * Writes a command that is the real Terraform, except that `init` first replaces every resource of the stack by a
 * `terraform_data`, which needs neither a provider nor a cloud. Files in the folder steer it: `fail-<stack>` makes the
 * stack fail; a stack with `hold-<stack>` makes `held-<stack>` when it is applied, and one that was deployed with
 * `cling-<stack>` when it is destroyed, and waits until the file is gone.
 */
export function standInTerraform(folder: string): string {
  const script = join(folder, 'stand-in.cjs');
  writeFileSync(script, source(folder));
  const command = join(folder, 'stand-in-terraform');
  const init = `[ "$1" = init ] && { ${process.execPath} ${script} || exit 1; }`;
  writeFileSync(command, `#!/bin/sh\n${init}\nexec ${terraformCommand} "$@"\n`, { mode: 0o755 });
  return command;
}

const source = (folder: string): string => `
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { basename } = require('node:path');
const stack = basename(process.cwd());
const { terraform, resource = {} } = JSON.parse(readFileSync('cdk.tf.json', 'utf8'));
const file = (name) => '${folder}/' + name + '-' + stack;
const escape = (text) => text.replace(/[$%]\\{/g, (start) => start[0] + start);
const objects = resource.terraform_data ?? Object.fromEntries(
  Object.entries(resource).flatMap(([type, named]) => Object.entries(named).map(([name, settings]) => [
    type + '-' + name,
    { input: escape(JSON.stringify({ ...settings, lifecycle: undefined })), ...(settings.lifecycle?.prevent_destroy && { lifecycle: { prevent_destroy: true } }) },
  ])),
);
const run = (command, when = 'create') => ({ input: command, provisioner: [{ 'local-exec': { command, when } }] });
const wait = (name) => 'touch ' + file('held') + '; while [ -e ' + file(name) + ' ]; do sleep 0.05; done';
if (existsSync(file('fail'))) objects.broken = run('exit 3');
if (existsSync(file('hold'))) objects.held = run(wait('hold'));
if (existsSync(file('cling'))) objects.clinging = run(wait('cling'), 'destroy');
writeFileSync('cdk.tf.json', JSON.stringify({ terraform: { backend: terraform.backend }, resource: { terraform_data: objects } }));
`;
