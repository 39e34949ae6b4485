import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeployProblem } from '../../../deploy/terraform/problem';
import { findTerraform } from '../../../deploy/terraform/terraform-command';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-terraform-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A command that says that it is some version of Terraform. */
function terraform(name: string, version: string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`, { mode: 0o755 });
  return file;
}

function file(name: string, text: string, mode: number): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  return path;
}

const script = (name: string, text: string) => file(name, `#!/bin/sh\n${text}\n`, 0o755);

const onPath = (version: string) => ({ PATH: join(terraform(`path-${version}/terraform`, version), '..') });
const installed = terraform('tools/terraform', '1.11.4');
const absent = join(folder, 'absent');

describe('findTerraform', () => {
  it('takes the named one before the one on the PATH, and that before the installed one', () => {
    const [mine, cdktfs] = [terraform('mine', '1.12.0'), terraform('cdktfs', '1.13.0')];
    const named = { NINEFOLD_TERRAFORM: mine, TERRAFORM_BINARY_NAME: cdktfs, ...onPath('1.11.0') };
    expect(findTerraform(named, installed)).toBe(mine);
    expect(findTerraform({ ...named, NINEFOLD_TERRAFORM: '' }, installed)).toBe(cdktfs);
    expect(findTerraform(onPath('1.11.0'), installed)).toBe('terraform');
  });

  it('takes the installed one if the PATH has none, or an old one', () => {
    expect(findTerraform({ PATH: absent }, installed)).toBe(installed);
    expect(findTerraform(onPath('1.10.9'), installed)).toBe(installed);
  });

  it('never replaces the one that was asked for', () => {
    const old = terraform('old', '1.9.8');
    expect(() => findTerraform({ NINEFOLD_TERRAFORM: old }, installed)).toThrow(
      `${old} is version 1.9.8, which is too old`,
    );
    expect(() => findTerraform({ NINEFOLD_TERRAFORM: absent }, installed)).toThrow('there is no such command');
  });

  it('says what is wrong with the one on the PATH if there is no other', () => {
    expect(() => findTerraform({ PATH: absent }, absent)).toThrow('cannot run terraform: there is no such command');
    expect(() => findTerraform(onPath('1.10.9'), absent)).toThrow('terraform is version 1.10.9, which is too old');
    const mute = terraform('mute/terraform', '');
    writeFileSync(mute, '#!/bin/sh\necho broken >&2\nexit 3\n');
    expect(() => findTerraform({ PATH: join(mute, '..') }, absent)).toThrow(
      '`terraform version` does not tell its version (exit code 3): broken',
    );
  });

  it.each([
    ['is not executable', () => file('plain', 'text', 0o644), /^cannot run \S+plain: it is not executable$/],
    ['is a folder', () => folder, /: it is not executable$/],
    ['prints garbage', () => script('garbage', 'echo }{'), /does not tell its version \(exit code 0\)$/],
    ['has no real version', () => terraform('odd', 'latest'), /does not tell its version \(exit code 0\)$/],
    ['ends by a signal', () => script('dies', 'kill -SEGV $$'), /does not tell its version \(ended by SIGSEGV\)$/],
    ['hangs', () => script('hangs', 'sleep 60'), /does not answer within 0\.3 s$/],
    ['says very much', () => script('talks', 'head -c 9999 /dev/zero | tr "\\0" x >&2; exit 1'), /: x{300}…$/],
  ])('says so of one that %s', (_what, command, message) => {
    const named = { PATH: process.env['PATH'], NINEFOLD_TERRAFORM: command() };
    expect(() => findTerraform(named, installed, 300)).toThrow(message);
    expect(() => findTerraform(named, installed, 300)).toThrow(DeployProblem);
  });

  it('takes one of any later version', () => {
    const later = terraform('later', '2.0.0');
    expect(findTerraform({ NINEFOLD_TERRAFORM: later }, installed)).toBe(later);
  });
});
