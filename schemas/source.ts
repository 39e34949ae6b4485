import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { Finding } from './finding';

/** Text of a spec and the name under which findings show it. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A spec of 1 MiB is some 30,000 lines; more is not a spec. */
const maxBytes = 1024 * 1024;

/** Reads a spec file. Whatever keeps it from being read comes back as one finding about the file. */
export function readSource(file: string): { source: Source } | { finding: Finding } {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe waits for somebody who writes to it.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    if (status.isDirectory()) {
      return problem(file, 'file/not-a-file', 'is a folder', 'name the spec file inside it, for example project.yaml');
    }
    if (!status.isFile()) {
      return problem(file, 'file/not-a-file', 'is not a regular file', 'name a YAML file');
    }
    if (status.size > maxBytes) {
      return problem(
        file,
        'file/too-large',
        `has ${status.size} bytes; a spec has at most ${maxBytes}`,
        'name the spec, not one of its outputs; keep data sets and weights out of it',
      );
    }
    return decode(file, readFileSync(descriptor));
  } catch (error) {
    return unreadable(file, error as NodeJS.ErrnoException);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function decode(file: string, bytes: Uint8Array): { source: Source } | { finding: Finding } {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (utf16) {
    return problem(file, 'file/encoding', 'is encoded as UTF-16', 'save it as UTF-8');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return problem(file, 'file/encoding', 'is not valid UTF-8', 'save it as UTF-8');
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    const line = text.slice(0, nul).split('\n').length;
    return problem(file, 'file/encoding', `holds a NUL byte in line ${line}`, 'name a text file, and remove the byte');
  }
  return { source: { file, text } };
}

function unreadable(file: string, error: NodeJS.ErrnoException): { finding: Finding } {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return problem(
        file,
        'file/not-found',
        'does not exist',
        'check the path, or make a first spec with `ninefold init`',
      );
    case 'EACCES':
    case 'EPERM':
      return problem(file, 'file/not-readable', 'may not be read by this user', 'give yourself read permission');
    case 'EISDIR':
      return problem(file, 'file/not-a-file', 'is a folder', 'name the spec file inside it, for example project.yaml');
    default:
      return problem(file, 'file/not-readable', `cannot be read: ${error.message}`, 'check the file and the disk');
  }
}

function problem(file: string, rule: string, what: string, fix: string): { finding: Finding } {
  const location = { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { finding: { rule, severity: 'error', path: [], message: `${file} ${what}`, fix, location } };
}
