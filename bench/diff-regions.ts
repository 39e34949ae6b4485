/**
 * `node diff-regions.js SPEC REGIONS OUTDIR`: two syntheses that differ in a tag of every resource and in the size of a
 * pool, and their comparison with its comment, as a process of its own to be measured.
 */
import { join } from 'node:path';
import { diffReport } from '../review/diff/diff-report';
import { compareEnvironments } from '../review/diff/environment/measures';
import { renderMarkdown } from '../review/diff/render/markdown';
import { outputSide } from '../review/diff/side';
import { synthesize } from '../stacks/synthesize';
import { changedEverywhere } from './changed-everywhere';
import { environmentWithRegions } from './environments';

const [spec, count, outdir] = process.argv.slice(2);
if (spec === undefined || outdir === undefined) throw new Error('usage: diff-regions SPEC REGIONS OUTDIR');
const before = environmentWithRegions(spec, Number(count));
const after = changedEverywhere(before);
const [base, head] = [before, after].map((environment, index) => {
  const folder = join(outdir, String(index));
  synthesize(environment, folder);
  return outputSide(String(index), folder);
});
if (base === undefined || head === undefined) throw new Error('two sides are compared');
const report = diffReport(base, head);
compareEnvironments(before, after);
process.stdout.write(`${renderMarkdown(report).length} characters, ${report.resources.length} resources\n`);
