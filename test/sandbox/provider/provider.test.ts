import { ApiError } from '../../../sandbox/cloud/api-error';
import { decodeValue, encodeValue } from '../../../sandbox/protocol/encoded-value';
import { unknown, type Values } from '../../../sandbox/protocol/value';
import { makeProvider } from '../../../sandbox/provider/provider';
import type { Simulation } from '../../../sandbox/provider/simulation';
import { block, computed, listOf, optional, required, schemaOf } from '../hand-made-schema';
import { idleSimulation } from '../idle-simulation';

const schema = schemaOf({
  provider: block({ region: optional('string') }),
  resources: {
    example_thing: block(
      { id: computed('string'), name: required('string'), size: optional('number') },
      { rule: listOf(block({ port: optional('number') })) },
    ),
  },
  dataSources: { example_thing: block({ id: computed('string'), name: required('string') }) },
});

const typeName = 'example_thing';
const thing: Values = { id: 't-1', name: 'web', size: null, rule: [] };
const nothing = encodeValue(null);

/** A provider whose services do what a test says, and else nothing. */
function provide(services: Partial<Simulation> = {}) {
  const configurations: Values[] = [];
  const provider = makeProvider(schema, (configuration) => {
    configurations.push(configuration);
    return { ...idleSimulation, ...services };
  });
  return { provider, configurations };
}

const applied = (prior: Values | null, planned: Values | null, services?: Partial<Simulation>) =>
  provide(services).provider.apply({
    typeName,
    priorState: encodeValue(prior),
    plannedState: encodeValue(planned),
    config: nothing,
    plannedPrivate: new Uint8Array(),
  });
const planned = (prior: Values | null, proposed: Values | null, services?: Partial<Simulation>) =>
  provide(services).provider.plan({
    typeName,
    priorState: encodeValue(prior),
    proposedNewState: encodeValue(proposed),
    config: encodeValue(proposed),
    priorPrivate: new Uint8Array(),
  });

const refuse = async () => {
  throw new ApiError('LimitExceeded', 'there are too many things');
};

describe('configure', () => {
  it('gives its configuration to the services, which have an empty one before', async () => {
    const { provider, configurations } = provide();
    // Services take a while to load, and a process that is asked for the schema alone does not need them.
    expect(configurations).toEqual([]);
    for (let resource = 0; resource < 2; resource++) await provider.validateResource({ typeName, config: nothing });
    provider.configure({ terraformVersion: '1.11.4', config: encodeValue({ region: 'eu-west-1' }) });
    expect(configurations).toEqual([{ region: null }, { region: 'eu-west-1' }]);
  });

  it('is preceded by a validation that returns the configuration as it is', async () => {
    const config = encodeValue({ region: 'eu-west-1' });
    expect(await provide().provider.validateProviderConfig({ config })).toEqual({ preparedConfig: config });
  });
});

describe('validateResource', () => {
  it('points at the attribute that is wrong', async () => {
    const validate = () => [
      { attribute: 'size', summary: 'Invalid size', detail: 'expected size to be at least 1, got 0' },
      { summary: 'Wrong as a whole', detail: 'no attribute in particular' },
    ];
    const { provider } = provide({ validate });
    expect(await provider.validateResource({ typeName, config: encodeValue({ ...thing, size: 0 }) })).toEqual({
      diagnostics: [
        {
          severity: 1,
          summary: 'Invalid size',
          detail: 'expected size to be at least 1, got 0',
          attribute: { steps: [{ attributeName: 'size' }] },
        },
        { severity: 1, summary: 'Wrong as a whole', detail: 'no attribute in particular' },
      ],
    });
  });
});

describe('plan', () => {
  it('plans a new object', async () => {
    const { plannedState } = await planned(null, { ...thing, id: null });
    expect(decodeValue(plannedState ?? null)).toEqual({ ...thing, id: unknown });
  });

  it('plans a change, and what it replaces', async () => {
    const { plannedState, requiresReplace } = await planned(
      thing,
      { ...thing, name: 'api' },
      {
        plan: (_type, _prior, values) => ({ planned: values, replacedBy: ['name'] }),
      },
    );
    expect(decodeValue(plannedState ?? null)).toEqual({ ...thing, name: 'api' });
    expect(requiresReplace).toEqual([{ steps: [{ attributeName: 'name' }] }]);
  });

  it('plans a deletion', async () => {
    expect(await planned(thing, null)).toEqual({ plannedState: nothing });
  });

  it('says that the simulation is at fault when it does not know a type', async () => {
    const { provider } = provide();
    const { diagnostics } = await provider.plan({
      typeName: 'example_other',
      priorState: nothing,
      proposedNewState: encodeValue(thing),
      config: nothing,
      priorPrivate: new Uint8Array(),
    });
    expect(diagnostics?.map(({ summary }) => summary)).toEqual([
      'The simulated provider is wrong: the provider has no type example_other',
    ]);
  });
});

