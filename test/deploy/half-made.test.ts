import type { FaultRule } from '../../sandbox/cloud/faults';
import { describeWithTerraform } from '../support/deploy-folder';
import { type Resources, sandboxed } from '../support/sandboxed-stack';

jest.setTimeout(120_000);

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const permission = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }],
});

/** What a successor comes before, Terraform creates anew before it deletes it, and so all that it needs. */
const overlapping = { lifecycle: { create_before_destroy: true } };

const resources: Resources = {
  aws_iam_role: { nodes: { name: 'demo-nodes', assume_role_policy: trust } },
  aws_iam_role_policy: { list: { name: 'list', role: '${aws_iam_role.nodes.name}', policy: permission } },
  aws_vpc: {
    main: { cidr_block: '10.0.0.0/16', depends_on: ['aws_iam_role_policy.list'], ...overlapping },
  },
};

const failHalfWay = (type: string): Omit<FaultRule, 'id'> => ({
  fault: 'half-way',
  operation: 'create',
  type,
  times: 1,
});

describeWithTerraform('deleteHalfMade', () => {
  it.each(['aws_iam_role', 'aws_iam_role_policy'])(
    'clears the name of an %s that failed half-way before the next run makes it again',
    async (type) => {
      const cloud = await sandboxed(`half-made-${type.replaceAll('_', '-')}`, resources);
      cloud.faults(failHalfWay(type));
      expect(await cloud.run()).toMatchObject({ outcome: 'failed' });

      expect(await cloud.run()).toMatchObject({ outcome: 'done', warnings: [] });
      expect(cloud.objects(type)).toHaveLength(1);
      const done = cloud.operations().filter((logged) => logged.type === type && logged.outcome === 'ok');
      expect(done.map(({ operation }) => operation).filter((operation) => operation !== 'read')).toEqual([
        'delete',
        'create',
      ]);
      expect(await cloud.run()).toMatchObject({ outcome: 'unchanged' });
    },
  );

  it('keeps what a replacement that failed half-way was to replace until there is another one', async () => {
    const cloud = await sandboxed('half-replaced', resources);
    await cloud.run();
    const [first] = cloud.objects('aws_vpc');
    cloud.configure({
      ...resources,
      aws_vpc: { main: { ...(resources['aws_vpc']?.['main'] as object), cidr_block: '10.1.0.0/16' } },
    });
    cloud.faults(failHalfWay('aws_vpc'));
    expect(await cloud.run()).toMatchObject({ outcome: 'failed' });
    expect(cloud.objects('aws_vpc')).toContain(first);

    const before = cloud.operations().length;
    expect(await cloud.run()).toMatchObject({ outcome: 'done' });
    const changes = cloud
      .operations()
      .slice(before)
      .filter(({ type, operation }) => type === 'aws_vpc' && operation !== 'read');
    expect(changes.map(({ operation }) => operation)).toEqual(['create', 'delete', 'delete']);
    expect(cloud.objects('aws_vpc')).toHaveLength(1);
  });

  it('asks for approval once where nothing comes in addition', async () => {
    const cloud = await sandboxed('half-made-approved', resources);
    cloud.faults(failHalfWay('aws_iam_role_policy'));
    await cloud.run();
    expect(await cloud.run()).toMatchObject({ outcome: 'done', approvals: 1 });
  });
});
