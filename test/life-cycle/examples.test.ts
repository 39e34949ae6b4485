import { existsSync } from 'node:fs';
import { disagreements } from '../support/agreement';
import { describeWithTerraform } from '../support/deploy-folder';
import { exampleNames } from '../support/examples';
import { editsOf } from './edits';
import { type Deployment, ExamplePlace, type StackChange } from './example-place';

jest.setTimeout(900_000);

/** `npm run test:life-cycle` takes every example through everything; otherwise that is for the smallest. */
const isWhole = process.env['NINEFOLD_ALL_EXAMPLES'] === '1';

const places: ExamplePlace[] = [];
afterAll(() => {
  for (const place of places) place.remove();
});

function openPlace(example: string): ExamplePlace {
  const place = new ExamplePlace(example);
  places.push(place);
  return place;
}

/** A replacement is one deletion and one creation. */
function steps({ action }: StackChange): string[] {
  return action === 'replace' ? ['create', 'delete'] : [action];
}

/** Everything that was announced was done, and nothing else, by what Terraform says and by what the cloud was asked. */
function expectAsPlanned({ status, stderr, planned, done, changes }: Deployment): void {
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  const announced = planned.flatMap((change) =>
    steps(change).map((step) => `${step} ${change.stack} ${change.address}`),
  );
  expect(done).toEqual(announced.sort());
  const calls = planned.flatMap((change) => steps(change).map((step) => `${step} ${change.address.split('.')[0]}`));
  expect(changes.map(({ operation, type }) => `${operation} ${type}`).sort()).toEqual(calls.sort());
  expect(changes.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
}

function expectUnchanged({ status, outcomes, changes }: Deployment): void {
  expect({ status, changes }).toEqual({ status: 0, changes: [] });
  expect(new Set(Object.values(outcomes))).toEqual(new Set(['unchanged']));
}

/** Production is protected, and has to be opened before a region of it, or all of it, can go. */
function unprotect(place: ExamplePlace): void {
  place.edit((spec) => spec.setIn(['cluster', 'deletionProtection'], false));
}

function lifeOf(example: string): void {
  const place = openPlace(example);
  const edits = editsOf(example, place.spec());

  it('is deployed from nothing, and the states know all of the cloud', () => {
    unprotect(place);
    const deployment = place.up();
    expectAsPlanned(deployment);
    expect(deployment.planned.every(({ action }) => action === 'create')).toBe(true);
    expect(disagreements(place.folders)).toEqual([]);
  });

  it('is not changed by a second deployment', () => {
    expectUnchanged(place.up());
  });

  for (const { what, change, options = [], complaints } of edits) {
    it(`changes as planned, and no more than it has to, when people ${what}`, () => {
      place.edit(change);
      const deployment = place.up(...options);
      expectAsPlanned(deployment);
      expect(complaints(deployment.planned)).toEqual([]);
      expect(disagreements(place.folders)).toEqual([]);
    });
  }

  it('shows what was changed or deleted behind its back, and mends it', () => {
    const find = (type: string) => {
      const found = place.store.all().find((object) => object.type === type && object.owner === undefined);
      if (found === undefined) throw new Error(`there is no ${type}`);
      return found;
    };
    const logs = find('aws_cloudwatch_log_group');
    place.store.put({ ...logs, values: { ...logs.values, retention_in_days: 1 } });
    place.store.remove(find('aws_iam_role_policy'));
    const deployment = place.up();
    expectAsPlanned(deployment);
    const drift = deployment.planned.map(({ action, address }) => `${action} ${address.split('.')[0]}`);
    expect(drift.sort()).toEqual(['create aws_iam_role_policy', 'update aws_cloudwatch_log_group']);
    expectUnchanged(place.up());
  });

  it('leaves nothing when it is destroyed', () => {
    const { status, stderr } = place.shell('$NINEFOLD destroy --auto-approve --delete-data');
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect([place.cloud(), place.states()]).toEqual([[], []]);
    expect(place.sandbox('down').status).toBe(0);
    expect(existsSync(place.folders.root)).toBe(false);
  });
}

for (const example of isWhole ? exampleNames : ['minimal']) {
  describeWithTerraform(`the example ${example}`, () => lifeOf(example));
}

if (!isWhole) {
  describeWithTerraform('the example finetune-lab, with training and serving', () => {
    it('is deployed from nothing, and the states know all of the cloud', () => {
      const place = openPlace('finetune-lab');
      expectAsPlanned(place.up());
      expect(disagreements(place.folders)).toEqual([]);
    });
  });
}

describeWithTerraform.each(isWhole ? exampleNames : ['minimal'])(
  'the example %s, with the cdktf command',
  (example) => {
    const place = openPlace(example);

    it('is deployed from nothing by one command', () => {
      unprotect(place);
      const { status, output } = place.cdktf("deploy '*' --auto-approve");
      expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
      expect(place.cloud().length).toBeGreaterThan(100);
      expect(disagreements(place.folders)).toEqual([]);
    });

    it('is not changed by a second deployment, of cdktf or of Ninefold', () => {
      expect(place.cdktf("deploy '*' --auto-approve")).toMatchObject({ status: 0, changes: [] });
      expectUnchanged(place.up());
    });

    if (isWhole)
      it('changes what the spec changes', () => {
        const [scale] = editsOf(example, place.spec());
        if (scale) place.edit(scale.change);
        const { status, changes } = place.cdktf("deploy '*' --auto-approve");
        expect(status).toBe(0);
        expect(new Set(changes.map(({ operation, type }) => `${operation} ${type}`))).toEqual(
          // The namespaces have quotas of what their pools can have.
          new Set(['update aws_eks_node_group', 'update helm_release']),
        );
      });

    it('leaves nothing when it is destroyed', () => {
      const { status, output } = place.cdktf("destroy '*' --auto-approve");
      expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
      expect([place.cloud(), place.states()]).toEqual([[], []]);
    });
  },
);
