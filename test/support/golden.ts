import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares text with a file of test/golden/, which holds what whole examples give. `npm run test:golden` writes the
 * files anew; the difference then belongs into the review.
 */
export function expectGolden(file: string, text: string): void {
  expectFile(join(__dirname, '..', 'golden', file), text, 'npm run test:golden');
}

/** Compares text with any file that `command` writes anew, with `UPDATE_GOLDEN=1` as the environment. */
export function expectFile(path: string, text: string, command: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (!existsSync(path)) throw new Error(`there is no ${path}: ${command} writes it`);
  const written = readFileSync(path, 'utf8');
  // A difference of thousands of lines would take Jest minutes to print.
  if (written !== text) {
    const line = text.split('\n').findIndex((one, index) => one !== written.split('\n')[index]);
    throw new Error(`${path}:${line + 1} is not what ${command} would write:\n${text.split('\n')[line] ?? ''}`);
  }
}

/** The same for a part of a Markdown page, between the comments `name` and `end of name`. */
export function expectBlock(path: string, name: string, text: string, command: string): void {
  const page = readFileSync(path, 'utf8');
  const block = new RegExp(`(<!-- ${name} -->)\n.*(<!-- end of ${name} -->)`, 's');
  if (!block.test(page)) throw new Error(`${path} has no block "${name}"`);
  expectFile(
    path,
    page.replace(block, (_, start: string, end: string) => `${start}\n\n${text}\n\n${end}`),
    command,
  );
}
