import { openStore } from '../../sandbox/cloud/store';
import { seedCloud } from '../../sandbox/seed';
import { simulatedAws } from '../support/simulated-aws';
import { temporaryFolder } from './temporary-folder';

describe('seedCloud', () => {
  it('puts the public zone there, so that the data source finds it', async () => {
    const aws = simulatedAws();
    seedCloud(aws.store, { zone: 'example.com' });
    const [zone] = aws.store.all();
    expect(zone).toMatchObject({ type: 'aws_route53_zone', place: 'global', preexisting: true });
    const found = await aws.data('aws_route53_zone', { name: 'example.com', private_zone: false });
    expect(found).toMatchObject({ zone_id: zone?.id, name: 'example.com' });
    expect(found['name_servers']).toHaveLength(4);
  });

  it('adds nothing the second time, and another zone for another name', () => {
    const store = openStore(temporaryFolder());
    seedCloud(store, { zone: 'example.com' });
    const before = store.all();
    seedCloud(store, { zone: 'example.com' });
    expect(store.all()).toEqual(before);
    seedCloud(store, { zone: 'example.org' });
    expect(new Set(store.all().map(({ id }) => id)).size).toBe(2);
  });

  it('puts nothing there for an environment without a name', () => {
    const store = openStore(temporaryFolder());
    seedCloud(store, {});
    expect(store.all()).toEqual([]);
  });
});
