import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runbooks } from '../../../../constructs/monitoring/alerts/runbooks';
import { dashboardSpecs } from '../../../../constructs/monitoring/dashboards/dashboards';
import { regionAlerts, regionRules } from '../../../../constructs/monitoring/region-monitoring';
import { watchedRegion } from '../../../support/watched-region';

const pages = runbooks(regionAlerts(watchedRegion)).data ?? {};
const alerts = regionRules(watchedRegion)
  .flatMap(({ rules }) => rules)
  .flatMap((rule) => ('alert' in rule ? [rule] : []));
const repository = join(__dirname, '..', '..', '..', '..');

/** Headings of a document, without marks. */
function headings(document: string): string[] {
  const text = readFileSync(join(repository, document), 'utf8');
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading ?? '');
}

describe('the runbooks', () => {
  it('have a page for every alert, at the address that it names', () => {
    expect(alerts.length).toBeGreaterThan(40);
    for (const { alert, annotations } of alerts) {
      const [, key = ''] = /jsonpath='\{\.data\.(.+)\}'$/.exec(annotations?.['runbook'] ?? '') ?? [];
      const name = key.replaceAll('\\.', '.');
      expect(name).toBe(`${alert}.md`);
      expect(pages[name]).toContain(`# ${alert}`);
    }
  });

  it('say on each page what it means, what acts by itself, when it fires, what to do and where to look', () => {
    for (const page of Object.values(pages)) {
      for (const part of [
        '**Severity**',
        '**What acts by itself**',
        '```promql',
        '## What to do\n\n1. ',
        '## Where to look',
      ])
        expect(page).toContain(part);
    }
  });

  it('lead to dashboards and chapters that exist', () => {
    const titles = dashboardSpecs.map(({ title }) => title);
    const text = Object.values(pages).join('\n');
    const dashboards = [...text.matchAll(/dashboard \*\*(\w+)\*\*/g)].map(([, title]) => title);
    expect(titles).toEqual(expect.arrayContaining([...new Set(dashboards)]));
    const chapters = [...text.matchAll(/(docs\/[\w-]+\.md), "([^"]+)"/g)];
    expect(chapters.length).toBeGreaterThan(0);
    for (const [, document = '', chapter] of chapters) expect(headings(document)).toContain(chapter);
  });
});
