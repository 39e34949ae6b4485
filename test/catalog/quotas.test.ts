import { findInstanceType, instanceTypes } from '../../catalog/instance-types';
import { findVcpuQuota, type Purchase, quotas } from '../../catalog/quotas';

const purchases: readonly Purchase[] = ['on-demand', 'spot', 'reservation', 'capacity-block'];

function quotaOf(name: string, purchase: Purchase) {
  const type = findInstanceType(name);
  return type && findVcpuQuota(type, purchase);
}

describe('findVcpuQuota', () => {
  test.each<[string, Purchase, string | undefined]>([
    ['m7i.xlarge', 'on-demand', 'L-1216C47A'],
    ['m7i.xlarge', 'spot', 'L-34B43A08'],
    ['g5.12xlarge', 'on-demand', 'L-DB2E81BA'],
    ['g5.12xlarge', 'spot', 'L-3819A6DF'],
    ['g5.12xlarge', 'capacity-block', undefined],
    ['p4d.24xlarge', 'spot', 'L-7212CCBC'],
    ['p4d.24xlarge', 'capacity-block', 'L-2C8F52B3'],
    ['p4de.24xlarge', 'capacity-block', undefined],
    ['p5.48xlarge', 'on-demand', 'L-417A185B'],
    ['p5.48xlarge', 'reservation', 'L-417A185B'],
    ['p5.48xlarge', 'spot', 'L-C4BD4855'],
    ['p5.48xlarge', 'capacity-block', 'L-DA6814F2'],
    ['p5e.48xlarge', 'capacity-block', 'L-C45F30BC'],
    ['p5en.48xlarge', 'capacity-block', 'L-4F9BB70B'],
    ['p6-b200.48xlarge', 'on-demand', 'L-417A185B'],
    ['p6-b200.48xlarge', 'spot', undefined],
    ['p6-b300.48xlarge', 'capacity-block', undefined],
    ['trn1.32xlarge', 'on-demand', 'L-2C3B7624'],
    ['trn1.32xlarge', 'spot', 'L-6B0D517C'],
    ['trn1.32xlarge', 'capacity-block', 'L-2E30FD7D'],
    ['trn2.48xlarge', 'capacity-block', 'L-64569A79'],
    ['inf2.48xlarge', 'on-demand', 'L-1945791B'],
    ['inf2.48xlarge', 'spot', 'L-B5D1601B'],
  ])('counts %s bought by %s against %s', (name, purchase, code) => {
    expect(quotaOf(name, purchase)?.code).toBe(code);
  });

  it('has an on-demand quota for every type', () => {
    for (const type of instanceTypes) expect(findVcpuQuota(type, 'on-demand')?.service).toBe('ec2');
  });

  it('starts new accounts with 5 vCPUs of CPU types and none of accelerated ones', () => {
    expect(quotaOf('m7i.xlarge', 'on-demand')?.default).toBe(5);
    expect(quotaOf('g5.12xlarge', 'on-demand')?.default).toBe(0);
    expect(quotaOf('p5.48xlarge', 'capacity-block')?.default).toBe(0);
  });
});

describe('quotas', () => {
  const vcpuQuotas = instanceTypes.flatMap((type) =>
    purchases.flatMap((purchase) => findVcpuQuota(type, purchase) ?? []),
  );
  const all = [...Object.values(quotas), ...new Set(vcpuQuotas)];

  it('has 13 quotas beside those of vCPUs, and no code twice', () => {
    expect(Object.keys(quotas)).toHaveLength(13);
    expect(new Set(all.map((quota) => quota.code)).size).toBe(all.length);
  });

  test.each(all)('has a well-formed code for $name', ({ code }) => {
    expect(code).toMatch(/^L-[0-9A-F]{8}$/);
  });

  it('knows the quotas that a new region meets first', () => {
    expect(quotas.elasticIps).toEqual({ service: 'ec2', code: 'L-0263D0A3', name: 'EC2-VPC Elastic IPs', default: 5 });
    expect(quotas.vpcs).toMatchObject({ service: 'vpc', code: 'L-F678F1CE', default: 5 });
    expect(quotas.networkLoadBalancers).toMatchObject({ service: 'elasticloadbalancing', default: 50 });
  });

  it('asks us-east-1 about Route 53', () => {
    expect(quotas.healthChecks).toMatchObject({ code: 'L-ACB674F3', default: 200, globalRegion: 'us-east-1' });
    expect(quotas.hostedZones).toMatchObject({ code: 'L-4EA4796A', default: 500, globalRegion: 'us-east-1' });
  });
});
