import { tmpdir } from 'node:os';
import { stringify } from 'yaml';
import { type NameKind, nameLimits } from '../../catalog/name-limits';
import { TerraformStack } from '../../constructs/substrate/cdktf';
import { compile } from '../../planner/compile';
import { buildApp, summarize } from '../../stacks/synthesize';
import { type Spec, specWith, today } from '../support/spec';
import { readStack, type Synthesized } from '../support/synthesize';

function appOf(change: (spec: Spec) => void = () => {}) {
  const { environment, findings } = compile({ file: 'test.yaml', text: stringify(specWith(change)) }, today);
  if (environment === undefined) throw new Error(JSON.stringify(findings, null, 1));
  // Building writes nothing; cdktf only insists that the folder exists.
  return buildApp(environment, tmpdir());
}

function preparedApp(change?: (spec: Spec) => void) {
  const app = appOf(change);
  for (const child of app.node.children) if (TerraformStack.isStack(child)) child.prepareStack();
  return app;
}

/** Of the spec as it is, which most tests look at. */
const unchanged = preparedApp();

function stackOf(name: string, change?: (spec: Spec) => void): Synthesized {
  const app = change === undefined ? unchanged : preparedApp(change);
  const stack = app.node.findChild(name) as TerraformStack;
  return readStack(stack.toTerraform());
}

const values = (group: Record<string, Record<string, unknown>>) => Object.values(group);

describe('the stacks of an environment', () => {
  it('come in an order in which each finds what it depends on', () => {
    const summaries = summarize(appOf());
    const seen = new Set<string>();
    for (const { name, dependsOn } of summaries) {
      expect(dependsOn.filter((dependency) => !seen.has(dependency))).toEqual([]);
      seen.add(name);
    }
    expect(summaries.map((summary) => summary.name)).toContain('prod-eu-west-1-cluster');
  });

  it('leave failover out without a public name and replication out with a single region', () => {
    const names = summarize(
      appOf((spec) => {
        delete spec.dns;
        spec.regions = spec.regions.slice(0, 1);
      }),
    ).map((summary) => summary.name);
    expect(names).toEqual([
      'prod-global',
      'prod-us-east-1-network',
      'prod-us-east-1-cluster',
      'prod-us-east-1-platform',
      'prod-us-east-1-heartbeat-in-us-east-2',
      'prod-us-east-1-workloads',
    ]);
  });

  it('tag everything with owner, project, environment, part and the tags of the spec', () => {
    const provider = stackOf('prod-us-east-1-network').json['provider'] as {
      aws: { default_tags: { tags: object }[] }[];
    };
    expect(provider.aws[0]?.default_tags[0]?.tags).toEqual({
      'cost-center': '1042',
      owner: 'llm-platform',
      project: 'chat',
      environment: 'prod',
      'managed-by': 'ninefold',
      component: 'network',
    });
  });

  it('keep what users write from being read as Terraform templates', () => {
    const failover = stackOf('prod-failover', (spec) => {
      spec.dns.healthCheck = { path: '/health/${region}?%{x}' };
    });
    const paths = probesOf(failover).map((check) => check['resource_path']);
    expect(new Set(paths)).toEqual(new Set(['/health/$${region}?%%{x}']));
  });
});

/** Where each resource type has its name, and the limit of it. */
const namedTypes: Readonly<Record<string, readonly [attribute: string, limit: NameKind]>> = {
  aws_eks_cluster: ['name', 'eks-cluster'],
  aws_lb: ['name', 'load-balancer'],
  aws_lb_target_group: ['name', 'target-group'],
  aws_iam_role: ['name', 'iam-role'],
  aws_s3_bucket: ['bucket', 's3-bucket'],
  aws_launch_template: ['name', 'launch-template'],
  aws_placement_group: ['name', 'placement-group'],
  aws_sqs_queue: ['name', 'sqs-queue'],
  aws_sns_topic: ['name', 'sns-topic'],
  aws_cloudwatch_event_rule: ['name', 'event-rule'],
  aws_kms_alias: ['name', 'kms-alias'],
  aws_cloudwatch_log_group: ['name', 'log-group'],
  aws_security_group: ['name', 'security-group'],
  aws_cloudwatch_metric_alarm: ['alarm_name', 'cloudwatch-alarm'],
  aws_ecr_repository: ['name', 'ecr-repository'],
  aws_eks_node_group: ['node_group_name', 'eks-node-group'],
};

