import Table from 'cli-table3';
import type { LoggedOperation } from '../../sandbox/cloud/operations';
import { describeWithTerraform } from '../support/deploy-folder';
import { isChanging } from '../support/operations';
import { rotatingSeed } from '../support/rotating-seed';
import { type Cell, cells, sampleOf, stacks } from './cells';
import { FaultPlace, type StackRun } from './fault-place';
import { strike, type Target, targetOf } from './strike';

jest.setTimeout(600_000);

/** `npm run test:faults` runs all; otherwise every kind of fault has one run. */
const isWhole = process.env['NINEFOLD_ALL_FAULTS'] === '1';
const chosen = isWhole ? cells : sampleOf(rotatingSeed);
const choice = isWhole ? '' : `${chosen.length} of them (NINEFOLD_SEED=${rotatingSeed})`;
process.stderr.write(`fault matrix: ${cells.length} runs${choice === '' ? '' : `, ${choice}`}\n`);

const report = new Table({
  head: ['fault', 'moment', 'stack', 'struck (simulated)', 'first run', 'adopted', 'after a rerun'],
  style: { head: [], border: [], compact: true },
});

/** The region and type of every object; identifiers differ from run to run. */
function census(objects: readonly string[]): string[] {
  return objects.map((object) => object.split(' ').slice(0, 2).join(' ')).sort();
}

describeWithTerraform('after a fault and one clean rerun', () => {
  const place = new FaultPlace();
  /** What is called to create each stack. */
  const creations = new Map<string, readonly LoggedOperation[]>();

  beforeAll(async () => {
    expect(place.sandbox('env').status).toBe(0);
    const last = Math.max(...chosen.map(({ stack }) => (stacks as readonly string[]).indexOf(stack)));
    for (const stack of stacks.slice(0, last + 1)) {
      place.save(`before ${stack}`);
      const { result, operations } = await place.runStack('deploy', `dev-${stack}`);
      expect(result).toMatchObject({ outcome: 'done' });
      creations.set(
        stack,
        operations.filter(({ operation }) => operation === 'create'),
      );
      place.save(`after ${stack}`);
    }
  });

  afterAll(() => {
    process.stderr.write(`${report.toString()}\n`);
    place.remove();
  });

  it.each(chosen)('the cloud is what the states say: $kind, $moment in $stack', async (cell) => {
    const { stack, moment, kind } = cell;
    const [before, after] = [`before ${stack}`, `after ${stack}`];
    const destroys = moment === 'delete';
    const action = destroys ? 'destroy' : 'deploy';
    place.restore(destroys ? before : after);
    const wanted = census(place.cloud());
    place.restore(destroys || moment === 'update' ? after : before);
    if (moment === 'update') place.retag();

    const target = targetOf(cell, creations.get(stack) ?? []);
    const first = await strike(place, cell, target);
    place.clearFaults();
    const second = await place.runStack(action, `dev-${stack}`);
    const third = await place.runStack(action, `dev-${stack}`);
    const found = {
      struck: first.operations.some(({ fault }) => fault === 'strike'),
      first: first.result?.outcome,
      second: ['done', 'unchanged'].includes(second.result?.outcome ?? 'unchanged'),
      cloud: census(place.cloud()),
      orphans: place.cloud().filter((object) => !place.states().includes(object)),
      lost: place.states().filter((object) => !place.cloud().includes(object)),
      third: third.operations.filter(isChanging),
    };
    const expected = {
      struck: true,
      first: kind === 'slow' ? 'done' : 'failed',
      second: true,
      cloud: wanted,
      orphans: [],
      lost: [],
      third: [],
    };
    note(cell, target, first, second, JSON.stringify(found) === JSON.stringify({ ...expected, cloud: wanted }));
    expect({ ...found, why: second.result?.failure?.diagnostics }).toEqual({ ...expected, why: undefined });
  });
});

function note(cell: Cell, target: Target, first: StackRun, second: StackRun, isWhole: boolean): void {
  const { result } = first;
  const summary = result?.failure?.diagnostics[0]?.summary.split('\n')[0]?.slice(0, 40);
  const outcome = `${result?.outcome}, ${result?.done} of ${result?.total}${summary ? `: ${summary}` : ''}`;
  const struck = `${target.operation} ${target.type ?? 'the first'}`;
  report.push([
    cell.kind,
    cell.moment,
    cell.stack,
    struck,
    outcome,
    second.adopted,
    isWhole ? 'nothing lost' : 'WRONG',
  ]);
}
