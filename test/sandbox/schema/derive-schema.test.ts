import { findBindings, readModules } from '../../../sandbox/schema/derive-bindings';
import { deriveSchema } from '../../../sandbox/schema/derive-schema';
import type { Block, ProviderSchema } from '../../../sandbox/schema/provider-schema';
import { itWithTerraform } from '../../support/terraform';
import { differences, type RealBlock, realAwsSchema } from './real-schema';
import { regenerate } from './regenerate';

const aws = deriveSchema('aws');
const helm = deriveSchema('helm');

/** Every type that the stacks of the examples contain. */
const usedResources = [
  'aws_acm_certificate',
  'aws_acm_certificate_validation',
  'aws_autoscaling_group_tag',
  'aws_autoscaling_schedule',
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_event_target',
  'aws_cloudwatch_log_group',
  'aws_cloudwatch_metric_alarm',
  'aws_default_security_group',
  'aws_ec2_subnet_cidr_reservation',
  'aws_ecr_lifecycle_policy',
  'aws_ecr_replication_configuration',
  'aws_ecr_repository',
  'aws_eip',
  'aws_eks_access_entry',
  'aws_eks_access_policy_association',
  'aws_eks_addon',
  'aws_eks_cluster',
  'aws_eks_node_group',
  'aws_eks_pod_identity_association',
  'aws_flow_log',
  'aws_fsx_data_repository_association',
  'aws_fsx_lustre_file_system',
  'aws_iam_role',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_internet_gateway',
  'aws_kms_alias',
  'aws_kms_key',
  'aws_launch_template',
  'aws_lb',
  'aws_lb_listener',
  'aws_lb_target_group',
  'aws_nat_gateway',
  'aws_route',
  'aws_route53_health_check',
  'aws_route53_record',
  'aws_route_table',
  'aws_route_table_association',
  'aws_s3_bucket',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_logging',
  'aws_s3_bucket_notification',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_replication_configuration',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_security_group',
  'aws_sns_topic',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'aws_sqs_queue',
  'aws_sqs_queue_policy',
  'aws_subnet',
  'aws_vpc',
  'aws_vpc_endpoint',
  'aws_vpc_security_group_egress_rule',
  'aws_vpc_security_group_ingress_rule',
];
const usedDataSources = ['aws_caller_identity', 'aws_eks_addon_version', 'aws_route53_zone'];

/** Types in which the bindings are written in unusual ways. */
const peculiarTypes = [
  'aws_appmesh_virtual_node', // a struct that is called like a map
  'aws_autoscaling_group', // the name of a struct collides with that of aws_autoscaling_group_tag
  'aws_bcmdataexports_export', // maps of maps
  'aws_cloudwatch_log_transformer', // blocks that are called like lists and maps
  'aws_datazone_environment_blueprint_configuration', // map of maps
  'aws_kendra_index', // numbers by name, read only
  'aws_lexv2models_bot_version', // objects by name
  'aws_medialive_channel', // structs in files of their own
  'aws_networkmanager_core_network_policy_document', // list of lists
  'aws_quicksight_data_set', // struct names that end in Map
  'aws_quicksight_dashboard', // an attribute that the generator skips
  'aws_wafv2_web_acl', // an attribute that the generator skips, in a set
];

