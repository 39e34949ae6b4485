import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compile } from '../../../planner/compile';
import { diffReport } from '../../../review/diff/diff-report';
import { renderMarkdown } from '../../../review/diff/render/markdown';
import { specSide } from '../../../review/diff/side';
import { today } from '../../support/spec';

const root = join(__dirname, '..', '..', '..');
const guide = join(root, 'docs', 'review.md');
const spec = readFileSync(join(root, 'examples', 'minimal', 'project.yaml'), 'utf8');

/** The change that the guide shows. */
function changed(text: string): string {
  return text.replace(/max: \d+/, 'max: 4').replace('cluster: {', 'cluster: { logRetention: 90d,');
}

function sideOf(text: string, label: string) {
  const side = specSide(label, compile({ file: join(root, 'examples', 'minimal', 'project.yaml'), text }, today));
  if (side === undefined) throw new Error(`${label} has errors`);
  return side;
}

it('shows a report that this change of examples/minimal really gives', () => {
  expect(parse(changed(spec))).not.toEqual(parse(spec));
  const report = diffReport(sideOf(spec, 'main'), sideOf(changed(spec), 'project.yaml'));
  const shown = /<!-- report -->\n(.*)<!-- end of report -->/s.exec(readFileSync(guide, 'utf8'))?.[1] ?? '';
  const printed = renderMarkdown(report);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(
      guide,
      readFileSync(guide, 'utf8').replace(
        /(<!-- report -->\n).*(<!-- end of report -->)/s,
        (_, a, b) => `${a}${printed}${b}`,
      ),
    );
    return;
  }
  expect(words(shown)).toBe(words(printed));
});

/** The formatter lines up the columns of tables. */
function words(markdown: string): string {
  return markdown
    .replace(/ +/g, ' ')
    .replace(/-{3,}/g, '---')
    .replace(/\n{2,}/g, '\n')
    .trim();
}
