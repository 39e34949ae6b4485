import { stringify } from 'yaml';
import type { StackResult } from '../../../deploy/events';
import type { PlannedChange } from '../../../deploy/terraform/terraform-message';
import { forecast } from '../../../review/diff/resources/forecast';
import { eventsIn } from '../../support/deploy-place';
import { SandboxPlace } from '../../support/sandbox-place';
import type { Spec } from '../../support/spec';
import { baseOf, changedOf, type Pair, pairBase, pairs } from './corpus';
import { compare, sideOf } from './sides';

/**
 * Whether the forecast agrees with what the real Terraform plans, object by object: for one pair by default, and for all of
 * them with `npm run test:forecast`. One environment is changed from pair to pair, and each way there is a forecast as well.
 */
const isWhole = process.env['NINEFOLD_ALL_FORECASTS'] === '1';

/** Changes after which nothing can be deployed over what is there: they are forecast as blocked, for that reason. */
const isDeployable = ({ impact, what }: Pair) => impact !== 'blocked' || what === 'drops the public name';

const deployable = pairs.filter(isDeployable);
/** A replacement that others follow, in its stack and in later ones. */
const sample = isWhole ? deployable : deployable.filter(({ what }) => what === 'gives a pool another instance type');

let place = new SandboxPlace();
afterAll(() => place.remove());

/** Everything deployed is forgotten, and the next deployment begins with nothing. */
function startAnew(): void {
  place.remove();
  place = new SandboxPlace();
  deployed.clear();
}

/** What is deployed of each environment; nothing as long as nobody knows. */
const deployed = new Map<string, Spec>();

const keyOf = ({ name, environment }: Spec) => `${name}-${environment}`;

/** Deploys a spec, and returns what Terraform planned beforehand: `<action> <stack> <address>`. */
function deploy(spec: Spec): string[] {
  deployed.delete(keyOf(spec));
  place.write('project.yaml', stringify(spec, { aliasDuplicateObjects: false }));
  const { status, stdout, stderr } = place.sandbox('up', '--format', 'json', '--prune');
  const events = eventsIn(stdout);
  const results: readonly StackResult[] = events.find(({ type }) => type === 'run-finished')?.results ?? [];
  const failures = results.filter(({ failure }) => failure);
  expect({ status, failures, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, failures: [], stderr: '' });
  deployed.set(keyOf(spec), spec);
  return events
    .filter(({ type }) => type === 'stack-planned')
    .flatMap(({ stack, resources }) =>
      resources.map(({ action, address }: PlannedChange) => `${action} ${stack} ${address}`),
    )
    .sort();
}

function foreseen(before: Spec, after: Spec): string[] {
  const { resources } = forecast(sideOf(before).output, sideOf(after).output);
  return resources
    .flatMap(({ action, stack, address, from }) =>
      action === 'move' ? [`delete ${stack} ${from}`, `create ${stack} ${address}`] : [`${action} ${stack} ${address}`],
    )
    .sort();
}

describe('the forecast agrees with Terraform when somebody', () => {
  beforeAll(() => void deploy(pairBase()), 600_000);

  test.each(sample.map((pair) => [pair.what, pair] as const))(
    '%s',
    (_what, pair) => {
      const [base, changed] = [baseOf(pair), changedOf(pair)];
      for (const next of [base, changed]) {
        let prior: Spec | undefined = deployed.get(keyOf(next));
        if (JSON.stringify(prior) === JSON.stringify(next)) continue;
        // The way from the pair before is not what is tested: it may be one that nobody can go.
        if (next === base && prior !== undefined && compare(prior, next).verdict === 'blocked') {
          startAnew();
          prior = undefined;
        }
        const planned = deploy(next);
        // What came before has failed, and is reported there.
        if (prior !== undefined) expect(planned).toEqual(foreseen(prior, next));
      }
    },
    600_000,
  );
});
