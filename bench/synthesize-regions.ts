/** `node synthesize-regions.js SPEC REGIONS OUTDIR`: one synthesis, as a process of its own to be measured. */
import { synthesize } from '../stacks/synthesize';
import { environmentWithRegions } from './environments';

const [spec, count, outdir] = process.argv.slice(2);
if (spec === undefined || outdir === undefined) throw new Error('usage: synthesize-regions SPEC REGIONS OUTDIR');
const stacks = synthesize(environmentWithRegions(spec, Number(count)), outdir);
process.stdout.write(`${stacks.reduce((sum, stack) => sum + stack.resources, 0)}\n`);