describe('the heartbeat of a region', () => {
  it('is heard in another region, under the names that its sender knows', () => {
    const stack = stackOf('prod-us-east-1-heartbeat-in-us-west-2');
    expect(stack.json['provider']).toMatchObject({ aws: [{ region: 'us-west-2' }] });
    const topics = Object.values(stack.resources('aws_sns_topic')).map(({ name }) => String(name));
    const policies = Object.values(stackOf('prod-us-east-1-cluster').resources('aws_iam_role_policy'));
    const publish = policies.find(({ name }) => name === 'publish-heartbeat');
    const [topic] = topics.filter((name) => name.endsWith('-heartbeat'));
    expect(String(publish?.['policy'])).toContain(`:${topic}"`);
    expect(String(publish?.['policy'])).toContain(String(stack.resource('aws_kms_alias')['name']));
  });

  it('is told of by nobody without an e-mail receiver', () => {
    const names = summarize(
      appOf((spec) => {
        spec.monitoring.receivers.pop();
      }),
    ).map(({ name }) => name);
    expect(names.filter((name) => name.includes('heartbeat'))).toEqual([]);
  });
});

describe('the longest names that the spec allows', () => {
  const longest = (spec: Spec) => {
    const name = (letter: string) => letter.repeat(40);
    spec.name = 'n'.repeat(32);
    spec.budget = { ...spec.budget, monthly: 1_000_000 };
    spec.environment = `prod${'e'.repeat(12)}`;
    spec.regions[0].name = 'ap-southeast-1';
    spec.regions[1].name = 'ap-northeast-1';
    spec.pools[0].name = name('s');
    spec.pools[1] = {
      ...spec.pools[1],
      name: name('t'),
      regions: ['ap-southeast-1'],
      capacity: 'on-demand',
      instanceTypes: ['p4d.24xlarge', 'p4de.24xlarge'].slice(0, 1),
    };
    spec.pools.push({
      name: name('k'),
      instanceTypes: ['g6.xlarge', 'g6.2xlarge'],
      provisioner: 'karpenter',
      nodes: { min: 0, max: 4 },
    });
    spec.storage = { bucketPrefix: 'b'.repeat(30), lustre: { capacity: '4800GiB', regions: ['ap-southeast-1'] } };
    spec.training[0].pool = name('t');
    spec.inference[0] = { ...spec.inference[0], name: name('c'), pool: name('s') };
    spec.inference[1] = { ...spec.inference[1], name: name('d'), pool: name('s') };
    spec.monitoring.slos[0].service = name('c');
  };
  const app = appOf(longest);
  const resources = app.node.children.filter(TerraformStack.isStack).flatMap((stack) => {
    stack.prepareStack();
    const { json } = readStack(stack.toTerraform());
    return Object.entries(json['resource'] as Record<string, Record<string, Record<string, unknown>>>).flatMap(
      ([type, group]) => values(group).map((resource) => ({ type, resource })),
    );
  });

  test.each(Object.entries(namedTypes))('stay within the limit of %s', (type, [attribute, limit]) => {
    const names = resources.filter((entry) => entry.type === type).map(({ resource }) => resource[attribute]);
    const literals = names.filter((text): text is string => typeof text === 'string' && !text.includes('${'));
    expect(names.length).toBeGreaterThan(0);
    for (const text of literals) expect([text, text.length <= nameLimits[limit]]).toEqual([text, true]);
  });

  it('keep the names of one type apart within a region', () => {
    for (const stack of app.node.children.filter(TerraformStack.isStack)) {
      const { json } = readStack(stack.toTerraform());
      for (const [type, group] of Object.entries(
        json['resource'] as Record<string, Record<string, Record<string, unknown>>>,
      )) {
        const attribute = namedTypes[type]?.[0];
        const names = values(group).map((resource) => resource[attribute ?? ''] ?? resource['node_group_name_prefix']);
        if (attribute !== undefined) expect(new Set(names).size).toBe(names.length);
      }
    }
  });
});

