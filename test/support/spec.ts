import type { Environment } from '../../planner/environment/environment';
import { resolve } from '../../planner/resolve/resolve';
import type { Rule, Subject } from '../../planner/rules/rule';
import { formatPath } from '../../schemas/finding';
import { validateProject } from '../../schemas/validate-project';

// biome-ignore lint/suspicious/noExplicitAny: tests edit raw specs freely, wrong ones too.
export type Spec = any;

/** Day as of which tests judge expiries. */
export const today = '2026-11-23';

/** A valid spec that uses every part of the format and that no rule has anything to say about. */
export function baseSpec(): Spec {
  return {
    apiVersion: 'ninefold/v1alpha1',
    kind: 'Project',
    name: 'chat',
    environment: 'prod',
    owner: 'llm-platform',
    tags: { 'cost-center': '1042' },
    regions: [
      { name: 'us-east-1', role: 'active', cidr: '10.10.0.0/16' },
      { name: 'us-west-2', role: 'active', cidr: '10.20.0.0/16' },
      { name: 'eu-west-1', role: 'standby', cidr: '10.30.0.0/16' },
    ],
    cluster: { version: '1.35', access: { publicCidrs: [], admins: ['arn:aws:iam::111122223333:role/platform'] } },
    pools: [
      { name: 'serve', instanceTypes: ['g5.12xlarge', 'g5.24xlarge'], nodes: { min: 2, max: 12 } },
      {
        name: 'train',
        regions: ['us-east-1'],
        instanceTypes: ['p4d.24xlarge'],
        capacity: {
          type: 'capacity-block',
          reservation: 'cr-0123456789abcdef0',
          zone: 'use1-az4',
          ends: '2026-12-31T00:00:00Z',
        },
        nodes: { min: 2, max: 2 },
      },
    ],
    storage: { lustre: { capacity: '4800GiB', regions: ['us-east-1'] } },
    models: [{ name: 'qwen', source: 'modelscope://qwen/Qwen-7B-Chat', revision: 'v1.1.9' }],
    training: [
      {
        name: 'dpo',
        model: 'qwen',
        method: 'dpo',
        dataset: ['s3://acme-data/preferences.jsonl'],
        pool: 'train',
        nodes: 2,
      },
    ],
    inference: [
      {
        name: 'chat',
        model: 'qwen',
        engine: 'vllm',
        pool: 'serve',
        tier: 'critical',
        replicas: { min: 2, max: 12 },
        apiKey: { secret: 'prod/chat-key' },
      },
      {
        name: 'tuned',
        model: { training: 'dpo', revision: 'dpo-20261101' },
        engine: 'sglang',
        pool: 'serve',
        parallelism: { tensor: 4 },
        apiKey: { secret: 'prod/chat-key' },
      },
    ],
    modules: [{ name: 'log-analysis', tier: 'sheddable' }],
    dns: { zone: 'example.com', host: 'chat.example.com' },
    monitoring: {
      receivers: [
        { name: 'oncall', type: 'pagerduty', secret: 'prod/pagerduty' },
        { name: 'team', type: 'email', address: 'oncall@example.com' },
      ],
      slos: [{ service: 'chat', ttft: '2.5s', target: 99 }],
    },
    state: { backend: 's3', bucket: 'acme-terraform-state', region: 'us-east-2' },
    budget: { monthly: 100000 },
  };
}

/** A changed copy of the base spec. */
export function specWith(change: (spec: Spec) => void): Spec {
  const spec = baseSpec();
  change(spec);
  return spec;
}

/** What rules judge of a spec, which must satisfy the schema and stays as it is. */
export function subjectOf(spec: Spec): Subject {
  const result = validateProject(structuredClone(spec));
  if ('violations' in result) {
    throw new Error(`the spec of this test breaks the schema: ${JSON.stringify(result.violations, null, 1)}`);
  }
  return { project: result.project, environment: resolve(result.project), today };
}

/** The environment of a changed copy of the base spec. */
export function environmentOf(change: (spec: Spec) => void = () => {}): Environment {
  return subjectOf(specWith(change)).environment;
}

/** Runs rules over a spec, which must satisfy the schema, and returns `<path>` of each violation by rule id. */
export function violationsOf(spec: Spec, rules: readonly Rule[]): Record<string, string[]> {
  const subject = subjectOf(spec);
  const byRule: Record<string, string[]> = {};
  for (const rule of rules) {
    const paths = rule.check(subject).map((violation) => formatPath(violation.path));
    if (paths.length > 0) byRule[rule.id] = paths;
  }
  return byRule;
}

/** A spec that breaks one rule, and its nearest neighbour that does not. */
export interface RuleCase {
  readonly rule: string;
  /** Completes "fires when …". */
  readonly when: string;
  readonly broken: (spec: Spec) => void;
  /** Where the rule must point at. */
  readonly at: readonly string[];
  readonly fixed: (spec: Spec) => void;
}

/** Tests every case of an area, and that every rule of the area has one. */
export function testRules(area: readonly Rule[], cases: readonly RuleCase[]): void {
  test.each(cases.map((c) => [`${c.rule} fires when ${c.when}`, c] as const))('%s', (_title, c) => {
    expect(violationsOf(specWith(c.broken), area)[c.rule]).toEqual(c.at);
  });

  test.each(cases.map((c) => [`${c.rule} stays silent on the neighbour of: ${c.when}`, c] as const))(
    '%s',
    (_title, c) => {
      expect(violationsOf(specWith(c.fixed), area)[c.rule]).toBeUndefined();
    },
  );

  it('has a case for every rule', () => {
    expect([...new Set(cases.map((c) => c.rule))].sort()).toEqual(area.map((rule) => rule.id).sort());
  });

  it('says nothing about the base spec', () => {
    expect(violationsOf(baseSpec(), area)).toEqual({});
  });
}
