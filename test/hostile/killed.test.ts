import { writeFileSync } from 'node:fs';
import { describeWithTerraform } from '../support/deploy-folder';
import { smallSpec } from '../support/deploy-place';
import { git } from '../support/git';
import { KillingPlace } from '../support/hostile/killing';
import { isWhole, sampled } from '../support/hostile/whole';

let place: KillingPlace;
beforeEach(() => {
  place = new KillingPlace();
});
afterEach(() => place.remove());

const changed = () => ({ ...smallSpec(), owner: 'somebody-else' });
const numbers = (count: number) => [...Array(count).keys()];

/** Commands that write one file; `report` takes seconds each time, and writes it in the same way. */
const files: readonly (readonly [name: string, args: readonly string[], file: string])[] = [
  ['blueprint lock', ['blueprint', 'lock'], 'ninefold.lock'],
  ...(isWhole ? [['report', ['report', '--output', 'report.html'], 'report.html'] as const] : []),
];

/** What takes many seconds even once. */
const itInWhole = isWhole ? it : it.skip;

// `npm run test:hostile` kills at every change.
describeWithTerraform('a run that is killed at any change of a file', () => {
  it('of synth leaves the old output or the new one, and the next run needs no help', () => {
    place.writeSpec(smallSpec());
    expect(place.ninefold(['synth']).status).toBe(0);
    // What only Terraform knows must be there afterwards in any case.
    writeFileSync(place.path('cdktf.out', 'stacks', 'dev-global', 'errored.tfstate'), 'the only copy');
    const old = place.tree('cdktf.out');
    place.writeSpec(changed());
    const count = place.changesOf(['synth']);
    const fresh = place.tree('cdktf.out');
    expect(fresh).not.toEqual(old);
    for (const change of sampled(numbers(count), count)) {
      place.writeSpec(smallSpec());
      expect(place.ninefold(['synth']).status).toBe(0);
      place.writeSpec(changed());
      expect(place.killAt(['synth'], change)).toBe(true);
      // Between two renames it has no name for a moment; until it is carried over, one file lies beside it.
      const { 'stacks/dev-global/errored.tfstate': _carried, ...left } = place.tree('cdktf.out') ?? {};
      const wholes = [old, fresh].map((tree) =>
        JSON.stringify({ ...tree, 'stacks/dev-global/errored.tfstate': undefined }),
      );
      expect(Object.keys(left).length === 0 || wholes.includes(JSON.stringify(left))).toBe(true);
      expect(place.ninefold(['synth']).status).toBe(0);
      expect(place.tree('cdktf.out')).toEqual(fresh);
      expect(place.names().filter((name) => name.startsWith('.cdktf'))).toEqual([]);
    }
  }, 1_800_000);

  it('of synth that is asked to end leaves the old output or the new one, and nothing beside it', () => {
    place.writeSpec(smallSpec());
    expect(place.ninefold(['synth']).status).toBe(0);
    const old = place.tree('cdktf.out');
    place.writeSpec(changed());
    const count = place.changesOf(['synth']);
    const wholes = [old, place.tree('cdktf.out')].map((tree) => JSON.stringify(tree));
    // The first and the last changes are those beside the output, the ones between are its content.
    for (const change of new Set([...numbers(8), ...sampled(numbers(count), count), count - 2])) {
      expect({ change, ended: place.endAt(['synth'], change) }).toEqual({ change, ended: true });
      expect(wholes).toContain(JSON.stringify(place.tree('cdktf.out')));
      expect(place.names().filter((name) => name.startsWith('.cdktf'))).toEqual([]);
    }
  }, 1_800_000);

  it.each(files)(
    'of %s leaves the old file or the new one',
    (_name, args, file) => {
      place.writeSpec({
        ...smallSpec(),
        extends: 'ha-chat@1.1.0',
        dns: { zone: 'example.com', host: 'chat.example.com' },
      });
      writeFileSync(place.path(file), 'the old one');
      const count = place.changesOf(args);
      const fresh = place.tree()?.[file];
      for (const change of sampled(numbers(count), Math.ceil(count / 2))) {
        writeFileSync(place.path(file), 'the old one');
        expect(place.killAt(args, change)).toBe(true);
        expect(['the old one', fresh]).toContain(place.tree()?.[file]);
        expect(place.ninefold(args).status).toBe(0);
        expect(place.tree()?.[file]).toBe(fresh);
        expect(place.names().filter((name) => name.startsWith(`.${file}`))).toEqual([]);
      }
    },
    1_800_000,
  );

  itInWhole(
    'of diff changes nothing',
    () => {
      place.writeSpec(smallSpec());
      git(place.folder, 'init', '--quiet');
      git(place.folder, 'add', 'project.yaml');
      git(place.folder, 'commit', '--quiet', '--message', 'first');
      place.writeSpec(changed());
      const args = ['diff', '--base', 'HEAD'];
      const count = place.changesOf(args);
      const before = place.tree();
      for (const change of sampled(numbers(count), count)) {
        expect(place.killAt(args, change)).toBe(true);
        expect(place.tree()).toEqual(before);
        expect(place.ninefold(args).status).toBe(2);
      }
    },
    1_800_000,
  );

  itInWhole(
    'of deploy is made up for by the next run',
    async () => {
      place.writeSpec(smallSpec());
      const args = ['deploy', '--auto-approve'];
      const count = place.changesOf(args);
      const objects = place.objects('dev-us-east-1-cluster');
      const owners = ['one', 'two'] as const;
      for (const [round, change] of sampled(numbers(count), count).entries()) {
        // Something to change in every stack.
        place.writeSpec({ ...smallSpec(), owner: `owner-${owners[round % 2]}` });
        expect(place.killAt(args, change)).toBe(true);
        // The Terraform that it has left goes on to its end, and keeps others out until then.
        let next = place.ninefold(args);
        for (let tries = 0; tries < 100 && next.stderr.includes('is in use'); tries++) {
          await new Promise((resolve) => setTimeout(resolve, 200));
          next = place.ninefold(args);
        }
        expect(next.stderr).not.toContain('is in use');
        expect({ change, status: next.status, output: next.status === 0 ? '' : next.stdout }).toEqual({
          change,
          status: 0,
          output: '',
        });
        expect(place.objects('dev-us-east-1-cluster')).toBe(objects);
      }
    },
    3_600_000,
  );
});
