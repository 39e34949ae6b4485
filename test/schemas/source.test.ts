import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSource } from '../../schemas/source';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: string | Uint8Array): string {
  const path = join(folder, 'spec.yaml');
  rmSync(path, { recursive: true, force: true });
  writeFileSync(path, content);
  return path;
}

function problemOf(path: string): string | undefined {
  const read = readSource(path);
  return 'finding' in read ? read.finding.rule : undefined;
}

describe('readSource', () => {
  it('returns the text under the name that was given', () => {
    const path = file('name: Zürich\n');
    expect(readSource(path)).toEqual({ source: { file: path, text: 'name: Zürich\n' } });
  });

  it('drops a byte order mark', () => {
    expect(readSource(file('\ufeffname: a'))).toMatchObject({ source: { text: 'name: a' } });
  });

  it('follows links', () => {
    const link = join(folder, 'link.yaml');
    symlinkSync(file('a: 1'), link);
    expect(readSource(link)).toMatchObject({ source: { text: 'a: 1' } });
  });

  test.each([
    ['a file that does not exist', () => join(folder, 'none.yaml'), 'file/not-found'],
    ['a path through a file', () => join(file(''), 'spec.yaml'), 'file/not-found'],
    ['a folder', () => folder, 'file/not-a-file'],
    ['a device', () => '/dev/null', 'file/not-a-file'],
    ['UTF-16, little endian', () => file(Buffer.from('\ufeffname: a', 'utf16le')), 'file/encoding'],
    ['UTF-16, big endian', () => file(Buffer.from('\ufeffname: a', 'utf16le').swap16()), 'file/encoding'],
    ['Latin-1', () => file(Buffer.from('name: Zürich', 'latin1')), 'file/encoding'],
    ['a NUL byte', () => file('name: a\nowner: b\0c'), 'file/encoding'],
  ])('reports %s', (_what, make, rule) => {
    expect(problemOf(make())).toBe(rule);
  });

  it('reports a file of 50 MB without reading it', () => {
    const path = file('');
    truncateSync(path, 50 * 1024 * 1024);
    expect(problemOf(path)).toBe('file/too-large');
  });

  it('accepts a file of 1 MiB and not a byte more', () => {
    expect(problemOf(file('#'.repeat(1024 * 1024)))).toBeUndefined();
    expect(problemOf(file('#'.repeat(1024 * 1024 + 1)))).toBe('file/too-large');
  });

  it('names the line of a NUL byte', () => {
    expect(readSource(file('name: a\nowner: b\0c'))).toMatchObject({
      finding: { message: expect.stringContaining('holds a NUL byte in line 2') },
    });
  });

  it('does not wait for somebody to write into a named pipe', () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(problemOf(pipe)).toBe('file/not-a-file');
  });

  it('reports a file that may not be read', () => {
    // Root may read every file; a link that leads to itself is refused to everybody.
    const loop = join(folder, 'loop.yaml');
    symlinkSync(loop, loop);
    expect(problemOf(loop)).toBe('file/not-readable');
  });

  it('points at the start of the file', () => {
    const path = join(folder, 'none.yaml');
    expect(readSource(path)).toMatchObject({
      finding: { severity: 'error', location: { file: path, line: 1, column: 1, endLine: 1, endColumn: 1 } },
    });
  });
});
