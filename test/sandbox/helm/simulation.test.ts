import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FaultRule, writeFaults } from '../../../sandbox/cloud/faults';
import { readOperations } from '../../../sandbox/cloud/operations';
import { openStore } from '../../../sandbox/cloud/store';
import { simulateHelm } from '../../../sandbox/helm/simulation';
import { hasUnknown } from '../../../sandbox/protocol/paths';
import { unknown, type Value, type Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';
import { planChange, planCreation } from '../../../sandbox/provider/plan';
import { cachedSchema } from '../../../sandbox/schema/cached-schema';
import { openSchema } from '../../../sandbox/schema/open-schema';
import { schemaCache } from '../../support/schema-cache';
import { temporaryFolder } from '../temporary-folder';

const type = 'helm_release';
const schema = openSchema(cachedSchema('helm', schemaCache));
const block = schema.resource(type) ?? { attributes: {}, blocks: {} };
const endpoint = 'https://A1.gr7.us-west-2.eks.amazonaws.com';

/** A cluster with Helm, used the way in which Terraform uses the provider. */
function simulatedHelm(host: string = endpoint) {
  const folder = temporaryFolder();
  const store = openStore(folder);
  const cluster = { place: 'us-west-2', type: 'aws_eks_cluster', id: 'chat' };
  store.put({ ...cluster, holds: [], values: { id: 'chat', name: 'chat', endpoint } });
  const chart = join(folder, 'chart');
  mkdirSync(chart);
  const writeChart = (version: string) =>
    writeFileSync(join(chart, 'Chart.yaml'), `name: workloads\nversion: ${version}\nappVersion: "7"\n`);
  writeChart('1.0.0');
  const simulation = simulateHelm({ folder, store, schema, configuration: { kubernetes: { host } } });
  const complete = (config: Values) => completeBlock(block, { name: 'chat', chart, ...config });
  const plan = (prior: Values | null, config: Values) => {
    const wanted = complete(config);
    const proposed = prior ? { ...wanted, ...computedOf(prior, wanted) } : wanted;
    const generic = prior
      ? planChange(block, prior, proposed, simulation.recomputed(type))
      : planCreation(block, proposed);
    return simulation.plan(type, prior, generic, wanted);
  };
  return {
    folder,
    store,
    simulation,
    cluster,
    writeChart,
    plan,
    create: async (config: Values = {}) => {
      const applied = await simulation.create(type, plan(null, config).planned);
      expect(hasUnknown(completeBlock(block, applied.values))).toBe(false);
      return applied;
    },
    update: async (prior: Values, config: Values) =>
      (await simulation.update(type, prior, plan(prior, config).planned)).values,
    fail: (...rules: readonly FaultRule[]) => writeFaults(folder, rules),
  };
}

/** What Terraform takes over from before: computed attributes that the configuration leaves open. */
function computedOf(prior: Values, wanted: Values): Values {
  const open = Object.entries(block.attributes).filter(
    ([name, { computed }]) => computed && (wanted[name] ?? null) === null,
  );
  return Object.fromEntries(open.map(([name]) => [name, prior[name] ?? null]));
}

describe('a simulated release', () => {
  it('is deployed as its chart says, with the defaults of the provider', async () => {
    const { values } = await simulatedHelm().create({ namespace: 'serving', values: ['a: 1'] });
    expect(values).toMatchObject({
      id: 'chat',
      name: 'chat',
      namespace: 'serving',
      version: '1.0.0',
      status: 'deployed',
      timeout: 300,
      metadata: { chart: 'workloads', app_version: '7', revision: 1, values: '["a: 1"]' },
    });
    expect(values['wait']).toBe(true);
  });

  it('goes up by a revision when its chart changes, and keeps the day of its first deployment', async () => {
    const helm = simulatedHelm();
    const { values: first } = await helm.create();
    helm.writeChart('1.1.0');
    const second = await helm.update(first, {});
    expect(second).toMatchObject({ version: '1.1.0', metadata: { revision: 2, version: '1.1.0' } });
    const day = ({ metadata }: Values) => (metadata as Values)['first_deployed'];
    expect(day(second)).toBe(day(first));
  });

  it('does not change as long as its chart and its values are the same', async () => {
    const helm = simulatedHelm();
    const { values } = await helm.create();
    expect(helm.plan(completeBlock(block, values), {})).toEqual({
      planned: completeBlock(block, values),
      replacedBy: [],
    });
  });

  it('is replaced when it moves to another namespace or name', async () => {
    const helm = simulatedHelm();
    const { values } = await helm.create();
    expect(helm.plan(values, { namespace: 'other' }).replacedBy).toEqual(['namespace']);
    expect(helm.plan(values, { name: 'other' }).replacedBy).toEqual(['name']);
  });

  it('has its name for itself, within its namespace', async () => {
    const helm = simulatedHelm();
    await helm.create();
    await expect(helm.create()).rejects.toMatchObject({ code: 'ReleaseExists' });
    await expect(helm.create({ namespace: 'other' })).resolves.toBeDefined();
  });

  it.each([['Chat'], ['chat_api'], ['-chat'], ['c'.repeat(54)]])('is not called %s', (name) => {
    expect(simulatedHelm().simulation.validate(type, { name })).toMatchObject([{ attribute: 'name' }]);
  });

  it('may be called what Helm takes, and what is not known yet', () => {
    const { simulation } = simulatedHelm();
    const names: Value[] = ['chat-2', 'c'.repeat(53), 'a.b', unknown];
    expect(names.flatMap((name) => simulation.validate(type, { name }))).toEqual([]);
  });

  it('can be read, imported and removed; what is gone is read as nothing', async () => {
    const helm = simulatedHelm();
    const { values } = await helm.create();
    expect(await helm.simulation.importObject(type, 'default/chat')).toEqual(values);
    await expect(helm.simulation.importObject(type, 'chat')).rejects.toMatchObject({ code: 'InvalidImportId' });
    await expect(helm.simulation.importObject(type, 'default/x')).rejects.toMatchObject({ code: 'ReleaseNotFound' });
    expect(await helm.simulation.read(type, values)).toEqual(values);
    await helm.simulation.remove(type, values);
    expect(await helm.simulation.read(type, values)).toBeNull();
    await expect(helm.update(values, {})).rejects.toMatchObject({ code: 'ReleaseNotFound' });
  });

  it('needs its cluster: without it, nothing answers at the address of the API', async () => {
    const elsewhere = simulatedHelm('https://B2.gr7.us-west-2.eks.amazonaws.com');
    await expect(elsewhere.create()).rejects.toMatchObject({ code: 'Unreachable' });
    const helm = simulatedHelm();
    const { values } = await helm.create();
    helm.store.remove(helm.cluster);
    await expect(helm.simulation.read(type, values)).rejects.toMatchObject({ code: 'Unreachable' });
    await expect(simulatedHelm('').create()).rejects.toThrow(/no cluster answers at localhost/);
  });

  it('is lost with the region of its cluster', async () => {
    const helm = simulatedHelm();
    const { values } = await helm.create();
    helm.fail({ id: 'lost', fault: 'region-down', region: 'us-west-2' });
    await expect(helm.simulation.read(type, values)).rejects.toMatchObject({ code: 'RequestError' });
    expect(readOperations(helm.folder).at(-1)).toMatchObject({ region: 'us-west-2', type, fault: 'lost' });
  });

  it('that fails half-way stays as failed, or is taken back if it is atomic', async () => {
    const helm = simulatedHelm();
    helm.fail({ id: 'half', fault: 'half-way' });
    const { values, failure } = await helm.create();
    expect(failure).toMatchObject({ code: 'CREATE_FAILED' });
    expect(await helm.simulation.read(type, values)).toMatchObject({ status: 'failed' });
    await expect(helm.create({ name: 'whole', atomic: true })).rejects.toMatchObject({ code: 'CREATE_FAILED' });
    expect(helm.store.list(endpoint, type).map(({ id }) => id)).toEqual(['default/chat']);
  });

  it('is not rendered by the data source', async () => {
    await expect(simulatedHelm().simulation.readData('helm_template', {})).rejects.toMatchObject({
      code: 'Unsupported',
    });
  });
});
