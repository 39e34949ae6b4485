import { simulateAws } from '../../../sandbox/aws/simulation';
import { ApiError } from '../../../sandbox/cloud/api-error';
import { type FaultRule, writeFaults } from '../../../sandbox/cloud/faults';
import { readOperations } from '../../../sandbox/cloud/operations';
import { openStore } from '../../../sandbox/cloud/store';
import { unknown, type Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';
import { planChange, planCreation } from '../../../sandbox/provider/plan';
import type { Block } from '../../../sandbox/schema/provider-schema';
import { block, computed, listOf, optional, optionalComputed, required, schemaOf, setOf } from '../hand-made-schema';
import { temporaryFolder } from '../temporary-folder';

/** Two modelled types; all others of these tests have no model. */
jest.mock('../../../sandbox/aws/models', () => {
  const modelled: typeof import('../../../sandbox/aws/models') = {
    awsModels: {
      aws_cluster: {
        replacedBy: ['name', 'network.subnet'],
        recomputed: ['revision'],
        checks: [{ path: 'size', min: 1 }],
        references: [{ path: 'network.subnet', type: 'aws_thing', missing: 'InvalidSubnetID.NotFound' }],
        unique: { of: ({ name }) => String(name), taken: 'ResourceInUseException' },
        create(values, aws) {
          aws.own('aws_thing', `group-of-${String(values['name'])}`, { name: 'group' });
          return { id: values['name'] ?? null, arn: aws.arn('eks', `cluster/${String(values['name'])}`), revision: 1 };
        },
        update: (_values, prior) => ({ revision: Number(prior['revision']) + 1 }),
        remove(values) {
          if (values['size'] === 99)
            throw new (jest.requireActual('../../../sandbox/cloud/api-error').ApiError)('InUse', 'no');
        },
        inUse: 'ResourceInUseException',
      },
      aws_attachment: {
        scope: 'global',
        replacedBy: [],
        create: (values) => ({ id: `${String(values['role'])}-1` }),
        importId: { attributes: ['role', 'policy'], separator: '/' },
        references: [{ path: 'cluster', type: 'aws_cluster', missing: 'NoSuchEntity', by: 'arn' }],
      },
      aws_part: {
        replacedBy: [],
        create: (_values, aws) => ({ id: aws.newId('part') }),
        references: [{ path: 'whole', type: 'aws_part', missing: 'NoSuchPart', onDelete: 'cascade' }],
      },
    },
    awsData: {
      aws_zones: (_config, aws) => ({ names: [`${aws.region}a`, `${aws.region}b`] }),
    },
  };
  return modelled;
});

const tagged = { tags: optional(['map', 'string']), tags_all: optionalComputed(['map', 'string']) };
const types: Readonly<Record<string, Block>> = {
  aws_thing: block(
    {
      id: computed('string'),
      arn: computed('string'),
      owner_id: computed('string'),
      endpoint: computed('string'),
      port: optionalComputed('number'),
      name: optional('string'),
      region: optionalComputed('string'),
      ...tagged,
    },
    { rule: setOf(block({ cidr: required('string'), rule_id: computed('string') })) },
  ),
  aws_cluster: block(
    {
      id: computed('string'),
      arn: computed('string'),
      name: required('string'),
      size: optional('number'),
      note: optionalComputed('string'),
      revision: computed('number'),
    },
    { network: listOf(block({ subnet: optional('string') })) },
  ),
  aws_attachment: block({
    id: computed('string'),
    role: required('string'),
    policy: optional('string'),
    cluster: optional('string'),
  }),
  aws_part: block({ id: computed('string'), whole: optional('string') }),
};
const schema = schemaOf({
  resources: types,
  dataSources: {
    aws_zones: block({
      id: computed('string'),
      names: computed(['list', 'string']),
      region: optionalComputed('string'),
    }),
    aws_other: block({ id: computed('string'), name: optional('string'), count: computed('number') }),
    aws_ips: block({ region: optional(['set', ['object', { name: 'string' }]]) }),
  },
});
const blockOf = (type: string): Block => types[type] ?? block({});

/** A provider for a region of the cloud in a folder, used the way in which Terraform does. */
function aws(folder: string, configuration: Values = { region: 'us-east-1' }) {
  const simulation = simulateAws({ folder, store: openStore(folder), schema, configuration });
  const plan = (type: string, prior: Values | null, config: Values) => {
    const complete = completeBlock(blockOf(type), config);
    if (prior === null) return simulation.plan(type, null, planCreation(blockOf(type), complete), complete);
    const kept = Object.entries(blockOf(type).attributes)
      .filter(([name, attribute]) => attribute.computed && complete[name] === null)
      .map(([name]) => [name, prior[name] ?? null]);
    const proposed = { ...complete, ...Object.fromEntries(kept) };
    return simulation.plan(
      type,
      prior,
      planChange(blockOf(type), prior, proposed, simulation.recomputed(type)),
      complete,
    );
  };
  return {
    ...simulation,
    plan,
    make: async (type: string, config: Values) =>
      (await simulation.create(type, plan(type, null, config).planned)).values,
    change: async (type: string, prior: Values, config: Values) =>
      (await simulation.update(type, prior, plan(type, prior, config).planned)).values,
  };
}

const objectsIn = (folder: string) =>
  openStore(folder)
    .all()
    .map(({ place, type, id }) => `${place} ${type} ${id}`)
    .sort();

describe('a type without a model', () => {
  it('is stored as configured, with invented values for what nobody configured', async () => {
    const thing = await aws(temporaryFolder()).make('aws_thing', { name: 'web', rule: [{ cidr: '10.0.0.0/8' }] });
    const id = String(thing['id']);
    expect(id).toMatch(/^t-[0-9a-f]{17}$/);
    expect(thing).toEqual({
      id,
      arn: `arn:aws:thing:us-east-1:123456789012:thing/${id}`,
      owner_id: '123456789012',
      endpoint: `endpoint-of-${id}`,
      port: 0,
      name: 'web',
      region: 'us-east-1',
      tags: null,
      tags_all: {},
      rule: [{ cidr: '10.0.0.0/8', rule_id: `rule-id-of-${id}` }],
    });
  });

  it('can be read, changed and removed', async () => {
    const cloud = aws(temporaryFolder());
    const made = await cloud.make('aws_thing', { name: 'web' });
    expect(await cloud.read('aws_thing', made)).toEqual(made);

    const changed = await cloud.change('aws_thing', made, { name: 'api' });
    expect(changed).toEqual({ ...made, name: 'api' });
    expect(await cloud.read('aws_thing', made)).toEqual(changed);

    await cloud.remove('aws_thing', changed);
    expect(await cloud.read('aws_thing', made)).toBeNull();
    await cloud.remove('aws_thing', changed);
    await expect(cloud.change('aws_thing', changed, { name: 'x' })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
    });
  });

  it('can be imported by its id, in the region of the provider', async () => {
    const folder = temporaryFolder();
    const made = await aws(folder).make('aws_thing', { name: 'web' });
    expect(await aws(folder).importObject('aws_thing', String(made['id']))).toEqual(made);
    const elsewhere = aws(folder, { region: 'eu-west-1' }).importObject('aws_thing', String(made['id']));
    await expect(elsewhere).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('has one place in the log for each operation', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    const made = await cloud.make('aws_thing', { name: 'web', tags: { Name: 'main' } });
    await cloud.read('aws_thing', made);
    await cloud.change('aws_thing', made, { name: 'api', tags: { Name: 'main' } });
    await cloud.remove('aws_thing', made);
    const expected = ['create', 'read', 'update', 'delete'].map((operation) => {
      return { operation, region: 'us-east-1', type: 'aws_thing', id: made['id'], name: 'main', outcome: 'ok' };
    });
    expect(readOperations(folder).map(({ at: _at, ...line }) => line)).toEqual(expected);
  });
});

describe('regions', () => {
  it('do not see the objects of others, though they have the same name', async () => {
    const folder = temporaryFolder();
    const [east, west] = [aws(folder), aws(folder, { region: 'us-west-2' })];
    const made = await east.make('aws_cluster', { name: 'chat' });
    const other = await west.make('aws_cluster', { name: 'chat' });
    expect([made['arn'], other['arn']]).toEqual([
      'arn:aws:eks:us-east-1:123456789012:cluster/chat',
      'arn:aws:eks:us-west-2:123456789012:cluster/chat',
    ]);
    await east.remove('aws_cluster', made);
    expect(await east.read('aws_cluster', made)).toBeNull();
    expect(await west.read('aws_cluster', other)).toEqual(other);
  });

  it('can be chosen for a single resource, and a change of it replaces', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    const made = await cloud.make('aws_thing', { region: 'eu-west-1' });
    expect(made['arn']).toBe(`arn:aws:thing:eu-west-1:123456789012:thing/${String(made['id'])}`);
    expect(objectsIn(folder)).toEqual([`eu-west-1 aws_thing ${String(made['id'])}`]);
    expect(await cloud.read('aws_thing', made)).toEqual(made);
    expect(cloud.plan('aws_thing', made, { region: 'eu-west-1' }).replacedBy).toEqual([]);
    expect(cloud.plan('aws_thing', made, { region: 'us-west-2' }).replacedBy).toEqual(['region']);
  });

  it('share what is global, whose API is in us-east-1', async () => {
    const folder = temporaryFolder();
    const west = aws(folder, { region: 'us-west-2' });
    const made = await west.make('aws_attachment', { role: 'nodes', policy: 'p' });
    expect(objectsIn(folder)).toEqual(['global aws_attachment nodes-1']);
    expect(await aws(folder).read('aws_attachment', made)).toEqual(made);
    expect(readOperations(folder).map(({ region }) => region)).toEqual(['us-east-1', 'us-east-1']);
  });
});

