import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { describeWithTerraform } from '../../support/deploy-folder';
import { seed as number } from '../../support/seed';
import { temporaryFolder } from '../temporary-folder';
import { allCells, type Cell, sampleOf } from './cells';
import { stagedEnvironment } from './staged-environment';
import { strike, type Verdict } from './strike';

// All cells take a quarter of an hour: npm run test:faults
const isWhole = process.env['NINEFOLD_ALL_FAULTS'] !== undefined;

jest.setTimeout(isWhole ? 7_200_000 : 900_000);

/** Picks what is struck, and the sample of cells. */
const seed = String(number);

describeWithTerraform('a deployment that is struck by a fault', () => {
  const root = temporaryFolder();
  const environment = stagedEnvironment(join(root, 'stages'));

  it('is whole after one clean run more: the cloud and the states agree, nothing is made twice or orphaned', async () => {
    const everything = allCells(await environment.whole(), seed);
    expect(everything.length).toBeGreaterThanOrEqual(60);
    const cells = isWhole ? everything : sampleOf(everything, seed);
    const verdicts = await atOnce(cells, (cell, index) => strike(cell, environment, join(root, `cell-${index}`)));
    process.stdout.write(`${report(verdicts, everything.length)}\n`);
    expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });
});

/** Works on as many cells at a time as there are processors; the results are in the order of the cells. */
async function atOnce(cells: readonly Cell[], work: (cell: Cell, index: number) => Promise<Verdict>) {
  const results: Verdict[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < cells.length; index = next++) {
      const cell = cells[index];
      if (cell) results[index] = await work(cell, index);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

function report(verdicts: readonly Verdict[], total: number): string {
  const table = new Table({
    head: ['fault', 'moment', 'stack', 'struck', 'first run', 'adopted', 'seconds', 'verdict'],
    style: { head: [], border: [], compact: true },
  });
  for (const { cell, struck, first, adopted, seconds, problems } of verdicts) {
    const verdict = problems.length === 0 ? 'whole' : `${problems.length} problems`;
    table.push([cell.kind, cell.moment, cell.stack, struck, first, adopted, seconds.toFixed(1), verdict]);
  }
  // What a test reports about a difference can be cut off.
  const told = verdicts.flatMap(({ cell, struck, problems }) =>
    problems.map((problem) => `${cell.kind}, ${cell.moment}, ${cell.stack}, ${struck}: ${problem}`),
  );
  const good = verdicts.filter(({ problems }) => problems.length === 0).length;
  return `Faults, simulated. Seed ${seed}: ${good} of ${verdicts.length} cells are whole afterwards (of ${total} in all).\n${[table, ...told].join('\n')}`;
}