describe('a cluster stack', () => {
  it('starts GPU nodes in the zones of their pool only', () => {
    const group = values(stackOf('prod-us-east-1-cluster').resources('aws_eks_node_group')).find(
      (candidate) => candidate['capacity_type'] === 'CAPACITY_BLOCK',
    );
    expect(group?.['subnet_ids']).toEqual([
      '${data.terraform_remote_state.prod-us-east-1-network.outputs.private_subnet_ids["use1-az4"]}',
    ]);
  });

  it('opens traffic between nodes to EFA only where a pool uses it', () => {
    const efaGroups = (region: string) =>
      values(stackOf(`prod-${region}-cluster`).resources('aws_security_group')).filter((group) =>
        /efa/i.test(String(group['name'])),
      );
    expect(efaGroups('us-east-1')).toHaveLength(1);
    expect(efaGroups('us-west-2')).toHaveLength(0);
  });

  it('leaves the nodes of a Karpenter pool to Karpenter and gives it what it needs', () => {
    const { resources } = stackOf('prod-us-west-2-cluster', (spec) => (spec.pools[0].provisioner = 'karpenter'));
    expect(values(resources('aws_eks_node_group'))).toHaveLength(1);
    expect(values(resources('aws_sqs_queue'))).toHaveLength(1);
  });

  it('admits the load balancer to the ports of the gateway', () => {
    const ports = values(stackOf('prod-us-east-1-cluster').resources('aws_vpc_security_group_ingress_rule'))
      .filter((rule) => String(rule['description']).includes('from the regional endpoint'))
      .map((rule) => rule['from_port']);
    expect(ports.sort()).toEqual([64_955, 8443]);
  });

  it('protects production clusters and stores from being destroyed, and nothing else', () => {
    const protectedTypes = (environment: string) => {
      const { json } = stackOf(`${environment}-us-east-1-cluster`, (spec) => {
        spec.environment = environment;
        spec.network = { nat: 'per-zone' };
      });
      const groups = Object.entries(
        json['resource'] as Record<string, Record<string, { lifecycle?: { prevent_destroy?: boolean } }>>,
      );
      return groups
        .filter(([, group]) =>
          values(group).some((r) => (r['lifecycle'] as { prevent_destroy?: boolean })?.prevent_destroy),
        )
        .map(([type]) => type);
    };
    expect(protectedTypes('prod').sort()).toEqual(['aws_eks_cluster', 'aws_fsx_lustre_file_system', 'aws_s3_bucket']);
    expect(protectedTypes('dev')).toEqual([]);
  });
});

describe('the replication stack', () => {
  it('copies models and final checkpoints from the primary region to the others, within 15 minutes', () => {
    const configurations = values(stackOf('prod-replication').resources('aws_s3_bucket_replication_configuration'));
    expect(configurations).toHaveLength(2);
    const rules = configurations.flatMap(
      (configuration) => configuration['rule'] as { filter: { prefix: string }; destination: object }[],
    );
    expect(rules.map((rule) => rule.filter.prefix).sort()).toEqual([
      'final/',
      'final/',
      'models/',
      'models/',
      'trained/',
      'trained/',
    ]);
    for (const rule of rules)
      expect(rule.destination).toMatchObject({ replication_time: { status: 'Enabled', time: { minutes: 15 } } });
  });
});

