import { clusterRules } from '../../../planner/rules/cluster';
import { supportEnded } from '../../../planner/rules/cluster/support-ended';
import type { Subject } from '../../../planner/rules/rule';
import { baseSpec, type RuleCase, type Spec, specWith, subjectOf, testRules, violationsOf } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'cluster/unknown-version',
    when: 'EKS no longer offers the version',
    broken: (spec) => {
      spec.cluster.version = '1.29';
    },
    at: ['cluster.version'],
    fixed: (spec) => {
      spec.cluster.version = '1.36';
    },
  },
  {
    rule: 'cluster/standard-support-ended',
    when: 'the version is in extended support',
    broken: (spec) => {
      spec.cluster.version = '1.33';
    },
    at: ['cluster.version'],
    fixed: (spec) => {
      spec.cluster.version = '1.34';
    },
  },
  {
    rule: 'cluster/ending-soon',
    when: 'standard support ends within two months',
    broken: (spec) => {
      spec.cluster.version = '1.34';
    },
    at: ['cluster.version'],
    fixed: (spec) => {
      spec.cluster.version = '1.35';
    },
  },
  {
    rule: 'cluster/chart-support',
    when: 'a chart is made for older Kubernetes versions only',
    broken: (spec) => {
      spec.cluster.version = '1.36';
    },
    at: ['cluster.version'],
    fixed: (spec) => {
      spec.cluster.version = '1.35';
    },
  },
  {
    rule: 'cluster/system-pool-unknown-type',
    when: 'the catalog lacks an instance type',
    broken: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['m7i.xlarge', 'm7i.xlage'] };
    },
    at: ['cluster.systemPool.instanceTypes[1]'],
    fixed: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['m7i.xlarge', 'm7i.2xlarge'] };
    },
  },
  {
    rule: 'cluster/system-pool-accelerated',
    when: 'an instance type has GPUs',
    broken: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['g5.xlarge', 'm7i.xlarge'] };
    },
    at: ['cluster.systemPool.instanceTypes[0]'],
    fixed: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['m7i.xlarge'] };
    },
  },
  {
    rule: 'cluster/system-pool-architectures',
    when: 'the instance types have two architectures',
    broken: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['m7i.xlarge', 'm7g.xlarge', 'm7g.2xlarge'] };
    },
    at: ['cluster.systemPool.instanceTypes[1]'],
    fixed: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['m7g.xlarge', 'm7g.2xlarge'] };
    },
  },
  {
    rule: 'cluster/system-pool-range',
    when: 'the minimum is above the maximum',
    broken: (spec) => {
      spec.cluster.systemPool = { nodes: { min: 4, max: 3 } };
    },
    at: ['cluster.systemPool.nodes.min'],
    fixed: (spec) => {
      spec.cluster.systemPool = { nodes: { min: 3, max: 3 } };
    },
  },
  {
    rule: 'cluster/system-pool-empty',
    when: 'there is no system node to begin with',
    broken: (spec) => {
      spec.cluster.systemPool = { nodes: { min: 0, max: 3 } };
    },
    at: ['cluster.systemPool.nodes.min'],
    fixed: (spec) => {
      spec.cluster.systemPool = { nodes: { min: 1, max: 3 } };
    },
  },
  {
    rule: 'cluster/system-pool-redundancy',
    when: 'production may run on a single system node',
    broken: (spec) => {
      spec.cluster.systemPool = { nodes: { min: 1, max: 3 } };
    },
    at: ['cluster.systemPool.nodes.min'],
    fixed: (spec) => {
      spec.environment = 'dev';
      spec.cluster.systemPool = { nodes: { min: 1, max: 3 } };
    },
  },
];

// Support of no version in the catalog has ended by the day as of which the cases are judged.
testRules(
  clusterRules.filter((rule) => rule !== supportEnded),
  cases,
);

describe('the life of version 1.31, with standard support until 2025-11-26 and extended until 2026-11-26', () => {
  it.each([
    ['2025-09-26', []],
    ['2025-09-27', ['cluster/ending-soon']],
    ['2025-11-26', ['cluster/ending-soon']],
    ['2025-11-27', ['cluster/standard-support-ended']],
    ['2026-11-26', ['cluster/standard-support-ended']],
    ['2026-11-27', ['cluster/support-ended']],
  ])('is judged on %s', (day, expected) => {
    expect(Object.keys(messagesOn(day, withVersion('1.31')))).toEqual(expected);
  });

  it('says what EKS does at the end of standard support', () => {
    expect(messagesOn('2025-11-25', withVersion('1.31'))['cluster/ending-soon']).toBe(
      'standard support of Kubernetes 1.31 ends on 2025-11-26: EKS then upgrades the clusters by itself',
    );
    expect(messagesOn('2026-01-01', withVersion('1.31'))['cluster/standard-support-ended']).toBe(
      'standard support of Kubernetes 1.31 ended on 2025-11-26: EKS upgrades the clusters by itself',
    );
    const extended = specWith((s: Spec) => {
      s.cluster.version = '1.31';
      s.cluster.support = 'extended';
    });
    expect(messagesOn('2026-01-01', extended)['cluster/standard-support-ended']).toBe(
      'standard support of Kubernetes 1.31 ended on 2025-11-26: clusters cost six times as much until 2026-11-26',
    );
  });

  it('points at the version when all support has ended', () => {
    expect(supportEnded.check(subjectOn('2026-11-27', withVersion('1.31'))).map(({ path }) => path)).toEqual([
      ['cluster', 'version'],
    ]);
    expect(supportEnded.check(subjectOn('2026-11-27', baseSpec()))).toEqual([]);
  });
});

it('says nothing of a version whose dates AWS has not announced', () => {
  expect(messagesOn('2030-01-01', withVersion('1.36'))).toEqual({});
});

it('reports mistakes of the system pool once', () => {
  const spec = specWith((s: Spec) => {
    s.cluster.systemPool = { instanceTypes: ['g5g.xlarge', 'x9z.large', 'm7i.xlarge'], nodes: { min: 0, max: 1 } };
  });
  expect(violationsOf(spec, clusterRules)).toEqual({
    'cluster/system-pool-unknown-type': ['cluster.systemPool.instanceTypes[1]'],
    'cluster/system-pool-accelerated': ['cluster.systemPool.instanceTypes[0]'],
    'cluster/system-pool-empty': ['cluster.systemPool.nodes.min'],
  });
});

/** The charts have a life of their own. */
const versionRules = clusterRules.filter(({ id }) => id !== 'cluster/chart-support');

function withVersion(version: string): Spec {
  return specWith((s: Spec) => {
    s.cluster.version = version;
  });
}

function subjectOn(today: string, spec: Spec): Subject {
  return { ...subjectOf(spec), today };
}

function messagesOn(day: string, spec: Spec): Record<string, string> {
  const subject = subjectOn(day, spec);
  return Object.fromEntries(
    versionRules.flatMap((rule) => rule.check(subject).map(({ message }) => [rule.id, message] as const)),
  );
}
