import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
});