/** Health checks that ask an endpoint. */
function probesOf(stack: ReturnType<typeof stackOf>): Record<string, unknown>[] {
  return values(stack.resources('aws_route53_health_check')).filter((check) => check['type'] === 'HTTPS');
}

describe('the failover stack', () => {
  it('probes the name of each region and never the one that fails over', () => {
    const names = probesOf(stackOf('prod-failover')).map((check) => check['fqdn']);
    expect(names).toEqual(['us-east-1.chat.example.com', 'us-west-2.chat.example.com', 'eu-west-1.chat.example.com']);
  });

  it('lives where Route 53 publishes its metrics', () => {
    expect(stackOf('prod-failover').json['provider']).toMatchObject({ aws: [{ region: 'us-east-1' }] });
  });

  it('reads no regional state, so that a region that is down cannot keep it from being planned', () => {
    const states = (stackOf('prod-failover').json['data'] as Record<string, object>)['terraform_remote_state'] ?? {};
    expect(Object.keys(states)).toEqual(['prod-global']);
  });

  it('gives every record the TTL of the spec and the check of its region', () => {
    const records = values(stackOf('prod-failover', (spec) => (spec.dns.ttl = '30s')).resources('aws_route53_record'));
    expect(records.map((record) => [record['ttl'], record['set_identifier']])).toEqual([
      [30, 'us-east-1'],
      [30, 'us-west-2'],
      [30, 'eu-west-1'],
    ]);
    expect(records.every((record) => String(record['health_check_id']).includes('aws_route53_health_check'))).toBe(
      true,
    );
  });

  it('probes every critical public service of a region, each on its port and its own path', () => {
    const probes = probesOf(stackOf('prod-failover', (spec) => (spec.inference[1].tier = 'critical')));
    const first = probes.filter((check) => check['fqdn'] === 'us-east-1.chat.example.com');
    expect(first.map((check) => [check['port'], check['resource_path']])).toEqual([
      [443, '/health'],
      [8443, '/health'],
    ]);
  });

  it('makes a drained region unhealthy whatever its probes say', () => {
    const thresholds = (drained: boolean) =>
      values(
        stackOf('prod-failover', (spec) => (spec.regions[0].drained = drained)).resources('aws_route53_health_check'),
      )
        .filter((check) => check['type'] === 'CALCULATED')
        .map((check) => [(check['child_healthchecks'] as string[]).length, check['child_health_threshold']]);
    expect(thresholds(false)).toEqual([
      [3, 3],
      [3, 3],
      [3, 3],
    ]);
    expect(thresholds(true)).toEqual([
      [3, 4],
      [3, 3],
      [3, 3],
    ]);
  });

  it('gives every region a switch whose alarm is in another region', () => {
    const switches = values(stackOf('prod-failover').resources('aws_route53_health_check')).filter(
      (check) => check['insufficient_data_health_status'] === 'LastKnownStatus',
    );
    expect(switches.map((check) => [check['cloudwatch_alarm_name'], check['cloudwatch_alarm_region']])).toEqual([
      ['chat-prod-us-east-1-drained', 'us-west-2'],
      ['chat-prod-us-west-2-drained', 'us-east-1'],
      ['chat-prod-eu-west-1-drained', 'us-east-1'],
    ]);
    const alarms = (region: string) =>
      values(stackOf(`prod-${region}-cluster`).resources('aws_cloudwatch_metric_alarm')).map(
        (alarm) => alarm['alarm_name'],
      );
    expect(alarms('us-west-2')).toEqual(['chat-prod-us-east-1-drained']);
    expect(alarms('us-east-1')).toEqual(['chat-prod-us-west-2-drained', 'chat-prod-eu-west-1-drained']);
  });

  it('neither holds nor drains a region that has no other', () => {
    const checks = values(
      stackOf('prod-failover', (spec) => {
        spec.regions.splice(1);
      }).resources('aws_route53_health_check'),
    );
    expect(checks.map((check) => check['type']).sort()).toEqual(['CALCULATED', 'HTTPS']);
  });
});