describe('deriveSchema', () => {
  it('finds every type of the bindings', () => {
    expect(aws).toMatchObject({ source: 'hashicorp/aws', version: '6.25.0', protocol: 5 });
    expect(Object.keys(aws.resources)).toHaveLength(1581);
    expect(Object.keys(aws.dataSources)).toHaveLength(630);
    expect(helm).toMatchObject({ source: 'hashicorp/helm', version: '3.1.1', protocol: 6 });
    expect(Object.keys(helm.resources)).toEqual(['helm_release']);
    expect(Object.keys(helm.dataSources)).toEqual(['helm_template']);
  });

  it('tells what is required, optional and computed', () => {
    expect(aws.resources['aws_accessanalyzer_archive_rule']).toEqual({
      attributes: {
        analyzer_name: { type: 'string', required: true },
        id: { type: 'string', optional: true, computed: true },
        region: { type: 'string', optional: true, computed: true },
        rule_name: { type: 'string', required: true },
      },
      blocks: {
        filter: {
          nesting: 'set',
          minItems: 1,
          block: {
            attributes: {
              contains: { type: ['list', 'string'], optional: true, computed: true },
              criteria: { type: 'string', required: true },
              eq: { type: ['list', 'string'], optional: true, computed: true },
              exists: { type: 'string', optional: true, computed: true },
              neq: { type: ['list', 'string'], optional: true, computed: true },
            },
            blocks: {},
          },
        },
      },
    });
  });

  it('tells single blocks, blocks that occur at most once and attributes of objects apart', () => {
    const { attributes, blocks } = resource('aws_eks_cluster');
    expect(blocks['timeouts']).toMatchObject({
      nesting: 'single',
      block: { attributes: { create: { type: 'string' } } },
    });
    expect(blocks['vpc_config']).toMatchObject({ nesting: 'list', minItems: 1, maxItems: 1 });
    expect(blocks['vpc_config']?.block.attributes['subnet_ids']).toEqual({ type: ['set', 'string'], required: true });
    expect(attributes['certificate_authority']).toEqual({
      type: ['list', ['object', { data: 'string' }]],
      computed: true,
    });
    expect(resource('aws_security_group').attributes['ingress']).toEqual({
      type: [
        'set',
        [
          'object',
          {
            cidr_blocks: ['list', 'string'],
            description: 'string',
            from_port: 'number',
            ipv6_cidr_blocks: ['list', 'string'],
            prefix_list_ids: ['list', 'string'],
            protocol: 'string',
            security_groups: ['set', 'string'],
            self: 'bool',
            to_port: 'number',
          },
        ],
      ],
      optional: true,
      computed: true,
    });
  });

  it('tells the types of what can only be read', () => {
    expect(resource('aws_vpc').attributes['tags_all']).toEqual({
      type: ['map', 'string'],
      optional: true,
      computed: true,
    });
    expect(resource('aws_eks_pod_identity_association').attributes['tags_all']).toEqual({
      type: ['map', 'string'],
      computed: true,
    });
    expect(aws.dataSources['aws_kendra_index']?.attributes['document_metadata_configuration_updates']?.type).toEqual([
      'set',
      [
        'object',
        {
          name: 'string',
          relevance: [
            'list',
            [
              'object',
              {
                duration: 'string',
                freshness: 'bool',
                importance: 'number',
                rank_order: 'string',
                values_importance_map: ['map', 'number'],
              },
            ],
          ],
          search: [
            'list',
            ['object', { displayable: 'bool', facetable: 'bool', searchable: 'bool', sortable: 'bool' }],
          ],
          type: 'string',
        },
      ],
    ]);
  });

  it('serves what the generator skips as dynamic, which Terraform does not allow in sets', () => {
    expect(resource('aws_quicksight_dashboard').attributes['definition']).toMatchObject({ type: 'dynamic' });
    const rule = resource('aws_wafv2_web_acl').blocks['rule'];
    expect(rule).toMatchObject({ nesting: 'list', block: { attributes: { statement: { type: 'dynamic' } } } });
  });

  it('takes arguments for write-only that are called so and can be set', () => {
    const { attributes } = resource('aws_ssm_parameter');
    expect(attributes['value_wo']).toEqual({ type: 'string', optional: true, writeOnly: true });
    expect(attributes['has_value_wo']).toEqual({ type: 'bool', computed: true });
  });

  it('has the configuration of the provider without the alias that cdktf adds', () => {
    expect(aws.provider.attributes).not.toHaveProperty('alias');
    expect(aws.provider.blocks['default_tags']).toMatchObject({
      nesting: 'list',
      block: { attributes: { tags: { type: ['map', 'string'], optional: true } } },
    });
    expect(helm.provider.attributes['registries']).toEqual({
      nested: {
        nesting: 'list',
        attributes: {
          password: { type: 'string', required: true },
          url: { type: 'string', required: true },
          username: { type: 'string', required: true },
        },
      },
      optional: true,
    });
  });

  it('nests attributes with flags of their own where the protocol has them', () => {
    expect(helm.resources['helm_release']?.attributes['set']?.nested).toMatchObject({
      nesting: 'list',
      attributes: {
        name: { type: 'string', required: true },
        value: { type: 'string', optional: true },
      },
    });
    expect(helm.resources['helm_release']?.blocks).toEqual({});
  });
});