describe('apply', () => {
  it('returns the whole object that was made', async () => {
    const { newState, diagnostics } = await applied(
      null,
      { ...thing, id: unknown },
      {
        create: async () => ({ values: { id: 't-2', name: 'web', rule: [{}] } }),
      },
    );
    expect(diagnostics).toBeUndefined();
    expect(decodeValue(newState ?? null)).toEqual({ id: 't-2', name: 'web', size: null, rule: [{ port: null }] });
  });

  it('returns an object that is of no use together with the error, so that it is recorded as tainted', async () => {
    const failure = new ApiError('CREATE_FAILED', 'it did not start');
    const { newState, diagnostics } = await applied(null, thing, { create: async () => ({ values: thing, failure }) });
    expect(decodeValue(newState ?? null)).toEqual(thing);
    expect(diagnostics).toEqual([{ severity: 1, summary: 'example_thing: CREATE_FAILED', detail: 'it did not start' }]);
  });

  it('records nothing of an object that was refused', async () => {
    const { newState, diagnostics } = await applied(null, thing, { create: refuse });
    expect(newState).toEqual(nothing);
    expect(diagnostics).toEqual([
      { severity: 1, summary: 'example_thing: LimitExceeded', detail: 'there are too many things' },
    ]);
  });

  it.each([
    ['change', { ...thing, name: 'api' }, { update: refuse }],
    ['deletion', null, { remove: refuse }],
  ])('keeps the record as it was when a %s is refused', async (_title, next, services) => {
    const { newState, diagnostics } = await applied(thing, next, services);
    expect(decodeValue(newState ?? null)).toEqual(thing);
    expect(diagnostics).toHaveLength(1);
  });

  it('forgets what was deleted', async () => {
    const remove = jest.fn(async () => {});
    expect(await applied(thing, null, { remove })).toEqual({ newState: nothing });
    expect(remove).toHaveBeenCalledWith('example_thing', thing);
  });

  it('reports a defect of the simulation with its place', async () => {
    const create = async () => {
      throw new TypeError('x is not a function');
    };
    const { diagnostics } = await applied(null, thing, { create });
    expect(diagnostics?.[0]?.summary).toBe('The simulated provider is wrong: x is not a function');
    expect(diagnostics?.[0]?.detail).toContain('provider.test');
  });
});

describe('read', () => {
  const read = (services?: Partial<Simulation>) =>
    provide(services).provider.read({ typeName, currentState: encodeValue(thing), private: new Uint8Array() });

  it('completes what the services return by the schema', async () => {
    const { newState } = await read({ read: async () => ({ id: 't-1', name: 'api' }) });
    expect(decodeValue(newState ?? null)).toEqual({ id: 't-1', name: 'api', size: null, rule: [] });
  });

  it('returns nothing for an object that is gone', async () => {
    expect((await read({ read: async () => null })).newState).toEqual(nothing);
  });

  it('returns what is recorded when the services do not answer', async () => {
    const { newState, diagnostics } = await read({ read: refuse });
    expect(decodeValue(newState ?? null)).toEqual(thing);
    expect(diagnostics?.map(({ summary }) => summary)).toEqual(['LimitExceeded']);
  });
});

it('importState returns the whole object, or the refusal', async () => {
  const { importedResources } = await provide().provider.importState({ typeName, id: 't-7' });
  expect(importedResources?.map(({ state }) => decodeValue(state))).toEqual([
    { id: 't-7', name: 'imported', size: null, rule: [] },
  ]);
  const refused = await provide({ importObject: refuse }).provider.importState({ typeName, id: 't-7' });
  expect(refused.importedResources).toBeUndefined();
  expect(refused.diagnostics).toHaveLength(1);
});

it('readData returns what was found, or the refusal', async () => {
  const config = encodeValue({ name: 'web' });
  const { state } = await provide().provider.readData({ typeName, config });
  expect(decodeValue(state ?? null)).toEqual({ id: 't-1', name: 'web' });
  const { diagnostics } = await provide({ readData: refuse }).provider.readData({ typeName, config });
  expect(diagnostics).toHaveLength(1);
});

it('upgradeState reads the JSON of a state file and adds what its schema did not have', async () => {
  const json = Buffer.from('{"id":"t-1","name":"web","removed":true}');
  const { upgradedState } = await provide().provider.upgradeState({
    typeName,
    version: 0,
    rawState: { json, flatmap: {} },
  });
  expect(decodeValue(upgradedState ?? null)).toEqual(thing);
});