describe('plans', () => {
  it('know the region and all tags, and not what the service decides', () => {
    const configuration = { region: 'us-west-2', default_tags: [{ tags: { project: 'chat', team: 'a' } }] };
    const { planned } = aws(temporaryFolder(), configuration).plan('aws_thing', null, { tags: { team: 'b', n: '1' } });
    expect(planned).toMatchObject({
      id: unknown,
      port: unknown,
      region: 'us-west-2',
      tags: { team: 'b', n: '1' },
      tags_all: { project: 'chat', team: 'b', n: '1' },
    });
  });

  it('do not know all tags as long as some are unknown', () => {
    const cloud = aws(temporaryFolder());
    expect(cloud.plan('aws_thing', null, { tags: unknown }).planned['tags_all']).toBe(unknown);
    expect(cloud.plan('aws_thing', null, { tags: { a: unknown } }).planned['tags_all']).toEqual({ a: unknown });
  });

  it('change all tags together with the default tags', async () => {
    const folder = temporaryFolder();
    const made = await aws(folder).make('aws_thing', { tags: { a: '1' } });
    const later = aws(folder, { region: 'us-east-1', default_tags: [{ tags: { b: '2' } }] });
    expect((await later.change('aws_thing', made, { tags: { a: '1' } }))['tags_all']).toEqual({ a: '1', b: '2' });
  });

  it('add neither region nor tags to a type that has none', () => {
    const configuration = { region: 'us-west-2', default_tags: [{ tags: { project: 'chat' } }] };
    const { planned } = aws(temporaryFolder(), configuration).plan('aws_attachment', null, { role: 'nodes' });
    expect(Object.keys(planned).sort()).toEqual(['cluster', 'id', 'policy', 'role']);
  });

  it('are empty when nothing has changed', async () => {
    const cloud = aws(temporaryFolder());
    const config = { name: 'web', tags: { a: '1' }, rule: [{ cidr: '10.0.0.0/8' }] };
    const made = await cloud.make('aws_thing', config);
    expect(cloud.plan('aws_thing', made, config)).toEqual({ planned: made, replacedBy: [] });
  });

  it('replace for what the model says, with the top of the path', async () => {
    const cloud = aws(temporaryFolder());
    const subnet = await cloud.make('aws_thing', {});
    const network = [{ subnet: String(subnet['id']) }];
    const made = await cloud.make('aws_cluster', { name: 'chat', network });
    expect(cloud.plan('aws_cluster', made, { name: 'chat', network, size: 2 }).replacedBy).toEqual([]);
    expect(cloud.plan('aws_cluster', made, { name: 'chat', network: [{ subnet: unknown }] }).replacedBy).toEqual([
      'network',
    ]);
    expect(cloud.plan('aws_cluster', made, { name: 'web', network: [] }).replacedBy).toEqual(['name', 'network']);
  });

  it('make unknown what every change recomputes', async () => {
    const cloud = aws(temporaryFolder());
    const made = await cloud.make('aws_cluster', { name: 'chat' });
    expect(cloud.plan('aws_cluster', made, { name: 'chat', size: 2 }).planned['revision']).toBe(unknown);
    expect(cloud.plan('aws_cluster', made, { name: 'chat' }).planned['revision']).toBe(1);
    expect((await cloud.change('aws_cluster', made, { name: 'chat', size: 2 }))['revision']).toBe(2);
  });
});

