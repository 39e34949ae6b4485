/** How the ARN of an object of one type looks, and what Terraform imports it by. */
interface ArnForm {
  readonly service: string;
  /** Matches what comes after the account; the first group is the identifier. */
  readonly resource: RegExp;
  /** The id for `terraform import`. @default the identifier in the ARN */
  readonly importId?: (arn: Arn) => string;
}

interface Arn {
  readonly text: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const wholeArn = ({ text }: Arn) => text;

/**
 * Types whose identifier AWS invents, and which have tags from the moment of their creation; only health checks get
 * them by a second call.
 * Sources: Service Authorization Reference, "Resource types" of each service; hashicorp/aws 5.100, section "Import" of
 * each type.
 */
const arnForms: Readonly<Record<string, ArnForm>> = {
  aws_acm_certificate: { service: 'acm', resource: /^certificate\/(.+)$/, importId: wholeArn },
  aws_eip: { service: 'ec2', resource: /^elastic-ip\/(.+)$/ },
  // Stacks give a node group only the beginning of its name, so that its replacement can come first.
  aws_eks_node_group: {
    service: 'eks',
    resource: /^nodegroup\/([^/]+\/[^/]+)\/[^/]+$/,
    importId: ({ resource }) => resource.split('/').slice(1, 3).join(':'),
  },
  aws_eks_pod_identity_association: {
    service: 'eks',
    resource: /^podidentityassociation\/[^/]+\/([^/]+)$/,
    importId: ({ resource }) => resource.split('/').slice(1).join(','),
  },
  aws_flow_log: { service: 'ec2', resource: /^vpc-flow-log\/(.+)$/ },
  aws_fsx_data_repository_association: { service: 'fsx', resource: /^association\/(?:[^/]+\/)?([^/]+)$/ },
  aws_fsx_lustre_file_system: { service: 'fsx', resource: /^file-system\/(.+)$/ },
  aws_internet_gateway: { service: 'ec2', resource: /^internet-gateway\/(.+)$/ },
  aws_kms_key: { service: 'kms', resource: /^key\/(.+)$/ },
  aws_launch_template: { service: 'ec2', resource: /^launch-template\/(.+)$/ },
  aws_lb: { service: 'elasticloadbalancing', resource: /^(loadbalancer\/(?:app|net)\/.+)$/, importId: wholeArn },
  aws_lb_listener: { service: 'elasticloadbalancing', resource: /^(listener\/(?:app|net)\/.+)$/, importId: wholeArn },
  aws_lb_target_group: { service: 'elasticloadbalancing', resource: /^(targetgroup\/.+)$/, importId: wholeArn },
  aws_nat_gateway: { service: 'ec2', resource: /^natgateway\/(.+)$/ },
  aws_route53_health_check: { service: 'route53', resource: /^healthcheck\/(.+)$/ },
  aws_route_table: { service: 'ec2', resource: /^route-table\/(.+)$/ },
  aws_security_group: { service: 'ec2', resource: /^security-group\/(.+)$/ },
  aws_sns_topic: { service: 'sns', resource: /^([^:]+)$/, importId: wholeArn },
  aws_sqs_queue: {
    service: 'sqs',
    resource: /^(.+)$/,
    importId: ({ region, account, resource }) => `https://sqs.${region}.amazonaws.com/${account}/${resource}`,
  },
  aws_subnet: { service: 'ec2', resource: /^subnet\/(.+)$/ },
  aws_vpc: { service: 'ec2', resource: /^vpc\/(.+)$/ },
  aws_vpc_endpoint: { service: 'ec2', resource: /^vpc-endpoint\/(.+)$/ },
  aws_vpc_security_group_egress_rule: { service: 'ec2', resource: /^security-group-rule\/(.+)$/ },
  aws_vpc_security_group_ingress_rule: { service: 'ec2', resource: /^security-group-rule\/(.+)$/ },
};

/** Types whose objects can be found by their tags. */
export const taggedTypes: readonly string[] = Object.keys(arnForms);

/** What an ARN says about an object of a type. */
interface ArnIdentity {
  readonly importId: string;
  /** What the ARN calls the object; Terraform has it as `id`, `association_id` or the like. */
  readonly identifier: string;
}

/** Undefined if no object of the type has such an ARN. */
export function identityIn(type: string, text: string): ArnIdentity | undefined {
  const form = arnForms[type];
  const arn = parseArn(text);
  if (form === undefined || arn?.service !== form.service) return undefined;
  const identifier = form.resource.exec(arn.resource)?.[1];
  return identifier === undefined ? undefined : { identifier, importId: form.importId?.(arn) ?? identifier };
}

function parseArn(text: string): Arn | undefined {
  const [start, , service, region, account, ...rest] = text.split(':');
  if (start !== 'arn' || service === undefined || region === undefined || account === undefined) return undefined;
  return { text, service, region, account, resource: rest.join(':') };
}
