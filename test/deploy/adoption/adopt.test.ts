import { readdirSync } from 'node:fs';
import { readJournal } from '../../../deploy/adoption/journal';
import type { FaultRule } from '../../../sandbox/cloud/faults';
import { describeWithTerraform } from '../../support/deploy-folder';
import { type Resources, sandboxed } from '../../support/sandboxed-stack';

jest.setTimeout(120_000);

const killAfter = (type: string): Omit<FaultRule, 'id'> => ({
  fault: 'kill',
  moment: 'after',
  operation: 'create',
  type,
  times: 1,
});

const network = {
  aws_vpc: { main: { cidr_block: '10.0.0.0/16', enable_dns_hostnames: true, tags: { Name: 'main' } } },
  aws_internet_gateway: { main: { vpc_id: '${aws_vpc.main.id}', tags: { Name: 'main' } } },
  aws_subnet: { main: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/20', tags: { Name: 'main' } } },
  aws_route_table: { main: { vpc_id: '${aws_vpc.main.id}', tags: { Name: 'main' } } },
  aws_route: {
    internet: {
      route_table_id: '${aws_route_table.main.id}',
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: '${aws_internet_gateway.main.id}',
    },
  },
};

const outgoing = {
  ...network,
  aws_eip: { main: { domain: 'vpc', tags: { Name: 'main' } } },
  aws_nat_gateway: {
    main: {
      allocation_id: '${aws_eip.main.allocation_id}',
      subnet_id: '${aws_subnet.main.id}',
      tags: { Name: 'main' },
      depends_on: ['aws_internet_gateway.main'],
    },
  },
};

const role = {
  aws_iam_role: {
    main: {
      name: 'demo-nodes',
      assume_role_policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    },
  },
};

const reservation = {
  aws_ec2_subnet_cidr_reservation: {
    pods: { subnet_id: '${aws_subnet.main.id}', cidr_block: '10.0.8.0/21', reservation_type: 'prefix' },
  },
};

const bucket = { aws_s3_bucket: { main: { bucket: 'demo-prod-models' } } };

/** Nothing but their descriptions tells them apart. */
const keys = {
  aws_kms_key: {
    logs: { description: 'Logs' },
    models: { description: 'Models' },
    secrets: { description: 'Secrets' },
  },
};

describeWithTerraform('planWithAdoption', () => {
  it.each<[string, string, Resources]>([
    ['aws_vpc', 'aws_vpc.main', network],
    ['aws_route', 'aws_route.internet', network],
    ['aws_nat_gateway', 'aws_nat_gateway.main', outgoing],
    ['aws_iam_role', 'aws_iam_role.main', role],
    ['aws_s3_bucket', 'aws_s3_bucket.main', bucket],
  ])('takes over an %s whose provider died before it could tell', async (type, address, resources) => {
    const cloud = await sandboxed(type.replaceAll('_', '-'), resources);
    cloud.faults(killAfter(type));
    expect(await cloud.run()).toMatchObject({ outcome: 'failed' });
    expect(readJournal(cloud.stack).uncertain).toContain(address);
    const made = cloud.objects(type);
    expect(made).toHaveLength(1);

    const second = await cloud.run();
    expect(second).toMatchObject({ outcome: 'done', warnings: [] });
    expect(second.adopted.map((object) => object.address)).toContain(address);
    expect(cloud.objects(type)).toEqual(made);
    expect(cloud.state()).toContainEqual({ address, id: made[0] });
    expect(readJournal(cloud.stack)).toEqual({ uncertain: [], created: [] });
    expect(readdirSync(cloud.stack.folder).sort()).toEqual(['.terraform', '.terraform.lock.hcl', 'cdk.tf.json']);
    expect(await cloud.run()).toMatchObject({ outcome: 'unchanged', adopted: [] });
  });

  it('takes over everything, each object as itself, when the state of a killed run was never stored', async () => {
    const cloud = await sandboxed('lost-state', { ...network, ...keys });
    expect(await cloud.run()).toMatchObject({ outcome: 'done' });
    const before = [cloud.objectIds(), cloud.state()];
    cloud.loseState();

    const second = await cloud.run();
    expect(second).toMatchObject({ outcome: 'done', warnings: [] });
    expect(second.adopted).toHaveLength(8);
    expect([cloud.objectIds(), cloud.state()]).toEqual(before);
    expect(await cloud.run()).toMatchObject({ outcome: 'unchanged' });
  });

  it('takes over what was made to replace another object, and deletes that', async () => {
    const group = (description: string) => ({
      ...network,
      aws_security_group: {
        main: {
          name_prefix: 'nodes-',
          description,
          vpc_id: '${aws_vpc.main.id}',
          lifecycle: { create_before_destroy: true },
        },
      },
    });
    const cloud = await sandboxed('replacement', group('Before'));
    expect(await cloud.run()).toMatchObject({ outcome: 'done' });
    const before = cloud.objects('aws_security_group');
    cloud.configure(group('After'));
    cloud.faults(killAfter('aws_security_group'));
    expect(await cloud.run()).toMatchObject({ outcome: 'failed' });
    const [made] = cloud.objects('aws_security_group').filter((id) => !before.includes(id));

    const second = await cloud.run();
    expect(second).toMatchObject({ outcome: 'done', warnings: [] });
    expect(second.adopted).toEqual([{ address: 'aws_security_group.main', id: made }]);
    expect(cloud.state()).toContainEqual({ address: 'aws_security_group.main', id: made });
    expect(cloud.state()).toHaveLength(6);
    // The other one is that of the VPC itself.
    expect(cloud.objects('aws_security_group').filter((id) => !before.includes(id))).toEqual([made]);
    expect(cloud.objects('aws_security_group')).toHaveLength(before.length);
    expect(await cloud.run()).toMatchObject({ outcome: 'unchanged' });
  });

  it('creates what an earlier run had not come to', async () => {
    const cloud = await sandboxed('not-there', { ...role, ...bucket });
    cloud.faults({ ...killAfter('aws_iam_role'), moment: 'before' });
    expect(await cloud.run()).toMatchObject({ outcome: 'failed' });
    expect(readJournal(cloud.stack).uncertain).toContain('aws_iam_role.main');
    expect(await cloud.run()).toMatchObject({ outcome: 'done', warnings: [] });
    expect(cloud.objects('aws_iam_role')).toEqual(['demo-nodes']);
    expect(cloud.objects('aws_s3_bucket')).toEqual(['demo-prod-models']);
  });

  it('leaves an object alone that has the name but not the tags', async () => {
    const cloud = await sandboxed('foreign', role);
    expect(await cloud.run()).toMatchObject({ outcome: 'done' });
    cloud.loseState();
    const [found] = cloud.store.list('global', 'aws_iam_role');
    if (found === undefined) throw new Error('there is no role');
    cloud.store.put({ ...found, values: { ...found.values, tags: {}, tags_all: { owner: 'somebody-else' } } });

    const second = await cloud.run();
    expect(second).toMatchObject({ outcome: 'failed', adopted: [] });
    expect(second.warnings).toEqual([
      expect.objectContaining({
        address: 'aws_iam_role.main',
        detail: expect.stringContaining('There is demo-nodes, but its tags or values are not those of this stack'),
      }),
    ]);
    expect(cloud.store.list('global', 'aws_iam_role')[0]?.values['tags_all']).toEqual({ owner: 'somebody-else' });
  });

  it.each<[string, (cloud: Awaited<ReturnType<typeof sandboxed>>) => Promise<void>]>([
    [
      'that was cut off',
      async (cloud) => {
        cloud.faults(killAfter('aws_ec2_subnet_cidr_reservation'));
        expect(await cloud.run()).toMatchObject({ outcome: 'failed' });
      },
    ],
    [
      'whose state was never stored',
      async (cloud) => {
        expect(await cloud.run()).toMatchObject({ outcome: 'done' });
        cloud.loseState();
      },
    ],
  ])('makes an object of a run %s anew to get rid of a part that nothing leads to', async (title, runBefore) => {
    const cloud = await sandboxed(`part-of-a-run-${title.replaceAll(' ', '-')}`, { ...network, ...reservation });
    await runBefore(cloud);
    const [before] = cloud.objects('aws_subnet');

    const second = await cloud.run();
    expect(second).toMatchObject({ outcome: 'done' });
    expect(second.warnings).toEqual([
      expect.objectContaining({
        address: 'aws_subnet.main',
        detail: expect.stringContaining('created aws_ec2_subnet_cidr_reservation.pods'),
      }),
    ]);
    expect(cloud.objects('aws_subnet')).not.toContain(before);
    for (const type of ['aws_vpc', 'aws_subnet', 'aws_ec2_subnet_cidr_reservation']) {
      expect(cloud.objects(type)).toHaveLength(1);
    }
    expect(await cloud.run()).toMatchObject({ outcome: 'unchanged', warnings: [] });
  });

  it('says what it cannot find, and leaves alone what that is a part of and others may use', async () => {
    const cloud = await sandboxed('untraceable', network);
    expect(await cloud.run()).toMatchObject({ outcome: 'done' });
    const subnets = cloud.objects('aws_subnet');
    cloud.configure({ ...network, ...reservation });
    cloud.faults(killAfter('aws_ec2_subnet_cidr_reservation'));
    expect(await cloud.run()).toMatchObject({ outcome: 'failed' });
    const { warnings } = await cloud.run();
    expect(cloud.objects('aws_subnet')).toEqual(subnets);
    expect(warnings.find(({ address }) => address === 'aws_ec2_subnet_cidr_reservation.pods')?.detail).toContain(
      'Look for one with cidr_block 10.0.8.0/21',
    );
  });

  it('goes on without what only tags can find when it may not ask for them', async () => {
    const cloud = await sandboxed('denied', { ...keys, ...role });
    expect(await cloud.run()).toMatchObject({ outcome: 'done' });
    cloud.loseState();
    cloud.faults({ fault: 'throttle', operation: 'data', type: 'aws_resourcegroupstaggingapi_resources' });
    const second = await cloud.run();
    expect(second).toMatchObject({ outcome: 'done', adopted: [{ address: 'aws_iam_role.main', id: 'demo-nodes' }] });
    const summaries = second.warnings.map(({ summary }) => summary);
    expect(summaries).toContain('Objects that an earlier run may have created could not be looked for');
    expect(second.warnings.map(({ address }) => address)).toContain('aws_kms_key.logs');
  });

  it('warns before a destroy of what that does not know, and keeps it in mind', async () => {
    const cloud = await sandboxed('destroyed', { ...role, ...bucket });
    cloud.faults(killAfter('aws_iam_role'));
    await cloud.run();
    const { warnings } = await cloud.run('destroy');
    expect(warnings).toEqual([expect.objectContaining({ detail: expect.stringContaining('aws_iam_role.main') })]);
    expect(readJournal(cloud.stack).uncertain).toContain('aws_iam_role.main');
    expect(await cloud.run()).toMatchObject({ outcome: 'done' });
    expect(cloud.objects('aws_iam_role')).toEqual(['demo-nodes']);
  });
});
