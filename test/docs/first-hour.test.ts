import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from '../support/git';
import { root } from './pages';
import { expectAsShown, stepsOf } from './shell';

/** `npm run test:docs` */
const whole = process.env['NINEFOLD_ALL_DOCS'] === '1';

/** The machine that runs this test has installed Ninefold already. */
const isInstallation = (shell: string) => shell.includes('npm ci');
/** Commands that take a second or more run in the whole only. */
const isSlow = (shell: string) => /ninefold (sandbox|diff|train|report)/.test(shell);

describe('the first hour', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-first-hour-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('goes as the page says', () => {
    git(folder, 'init', '-q', '-b', 'main');
    for (const step of stepsOf(join('docs', 'first-hour.md'))) {
      if ('patch' in step) {
        writeFileSync(join(folder, 'change.diff'), step.patch);
        git(folder, 'apply', 'change.diff');
      } else if (!isInstallation(step.shell) && (whole || !isSlow(step.shell))) {
        expectAsShown(folder, step);
      }
    }
  }, 300_000);
});

describe('the other pages', () => {
  const shown = ['README.md', 'docs/gpu-fit.md', 'docs/inference.md', 'docs/losing-a-region.md'].flatMap((page) =>
    stepsOf(page).flatMap((step) => ('shell' in step && step.shown.length > 0 ? [[page, step] as const] : [])),
  );
  const cheap = shown.filter(([, { shell }]) => !/npm ci/.test(shell));

  (whole ? it : it.skip).each(cheap)('%s shows what a command prints', (_page, call) => {
    expectAsShown(root, call);
  });
});