describe('a modelled type', () => {
  it('refuses before and while it is made what its checks say', async () => {
    const cloud = aws(temporaryFolder());
    expect(cloud.validate('aws_cluster', { name: 'chat', size: 0 }).map(({ attribute }) => attribute)).toEqual([
      'size',
    ]);
    await expect(cloud.make('aws_cluster', { name: 'chat', size: 0 })).rejects.toMatchObject({
      code: 'ValidationException',
    });
    expect(cloud.validate('aws_thing', { port: 0 })).toEqual([]);
  });

  it('refuses a name that is taken, until it is free again', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    const made = await cloud.make('aws_cluster', { name: 'chat' });
    await expect(cloud.make('aws_cluster', { name: 'chat' })).rejects.toMatchObject({
      code: 'ResourceInUseException',
      message: 'chat exists already',
    });
    await cloud.remove('aws_cluster', made);
    await cloud.make('aws_cluster', { name: 'chat' });
    expect(readOperations(folder).map(({ outcome }) => outcome)).toEqual(['ok', 'ResourceInUseException', 'ok', 'ok']);
  });

  it('needs what it refers to, and keeps it from being deleted', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    await expect(cloud.make('aws_cluster', { name: 'chat', network: [{ subnet: 't-0' }] })).rejects.toMatchObject({
      code: 'InvalidSubnetID.NotFound',
    });
    expect(objectsIn(folder)).toEqual([]);

    const subnet = await cloud.make('aws_thing', {});
    const other = await cloud.make('aws_thing', {});
    const made = await cloud.make('aws_cluster', { name: 'chat', network: [{ subnet: String(subnet['id']) }] });
    await expect(cloud.remove('aws_thing', subnet)).rejects.toMatchObject({
      code: 'DependencyViolation',
      message: `aws_thing ${String(subnet['id'])} cannot be deleted: aws_cluster chat uses it`,
    });
    await cloud.change('aws_cluster', made, { name: 'chat', network: [{ subnet: String(other['id']) }] });
    await cloud.remove('aws_thing', subnet);
    await expect(cloud.remove('aws_thing', other)).rejects.toBeInstanceOf(ApiError);
  });

  it('is found by its ARN in other regions, and refuses its deletion in the words of its service', async () => {
    const folder = temporaryFolder();
    const made = await aws(folder).make('aws_cluster', { name: 'chat' });
    const west = aws(folder, { region: 'us-west-2' });
    await west.make('aws_attachment', { role: 'nodes', cluster: made['arn'] ?? null });
    await expect(aws(folder).remove('aws_cluster', made)).rejects.toMatchObject({ code: 'ResourceInUseException' });
  });

  it('brings objects of its own, which go when it goes', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    const made = await cloud.make('aws_cluster', { name: 'chat' });
    expect(objectsIn(folder)).toEqual(['us-east-1 aws_cluster chat', 'us-east-1 aws_thing group-of-chat']);
    await cloud.make('aws_cluster', { name: 'web', network: [{ subnet: 'group-of-chat' }] });
    await expect(cloud.remove('aws_cluster', made)).rejects.toThrow(
      'aws_cluster chat cannot be deleted: aws_cluster web uses it',
    );
    await cloud.remove('aws_cluster', await cloud.importObject('aws_cluster', 'web'));
    await cloud.remove('aws_cluster', made);
    expect(objectsIn(folder)).toEqual([]);
  });

  it('takes along what is part of it, and parts of that', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    const whole = await cloud.make('aws_part', {});
    const part = await cloud.make('aws_part', { whole: whole['id'] ?? null });
    const inner = await cloud.make('aws_part', { whole: part['id'] ?? null });
    await cloud.remove('aws_part', whole);
    expect(objectsIn(folder)).toEqual([]);
    await cloud.remove('aws_part', inner);
  });

  it('stays whole when its model refuses the deletion', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    const made = await cloud.make('aws_cluster', { name: 'chat', size: 99 });
    await expect(cloud.remove('aws_cluster', made)).rejects.toMatchObject({ code: 'InUse' });
    expect(objectsIn(folder)).toHaveLength(2);
  });

  it('can be imported by what its model says', async () => {
    const cloud = aws(temporaryFolder());
    const made = await cloud.make('aws_attachment', { role: 'nodes', policy: 'p' });
    expect(await cloud.importObject('aws_attachment', 'nodes/p')).toEqual(made);
    await expect(cloud.importObject('aws_attachment', 'nodes-1')).rejects.toBeInstanceOf(ApiError);
  });
});

