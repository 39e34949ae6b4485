/// <reference lib="dom" />
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { diffReport } from '../../../review/diff/diff-report';
import { reportPage } from '../../../review/page/report-page';
import { launchChromium } from '../../support/chromium';
import { itWithTool, mustRun } from '../../support/debian-tools';
import { changedOf, pairBase, pairs } from '../diff/corpus';
import { sideOf } from '../diff/sides';
import { faintTexts } from './faint-texts';

// A machine that is busy otherwise takes its time to start a browser.
jest.setTimeout(120_000);

const itInChromium = itWithTool('chromium');

/** Text of a spec that would run if it became markup. */
const hostile = `<img src="https://example.com/x.png" onerror="document.title='stolen'">`;

const folder = mkdtempSync(join(tmpdir(), 'ninefold-page-'));
const file = join(folder, 'report.html');
let browser: Browser;

beforeAll(async () => {
  if (!mustRun('chromium')) return;
  const pair = pairs.find(({ what }) => what === 'gives a pool another instance type');
  if (pair === undefined) throw new Error('the pair is gone');
  const [before, spec] = [pairBase(), changedOf(pair)];
  const suppression = { rule: 'compute/single-type-pool', path: 'pools.serve', until: '2027-01-31' };
  before.suppress = [{ ...suppression, reason: 'measured on this type' }];
  spec.suppress = [{ ...suppression, reason: hostile }];
  delete spec.models[0].revision;
  const head = sideOf(spec);
  if (head.spec === undefined) throw new Error('the spec has errors');
  const diff = diffReport(sideOf(before), head);
  const { environment, findings } = head.spec;
  const stacks = [...head.output.stacks.values()];
  writeFileSync(file, reportPage({ environment, findings, stacks, diff, source: 'spec', version: '1.2.3' }));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The page as somebody opens it, and everything that it complains about or asks the network for. */
async function opened(options: BrowserContextOptions = {}): Promise<{ page: Page; noise: string[] }> {
  const page = await browser.newPage(options);
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href) noise.push(`asks for ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, noise };
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

describe('the report page in Chromium', () => {
  itInChromium('asks for nothing, complains about nothing, and shows hostile texts as texts', async () => {
    const { page, noise } = await opened();
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.getByText(hostile).first().isVisible()).toBe(true);
    expect(await page.evaluate(() => document.images.length)).toBe(0);
    expect(await page.title()).toBe('chat / prod');
    expect(noise).toEqual([]);
  });

  itInChromium('finds with / and a word, opens what holds it, and is as before after Escape', async () => {
    const { page, noise } = await opened();
    const groups = () => page.evaluate(() => [...document.querySelectorAll('details')].map(({ open }) => open));
    const before = await groups();
    await page.keyboard.press('/');
    await page.keyboard.type('node_group SCALING_config g5.24');
    expect(await page.getByRole('status').textContent()).toMatch(/^0 of \d+$/);
    for (let letters = 'scaling_config g5.24'.length; letters > 0; letters--) await page.keyboard.press('Backspace');
    await page.keyboard.type('g5.24xlarge');
    expect(await page.getByRole('status').textContent()).toMatch(/^2 of \d+$/);
    const seen = await page.locator('[data-find]:visible').allTextContents();
    expect(seen).toHaveLength(2);
    for (const text of seen) expect(text).toContain('aws_eks_node_group');
    expect(await page.locator('[data-find]:visible ins', { hasText: 'g5.24xlarge' }).first().isVisible()).toBe(true);
    expect(await page.getByRole('heading', { name: 'Cost a month' }).isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    expect(await page.getByRole('heading', { name: 'Cost a month' }).isVisible()).toBe(true);
    expect(await groups()).toEqual(before);
    expect(noise).toEqual([]);
  });

  itInChromium('is used by keyboard: a way past the navigation, and folds that open with Enter', async () => {
    const { page } = await opened();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('To the content');
    expect(await page.getByText('To the content').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    const fold = page.locator('summary', { hasText: 'Resources in prod-us-east-1-cluster' });
    for (let count = 0; count < 60 && !(await focused(page)).startsWith('Resources in prod-us-east-1-cluster'); count++)
      await page.keyboard.press('Tab');
    expect(await fold.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await fold.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    const entry = page.locator('summary', { hasText: 'replace, new one first' }).first();
    expect(await entry.isVisible()).toBe(false);
    await page.keyboard.press('Enter');
    expect(await entry.isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    expect(await entry.isVisible()).toBe(false);
  });

  itInChromium.each(['light', 'dark'] as const)('is readable where the system is %s', async (colorScheme) => {
    const { page, noise } = await opened({ colorScheme });
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true;
    });
    const lightness = await page.evaluate(() =>
      Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]),
    );
    if (colorScheme === 'dark') expect(lightness).toBeLessThan(50);
    else expect(lightness).toBeGreaterThan(200);
    expect(await page.evaluate(faintTexts)).toEqual([]);
    expect(noise).toEqual([]);
  });

  itInChromium('never scrolls sideways on a phone, with everything open', async () => {
    const { page } = await opened({ viewport: { width: 360, height: 740 } });
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(360);
    expect(await page.locator('svg.narrow').isVisible()).toBe(true);
    expect(await page.locator('svg.wide').isVisible()).toBe(false);
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('details')) each.open = true;
    });
    expect(await width()).toBe(360);
  });

  itInChromium('keeps every text of the picture in its box', async () => {
    const { page } = await opened({ viewport: { width: 1280, height: 800 } });
    const outside = await page.evaluate(() => {
      const picture = document.querySelector('svg.wide');
      const edge = picture?.getBoundingClientRect();
      return [...(picture?.querySelectorAll('text') ?? [])]
        .filter((text) => {
          const box = text.getBoundingClientRect();
          return edge === undefined || box.left < edge.left || box.right > edge.right;
        })
        .map(({ textContent }) => textContent);
    });
    expect(outside).toEqual([]);
  });

  itInChromium('can be read without its script', async () => {
    const { page } = await opened({ javaScriptEnabled: false });
    expect(await page.locator('h2').count()).toBeGreaterThan(5);
    expect(await page.locator('search').isVisible()).toBe(false);
  });
});
