import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replaceFile } from '../../deploy/replace-file';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-replace-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

describe('replaceFile', () => {
  it('writes a new file, and a new content into an old one, which keeps its permissions', () => {
    replaceFile(at('a'), 'one');
    chmodSync(at('a'), 0o600);
    replaceFile(at('a'), 'two');
    expect(readFileSync(at('a'), 'utf8')).toBe('two');
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('follows a link', () => {
    writeFileSync(at('real'), 'one');
    symlinkSync('real', at('link'));
    replaceFile(at('link'), 'two');
    expect(readFileSync(at('real'), 'utf8')).toBe('two');
  });

  it('leaves nothing behind when it fails', () => {
    expect(() => replaceFile(folder, 'text')).toThrow();
    expect(() => replaceFile(at('none/a'), 'text')).toThrow('ENOENT');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes what killed processes left of the same file, and nothing else', () => {
    const { pid: dead } = spawnSync('true');
    const others = ['.a.new-x', `.a.new-${process.ppid}`, `.b.new-${dead}`];
    for (const name of [...others, `.a.new-${dead}`]) writeFileSync(at(name), 'half');
    replaceFile(at('a'), 'whole');
    expect(readdirSync(folder).sort()).toEqual([...others, 'a'].sort());
  });
});
