/// <reference lib="dom" />
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { parseDocument } from 'yaml';
import { compile } from '../../planner/compile';
import { diffReport } from '../../review/diff/diff-report';
import { type Side, specSide } from '../../review/diff/side';
import { reportPage } from '../../review/page/report-page';
import { launchChromium } from '../support/chromium';
import { itWithTool, mustRun } from '../support/debian-tools';
import { expectFile } from '../support/golden';
import { today } from '../support/spec';

// A machine that is busy otherwise takes its time to start a browser.
jest.setTimeout(120_000);

const itInChromium = itWithTool('chromium');
const root = join(__dirname, '..', '..');
const example = readFileSync(join(root, 'examples', 'chat-assistant', 'project.yaml'), 'utf8');
/** In pixels of the page, and how many a picture has for each. */
const width = 1000;
const scale = 1.4;
const folder = mkdtempSync(join(tmpdir(), 'ninefold-pictures-'));
let browser: Browser;

beforeAll(async () => {
  if (mustRun('chromium')) browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

type SpecSide = Side & { readonly spec: NonNullable<Side['spec']> };

function sideOf(label: string, text: string): SpecSide {
  const side = specSide(label, compile({ file: 'project.yaml', text }, today));
  if (side?.spec === undefined) throw new Error('the spec has errors');
  return { ...side, spec: side.spec };
}

function pageOf(head: SpecSide, base?: SpecSide): string {
  const { environment, findings } = head.spec;
  const stacks = [...head.output.stacks.values()];
  const diff = base && diffReport(base, head);
  return reportPage({ environment, findings, stacks, ...(diff && { diff }), source: 'project.yaml', version: '1.0.0' });
}

/**
 * Parts of a page as a picture, and their text in a golden file: pictures differ between machines by the shapes of
 * letters, texts do not. Where the text is another one, the picture is out of date.
 */
async function expectPicture(name: string, html: string, parts: readonly string[], mostHeight: number): Promise<void> {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: { width, height: 1000 }, deviceScaleFactor: scale });
  await page.goto(pathToFileURL(file).href);
  const shown = await page.evaluate((selectors) => {
    const elements = selectors.map((selector) => document.querySelector<HTMLElement>(selector));
    return elements.map((element) => {
      if (element === null) throw new Error(`one of ${selectors} is not there`);
      const { top, bottom } = element.getBoundingClientRect();
      // biome-ignore lint/performance/useDomNodeTextContent: what is folded is not in the picture.
      return { top, bottom, text: element.innerText };
    });
  }, parts);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    const top = Math.min(...shown.map((part) => part.top));
    const height = Math.min(mostHeight, Math.max(...shown.map((part) => part.bottom)) - top);
    const path = join(root, 'docs', 'pictures', `${name}.png`);
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: top, width, height } });
  }
  const text = shown.map((part) => part.text).join('\n');
  expectFile(join(root, 'test', 'golden', 'pictures', `${name}.txt`), `${text}\n`, 'npm run docs');
}

const section = (id: string) => `section[aria-labelledby="${id}"]`;

describe('the pictures show what comes out', () => {
  itInChromium('of the report of the example', async () => {
    const parts = ['topology', 'objectives', 'failover', 'memory'].map(section);
    await expectPicture('report-environment', pageOf(sideOf('project.yaml', example)), parts, 2400);
  });

  itInChromium('of the report of a change of it', async () => {
    const changed = parseDocument(example);
    changed.setIn(['pools', 0, 'instanceTypes'], ['g6.12xlarge']);
    changed.setIn(['pools', 0, 'nodes', 'min'], 3);
    changed.setIn(['inference', 0, 'contextLength'], 16_384);
    changed.setIn(['network', 'flowLogRetention'], '90d');
    const html = pageOf(sideOf('project.yaml', changed.toString()), sideOf('main', example));
    await expectPicture('report-changes', html, ['header', section('changes')], 1700);
  });
});