// All types take ten seconds: npm run test:schema
describe('the bindings that cdktf generates from a derived schema', () => {
  const allTypes = process.env['NINEFOLD_ALL_TYPES'] !== undefined;

  /**
   * Lines that are only in the installed file or only in the generated one. What the generator skips was a block, which
   * comes after the attributes, and makes a list of the set that it is in.
   */
  const knownDifferences: Readonly<Record<string, readonly string[]>> = {
    'quicksight-dashboard/index.ts': [],
    'wafv2-rule-group/index.ts': [
      '-  private _rule = new Wafv2RuleGroupRuleList(this, "rule", true);',
      '-        type: "set",',
      '+        type: "list",',
      '+  private _rule = new Wafv2RuleGroupRuleList(this, "rule", false);',
    ],
    'wafv2-web-acl/index.ts': [
      '-  private _rule = new Wafv2WebAclRuleList(this, "rule", true);',
      '-        type: "set",',
      '+        type: "list",',
      '+  private _rule = new Wafv2WebAclRuleList(this, "rule", false);',
    ],
  };

  it(allTypes ? 'are the installed ones of aws' : 'are the installed ones of aws, for the types in use', async () => {
    const sample = allTypes ? aws : only(aws, [...usedResources, ...usedDataSources, ...peculiarTypes]);
    const { missing, changed } = compareWithInstalled('aws', await regenerate(sample, '~> 6.0'));
    expect(Object.fromEntries(changed)).toEqual(
      allTypes ? knownDifferences : pick(knownDifferences, [...changed.keys()]),
    );
    if (allTypes) expect(missing).toEqual([]);
  }, 60_000);

  it('are the installed ones of helm', async () => {
    const { missing, changed } = compareWithInstalled('helm', await regenerate(helm, '~> 3.0'));
    expect({ missing, changed: [...changed.keys()] }).toEqual({ missing: [], changed: [] });
  });
});

describe('a schema derived from the bindings of aws 6.25, and that of a real provider of 5.100', () => {
  /** What became optional or computed, or no longer is, between the two versions. */
  const knownDifferences = [
    'aws_eks_cluster.compute_config.enabled: bool optional computed, really bool optional',
    'aws_eks_cluster.kubernetes_network_config.elastic_load_balancing.enabled: bool optional computed, really bool optional',
    'aws_eks_cluster.storage_config.block_storage.enabled: bool optional computed, really bool optional',
    'aws_nat_gateway.secondary_allocation_ids: ["set","string"] optional computed, really ["set","string"] optional',
    'aws_nat_gateway.subnet_id: string optional, really string required',
    'aws_s3_bucket.region: string optional computed, really string computed',
    'aws_s3_bucket_lifecycle_configuration.rule.noncurrent_version_expiration.newer_noncurrent_versions: number optional, really number optional computed',
    'aws_s3_bucket_lifecycle_configuration.rule.noncurrent_version_transition.newer_noncurrent_versions: number optional, really number optional computed',
    'data.aws_route53_zone.vpc_id: string optional, really string optional computed',
  ];

  itWithTerraform(
    'agree about every attribute and block that both have, for the types in use',
    () => {
      const real = realAwsSchema();
      const found = [
        ...usedResources.flatMap((type) => compare(type, aws.resources[type], real.resource_schemas[type])),
        ...usedDataSources.flatMap((type) =>
          compare(`data.${type}`, aws.dataSources[type], real.data_source_schemas[type]),
        ),
        ...differences('provider', aws.provider, real.provider.block),
      ];
      expect(found).toEqual(knownDifferences);
    },
    60_000,
  );
});

function compare(path: string, derived: Block | undefined, real: { readonly block: RealBlock } | undefined): string[] {
  if (derived === undefined || real === undefined) throw new Error(`${path} is missing`);
  return differences(path, derived, real.block);
}

function resource(type: string): Block {
  const block = aws.resources[type];
  if (block === undefined) throw new Error(`no such type: ${type}`);
  return block;
}

function only(schema: ProviderSchema, types: readonly string[]): ProviderSchema {
  return { ...schema, resources: pick(schema.resources, types), dataSources: pick(schema.dataSources, types) };
}

function pick<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => keys.includes(key)));
}

/** Installed files that were not generated, and the lines in which generated ones differ from the installed ones. */
function compareWithInstalled(provider: 'aws' | 'helm', generated: ReadonlyMap<string, string>) {
  const missing: string[] = [];
  const changed = new Map<string, string[]>();
  for (const { name, files } of readModules(findBindings(provider))) {
    for (const [path, text] of files) {
      const file = `${name}/${path}`;
      const counterpart = generated.get(file);
      if (counterpart === undefined) missing.push(file);
      else if (withoutDocs(text) !== withoutDocs(counterpart)) changed.set(file, changedLines(text, counterpart));
    }
  }
  return { missing, changed };
}

/** Schemas that are derived have no descriptions. */
function withoutDocs(text: string): string {
  return text.replace(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '').trim();
}

/** Lines that one text has more often than the other, wherever they are. */
function changedLines(installed: string, generated: string): string[] {
  const count = new Map<string, number>();
  for (const line of withoutDocs(installed).split('\n')) count.set(line, (count.get(line) ?? 0) + 1);
  for (const line of withoutDocs(generated).split('\n')) count.set(line, (count.get(line) ?? 0) - 1);
  return [...count]
    .filter(([, surplus]) => surplus !== 0)
    .map(([line, surplus]) => `${surplus > 0 ? '-' : '+'}${line}`);
}
