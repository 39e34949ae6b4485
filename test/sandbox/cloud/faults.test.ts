import fc from 'fast-check';
import {
  type FaultKind,
  type FaultRule,
  isLossOf,
  readFaults,
  strikingFaults,
  writeFaults,
} from '../../../sandbox/cloud/faults';
import type { Operation, OperationKind } from '../../../sandbox/cloud/operations';
import { seed } from '../../support/seed';
import { runProcess } from '../child-process';
import { temporaryFolder } from '../temporary-folder';

const create: Operation = {
  operation: 'create',
  region: 'us-east-1',
  type: 'aws_eks_cluster',
  name: 'chat-prod-us-east-1',
};

/** A folder with rules, and the ids of those that strike an operation. */
function withRules(...rules: readonly (Omit<FaultRule, 'id'> & { readonly id?: string })[]) {
  const folder = temporaryFolder();
  writeFaults(
    folder,
    rules.map((rule, index) => ({ id: `f${index + 1}`, ...rule })),
  );
  return { folder, strike: (operation: Operation) => strikingFaults(folder, operation).map(({ id }) => id) };
}

const kinds: readonly OperationKind[] = ['create', 'read', 'update', 'delete', 'import', 'data'];
const struckBy = (rule: Omit<FaultRule, 'id'>) => {
  const { strike } = withRules(rule);
  return kinds.filter((operation) => strike({ ...create, operation }).length > 0);
};

describe('rules', () => {
  it('are none at first', () => {
    const folder = temporaryFolder();
    expect(readFaults(folder)).toEqual([]);
    expect(strikingFaults(folder, create)).toEqual([]);
  });

  it('replace those before', () => {
    const { folder, strike } = withRules({ fault: 'throttle' });
    writeFaults(folder, [{ id: 'other', fault: 'slow' }]);
    expect(strike(create)).toEqual(['other']);
    writeFaults(folder, []);
    expect(strike(create)).toEqual([]);
  });

  it.each<[FaultKind, OperationKind[]]>([
    ['throttle', ['create', 'update', 'delete']],
    ['slow', ['create', 'update', 'delete']],
    ['kill', ['create', 'update', 'delete']],
    ['half-way', ['create']],
    ['no-capacity', ['create']],
    ['region-down', ['create', 'read', 'update', 'delete', 'import', 'data']],
  ])('of %s strike %j when they name no operation', (fault, expected) => {
    expect(struckBy({ fault })).toEqual(expected);
  });

  it('strike only the operation that they name', () => {
    expect(struckBy({ fault: 'throttle', operation: 'read' })).toEqual(['read']);
    expect(struckBy({ fault: 'region-down', operation: 'delete' })).toEqual(['delete']);
    expect(struckBy({ fault: 'half-way', operation: 'create' })).toEqual(['create']);
    expect(struckBy({ fault: 'half-way', operation: 'delete' })).toEqual([]);
  });

  it('strike only the region and the type that they name', () => {
    const { strike } = withRules({ fault: 'throttle', region: 'us-east-1' }, { fault: 'slow', type: 'aws_vpc' });
    expect(strike(create)).toEqual(['f1']);
    expect(strike({ ...create, region: 'eu-west-1' })).toEqual([]);
    expect(strike({ ...create, region: 'eu-west-1', type: 'aws_vpc' })).toEqual(['f2']);
  });

  it.each([
    ['chat-prod-us-east-1', true],
    ['chat-*', true],
    ['*-us-east-1', true],
    ['c*prod*1', true],
    ['*', true],
    ['chat', false],
    ['chat-prod', false],
    ['*-us-west-2', false],
    ['chat.prod.us.east.1', false],
    ['chat-prod-us-east-[0-9]', false],
  ])('with the name %s strike chat-prod-us-east-1: %s', (name, isStruck) => {
    expect(withRules({ fault: 'throttle', name }).strike(create)).toEqual(isStruck ? ['f1'] : []);
  });

  it('with a name strike no object without one', () => {
    const { name: _name, ...nameless } = create;
    expect(withRules({ fault: 'throttle', name: '*' }).strike(nameless)).toEqual([]);
  });

  it('strike together, up to the first that lets nothing happen', () => {
    const slow = { fault: 'slow' } as const;
    const once = { fault: 'throttle', times: 1 } as const;
    const { strike } = withRules(slow, { fault: 'kill', moment: 'after' }, { fault: 'region-down', times: 1 }, once);
    expect(strike(create)).toEqual(['f1', 'f2', 'f3']);
    expect(strike(create)).toEqual(['f1', 'f2', 'f4']);
    expect(strike(create)).toEqual(['f1', 'f2']);
  });
});

