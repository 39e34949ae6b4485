import { stringify } from 'yaml';
import type { StackResult } from '../../../deploy/events';
import type { PlannedChange } from '../../../deploy/terraform/terraform-message';
import { forecast } from '../../../review/diff/resources/forecast';
import type { ResourceChange } from '../../../review/diff/resources/resource-change';
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

/**
 * Changes that get as far as AWS: all but those that are blocked because nothing would be planned over what is there. Where
 * AWS itself is forecast to refuse, the sandbox has to.
 */
const isDeployable = ({ impact, reason }: Pair) =>
  impact !== 'blocked' || /(AWS|EKS|Route 53) (refuses|takes|deletes)/.test(reason);

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

interface Outcome {
  /** What Terraform planned: `<action> <stack> <address>`. */
  readonly planned: readonly string[];
  /** What was refused, by stack. */
  readonly failures: Readonly<Record<string, readonly string[]>>;
}

function deploy(spec: Spec): Outcome {
  deployed.delete(keyOf(spec));
  place.write('project.yaml', stringify(spec, { aliasDuplicateObjects: false }));
  const { stdout, stderr } = place.sandbox('up', '--format', 'json', '--prune');
  const events = eventsIn(stdout);
  const finished = events.find(({ type }) => type === 'run-finished');
  if (finished === undefined) throw new Error(stderr);
  const failures = Object.fromEntries(
    (finished.results as readonly StackResult[]).flatMap(({ stack, failure }) =>
      failure ? [[stack, failure.diagnostics.map(({ summary, detail }) => `${summary}: ${detail}`)]] : [],
    ),
  );
  if (Object.keys(failures).length === 0) deployed.set(keyOf(spec), spec);
  const planned = events
    .filter(({ type }) => type === 'stack-planned')
    .flatMap(({ stack, resources }) =>
      resources.map(({ action, address }: PlannedChange) => `${action} ${stack} ${address}`),
    )
    .sort();
  return { planned, failures };
}

interface Foreseen {
  readonly certain: readonly string[];
  /** Follows only from what AWS answers when it is asked again, which nobody can know before. */
  readonly possible: readonly string[];
  /** Stacks in which AWS refuses something. */
  readonly refused: readonly string[];
}

function foresee(before: Spec, after: Spec): Foreseen {
  const { resources } = forecast(sideOf(before).output, sideOf(after).output);
  const wordsOf = ({ action, stack, address, from }: ResourceChange) =>
    action === 'move' ? [`delete ${stack} ${from}`, `create ${stack} ${address}`] : [`${action} ${stack} ${address}`];
  const isPossible = ({ action, changes, follows }: ResourceChange) =>
    action === 'update' && changes.length === 0 && follows.every((address) => address.startsWith('data.aws_eks_addon'));
  return {
    certain: resources
      .filter((change) => !isPossible(change))
      .flatMap(wordsOf)
      .sort(),
    possible: resources.filter(isPossible).flatMap(wordsOf),
    refused: [...new Set(resources.filter(({ impact }) => impact === 'blocked').map(({ stack }) => stack))],
  };
}

/** A refused change ends the run of its stack, so that later ones are not even planned. */
function agrees({ planned, failures }: Outcome, { certain, possible, refused }: Foreseen): void {
  const known = planned.filter((words) => !possible.includes(words));
  if (refused.length === 0) {
    expect({ known, failures }).toEqual({ known: certain, failures: {} });
    return;
  }
  expect(certain).toEqual(expect.arrayContaining(known));
  expect(failures).not.toEqual({});
  expect(Object.entries(failures).filter(([stack]) => !refused.includes(stack))).toEqual([]);
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
        const outcome = deploy(next);
        if (prior !== undefined) agrees(outcome, foresee(prior, next));
        else expect(outcome.failures).toEqual({});
        if (!deployed.has(keyOf(next))) startAnew();
      }
    },
    600_000,
  );
});
