/**
 * The report page of a large environment in which everything changes, as somebody opens it: in Debian's Chromium, without
 * a window, beside an empty page. Both are measured in turn from the navigation on; the report page until a word that was
 * typed into its search has found something.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { diffReport } from '../review/diff/diff-report';
import { outputSide } from '../review/diff/side';
import { reportPage } from '../review/page/report-page';
import { synthesize } from '../stacks/synthesize';
import { type Bench, regionsFor } from './bench';
import { changedEverywhere } from './changed-everywhere';
import { environmentWithRegions } from './environments';
import type { Figures } from './promises';

const rounds = 7;
const chromium = '/usr/bin/chromium';
/** Without what Chromium would ask Google for by itself. */
const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

export async function reportPages(bench: Bench): Promise<Figures> {
  const { spec, work } = bench;
  if (!existsSync(chromium)) throw new Error('there is no Chromium: node scripts/setup-tools.mjs debian');
  const page = writeReport(spec, regionsFor(3000, bench), work);
  const empty = join(work, 'empty.html');
  writeFileSync(empty, '<!doctype html><title>empty</title><input id="search">');
  const driver = require('playwright-core') as typeof import('playwright-core');
  const browser = await driver.chromium.launch({ executablePath: chromium, args: flags });
  try {
    const times: Record<'report' | 'empty', number[]> = { report: [], empty: [] };
    for (let round = 0; round <= rounds; round++) {
      const [report, plain] = [await usableAfter(browser, page.file), await usableAfter(browser, empty)];
      // The first round starts processes of the browser.
      if (round > 0) {
        times.report.push(report);
        times.empty.push(plain);
      }
    }
    return {
      'report-size': [page.bytes / 1e6],
      'report-usable': times.report,
      'report-against-empty': times.report.map((time, round) => time / (times.empty[round] ?? Number.NaN)),
    };
  } finally {
    await browser.close();
  }
}

function writeReport(spec: string, regions: number, work: string): { file: string; bytes: number } {
  const before = environmentWithRegions(spec, regions);
  const after = changedEverywhere(before);
  const [base, head] = [before, after].map((environment, index) => {
    const folder = join(work, `report-${index}`);
    synthesize(environment, folder);
    return outputSide(String(index), folder);
  });
  if (base === undefined || head === undefined) throw new Error('two sides are compared');
  const text = reportPage({
    environment: after,
    findings: [],
    stacks: [...head.output.stacks.values()],
    diff: diffReport(base, head),
    source: spec,
    version: 'bench',
  });
  const file = join(work, 'report.html');
  writeFileSync(file, text);
  return { file, bytes: Buffer.byteLength(text) };
}

/** Seconds from the navigation until a search has been answered. */
async function usableAfter(browser: Browser, file: string): Promise<number> {
  const page = await browser.newPage();
  const start = process.hrtime.bigint();
  await page.goto(pathToFileURL(file).href);
  await page.locator('#search').focus();
  await page.keyboard.insertText('team search');
  // The next frame shows what was found.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  await page.close();
  return seconds;
}
