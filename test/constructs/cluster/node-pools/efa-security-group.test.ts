import { EfaSecurityGroup } from '../../../../constructs/cluster/node-pools/efa-security-group';
import { synthesize } from '../../../support/synthesize';

describe('EfaSecurityGroup', () => {
  const result = synthesize((stack) => {
    new EfaSecurityGroup(stack, 'efa', { namePrefix: 'chat-prod-use1', vpcId: 'vpc-1' });
  });
  const id = `\${aws_security_group.${Object.keys(result.resources('aws_security_group'))[0]}.id}`;

  it.each(['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'])(
    'allows all traffic with itself by %s',
    (type) => {
      expect(result.resource(type)).toMatchObject({
        security_group_id: id,
        referenced_security_group_id: id,
        ip_protocol: '-1',
      });
    },
  );

  it('allows nothing else', () => {
    expect(result.count).toBe(3);
    expect(result.resource('aws_security_group')).toEqual({
      name: 'chat-prod-use1-efa',
      description: 'EFA traffic between the nodes of one EKS cluster',
      vpc_id: 'vpc-1',
      tags: { Name: 'chat-prod-use1-efa' },
    });
  });
});