describe('isLossOf', () => {
  const isLoss = (rule: Partial<FaultRule>) => isLossOf('us-east-1', { id: 'f', fault: 'region-down', ...rule });

  it('is what takes everything in the region away, or everything everywhere', () => {
    expect(isLoss({ region: 'us-east-1' })).toBe(true);
    expect(isLoss({})).toBe(true);
  });

  it.each<Partial<FaultRule>>([
    { region: 'us-west-2' },
    { fault: 'throttle', region: 'us-east-1' },
    { type: 'aws_vpc' },
    { name: 'chat-*' },
    { operation: 'delete' },
    { times: 1 },
    { probability: 0.5 },
  ])('is not what %j says', (rule) => {
    expect(isLoss(rule)).toBe(false);
  });
});

describe('times', () => {
  it('limits how often a rule strikes', () => {
    const { strike } = withRules({ fault: 'throttle', times: 2 });
    expect([1, 2, 3, 4].map(() => strike(create).length)).toEqual([1, 1, 0, 0]);
  });

  it('counts only operations that the rule strikes', () => {
    const { strike } = withRules({ fault: 'throttle', times: 1 });
    expect(strike({ ...create, operation: 'read' })).toEqual([]);
    expect(strike(create)).toEqual(['f1']);
  });

  it('goes on when other rules are added, and starts anew for a rule that was taken away', () => {
    const { folder, strike } = withRules({ fault: 'throttle', times: 1 });
    strike(create);
    const [rule] = readFaults(folder);
    writeFaults(folder, [...(rule ? [rule] : []), { id: 'more', fault: 'slow' }]);
    expect(strike(create)).toEqual(['more']);
    writeFaults(folder, []);
    writeFaults(folder, rule ? [rule] : []);
    expect(strike(create)).toEqual(['f1']);
  });

  it('holds for all processes together', async () => {
    const { folder } = withRules({ fault: 'throttle', times: 25 });
    const script = `
      const { strikingFaults } = load('cloud/faults');
      let struck = 0;
      for (let i = 0; i < 20; i++) struck += strikingFaults(args[0], args[1]).length;
      process.stdout.write(String(struck));`;
    const processes = await Promise.all([1, 2, 3].map(() => runProcess(script, folder, create)));
    expect(processes.reduce((sum, { stdout }) => sum + Number(stdout), 0)).toBe(25);
  });
});

describe('probability', () => {
  const objects = Array.from({ length: 400 }, (_, number): Operation => ({ ...create, name: `cluster-${number}` }));
  const struckObjects = (rule: Partial<FaultRule>, operations = objects) => {
    const { strike } = withRules({ fault: 'throttle', ...rule });
    return operations.filter((operation) => strike(operation).length > 0).map(({ name }) => name);
  };

  it('is the share of objects that are struck', () => {
    expect(struckObjects({ probability: 0 })).toHaveLength(0);
    expect(struckObjects({ probability: 1 })).toHaveLength(400);
    const share = struckObjects({ probability: 0.3 }).length / 400;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.38);
  });

  it('strikes the same objects with the same seed, in whatever order they come', () => {
    const struck = struckObjects({ probability: 0.3, seed: 'a' });
    fc.assert(
      fc.property(fc.shuffledSubarray(objects, { minLength: 400 }), (shuffled) => {
        expect(struckObjects({ probability: 0.3, seed: 'a' }, shuffled).sort()).toEqual([...struck].sort());
      }),
      { seed, numRuns: 3 },
    );
    expect(struckObjects({ probability: 0.3, seed: 'b' })).not.toEqual(struck);
  });

  it('uses the id as the seed when there is none', () => {
    expect(struckObjects({ probability: 0.3, id: 'x' })).toEqual(struckObjects({ probability: 0.3, seed: 'x' }));
  });

  it('draws anew for an object after it was struck, so that trying again can succeed', () => {
    const { strike } = withRules({ fault: 'throttle', probability: 0.5 });
    for (const operation of objects.slice(0, 50)) {
      const draws = Array.from({ length: 30 }, () => strike(operation).length);
      expect(draws.at(-1)).toBe(0);
      // What was not struck once is not struck later, as long as nothing else changes.
      expect(draws.join('')).toMatch(/^1*0+$/);
    }
  });
});
