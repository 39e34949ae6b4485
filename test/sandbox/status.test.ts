import { writeFaults } from '../../sandbox/cloud/faults';
import { logOperation } from '../../sandbox/cloud/operations';
import { openStore } from '../../sandbox/cloud/store';
import { sandboxFolder } from '../../sandbox/sandbox-folder';
import { seedCloud } from '../../sandbox/seed';
import { sandboxStatus } from '../../sandbox/status';
import { environmentOf } from '../support/spec';
import { simulatedNames } from './simulated-names';
import { temporaryFolder } from './temporary-folder';

const environment = environmentOf();

describe('sandboxStatus', () => {
  it('shows every region of the spec while nothing is there', () => {
    const folder = sandboxFolder(temporaryFolder());
    const status = sandboxStatus(environment, folder);
    expect(status).toMatchObject({
      simulated: true,
      project: 'chat',
      environment: 'prod',
      folder: folder.root,
      globalObjects: 0,
      operations: { total: 0, refused: 0 },
      faults: [],
      names: [{ name: 'chat.example.com', answers: [] }],
    });
    const empty = { reachable: true, objects: 0, clusters: [], loadBalancers: [] };
    expect(status.regions).toEqual([
      { region: 'us-east-1', role: 'active', ...empty },
      { region: 'us-west-2', role: 'active', ...empty },
      { region: 'eu-west-1', role: 'standby', ...empty },
    ]);
  });

  it('shows each cluster with its own nodes, in its own region', () => {
    const folder = sandboxFolder(temporaryFolder());
    const store = openStore(folder.cloud);
    const put = (place: string, type: string, id: string, values: object) =>
      store.put({ place, type, id, values: { ...values }, holds: [] });
    for (const name of ['one', 'two']) {
      const cluster = { name, version: '1.35', status: 'ACTIVE', endpoint: `https://${name}` };
      put('us-west-2', 'aws_eks_cluster', name, cluster);
      const group = { cluster_name: name, node_group_name: `${name}-gpu`, status: 'ACTIVE' };
      put('us-west-2', 'aws_eks_node_group', name, { ...group, scaling_config: [{ desired_size: 3 }] });
    }
    const [east, west] = sandboxStatus(environment, folder).regions;
    expect(east?.clusters).toEqual([]);
    expect(west).toMatchObject({ objects: 4 });
    const rest = { version: '1.35', status: 'ACTIVE' };
    expect(west?.clusters).toEqual(
      ['one', 'two'].map((name) => ({
        name,
        ...rest,
        endpoint: `https://${name}`,
        nodeGroups: [{ name: `${name}-gpu`, nodes: 3, status: 'ACTIVE' }],
      })),
    );
  });

  it('says which regions are lost, and where the public name leads then', () => {
    const folder = sandboxFolder(temporaryFolder());
    const names = simulatedNames(folder.cloud);
    for (const region of ['us-east-1', 'us-west-2']) {
      names.region(region);
      names.weighted(region, 100);
    }
    const rule = { id: 'lost', fault: 'region-down', region: 'us-east-1' } as const;
    writeFaults(folder.cloud, [rule]);
    const status = sandboxStatus(environment, folder);
    expect(status.regions.map(({ reachable }) => reachable)).toEqual([false, true, true]);
    expect(status.faults).toEqual([rule]);
    expect(status.names[0]?.answers).toMatchObject([
      { region: 'us-east-1', share: 0, healthy: false },
      { region: 'us-west-2', share: 1, healthy: true },
    ]);
    expect(status.regions[1]?.loadBalancers).toEqual(['lb.elb.us-west-2.amazonaws.com']);
  });

  it('counts what was refused, and does not count what was there before', () => {
    const folder = sandboxFolder(temporaryFolder());
    seedCloud(openStore(folder.cloud), { zone: 'example.com' });
    const operation = {
      operation: 'create',
      region: 'us-east-1',
      type: 'aws_vpc',
      at: '2026-11-23T00:00:00Z',
    } as const;
    for (const outcome of ['ok', 'ThrottlingException', 'ok']) logOperation(folder.cloud, { ...operation, outcome });
    expect(sandboxStatus(environment, folder)).toMatchObject({
      globalObjects: 0,
      operations: { total: 3, refused: 1 },
    });
  });
});
