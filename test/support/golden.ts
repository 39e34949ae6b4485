import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares text with a file of test/golden/, which holds what whole examples give. `npm run test:golden` writes the
 * files anew; the difference then belongs into the review.
 */
export function expectGolden(file: string, text: string): void {
  const path = join(__dirname, '..', 'golden', file);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  if (!existsSync(path)) throw new Error(`there is no golden file ${file}: npm run test:golden writes it`);
  expect(text).toBe(readFileSync(path, 'utf8'));
}