describe('data sources', () => {
  it('answer as modelled, for the region of the provider or their own', async () => {
    const cloud = aws(temporaryFolder(), { region: 'eu-west-1' });
    expect(await cloud.readData('aws_zones', { id: null, names: null, region: null })).toMatchObject({
      names: ['eu-west-1a', 'eu-west-1b'],
      region: 'eu-west-1',
    });
    expect(await cloud.readData('aws_zones', { id: null, names: null, region: 'us-west-2' })).toMatchObject({
      names: ['us-west-2a', 'us-west-2b'],
    });
  });

  it('invent what is not modelled', async () => {
    const found = await aws(temporaryFolder()).readData('aws_other', { id: null, name: 'x', count: null });
    expect(found).toEqual({ id: expect.stringMatching(/^o-/), name: 'x', count: 0 });
  });

  it('leave an attribute that is called region and is none alone', async () => {
    expect(await aws(temporaryFolder()).readData('aws_ips', { region: null })).toEqual({ region: null });
  });
});

describe('faults', () => {
  const failing = (folder: string, fault: FaultRule['fault'], more: Partial<FaultRule> = {}) =>
    writeFaults(folder, [{ id: 'f1', fault, ...more }]);

  it('half-way returns the object together with the failure', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    failing(folder, 'half-way', { type: 'aws_thing' });
    const { values, failure } = await cloud.create('aws_thing', cloud.plan('aws_thing', null, {}).planned);
    expect(failure).toMatchObject({ code: 'CREATE_FAILED' });
    expect(await cloud.read('aws_thing', values)).toEqual(values);
  });

  it('throttle leaves everything as it was', async () => {
    const folder = temporaryFolder();
    const cloud = aws(folder);
    const made = await cloud.make('aws_thing', { name: 'web' });
    failing(folder, 'throttle');
    for (const call of [
      () => cloud.make('aws_thing', {}),
      () => cloud.change('aws_thing', made, { name: 'api' }),
      () => cloud.remove('aws_thing', made),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 'ThrottlingException' });
    }
    expect(await cloud.read('aws_thing', made)).toEqual(made);
    expect(objectsIn(folder)).toHaveLength(1);
  });

  it('the loss of us-east-1 takes what is global with it, the loss of another region does not', async () => {
    const folder = temporaryFolder();
    const west = aws(folder, { region: 'us-west-2' });
    failing(folder, 'region-down', { region: 'us-east-1' });
    await west.make('aws_thing', {});
    await expect(west.make('aws_attachment', { role: 'nodes' })).rejects.toMatchObject({ code: 'RequestError' });
    failing(folder, 'region-down', { region: 'us-west-2' });
    await west.make('aws_attachment', { role: 'nodes' });
    await expect(west.make('aws_thing', {})).rejects.toMatchObject({ code: 'RequestError' });
  });
});
