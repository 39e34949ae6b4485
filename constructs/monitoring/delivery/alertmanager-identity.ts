import { Construct } from 'constructs';
import { charts } from '../../../catalog/charts';
import { boundedName } from '../../../catalog/name-limits';
import { PodIdentityRole } from '../../cluster/pod-identity-role';
import { policyDocument } from '../../security/policy-document';
import { alertmanagerAccount } from './alertmanager-config';

/** A topic that Alertmanager publishes to, and the key of its messages. */
export interface PublishedTopic {
  readonly topicArn: string;
  readonly region: string;
  /** The key by its ARN; where it cannot be known, as in another region, by its alias, with `alias/`. */
  readonly key: { readonly arn: string } | { readonly alias: string };
}

/** Inputs of an {@link AlertmanagerIdentity}. */
export interface AlertmanagerIdentityProps {
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  readonly accountId: string;
  /** By name; at least one. */
  readonly topics: Readonly<Record<string, PublishedTopic>>;
}

/**
 * What Alertmanager may do in AWS: publish to its topics, and use their keys for that and for nothing else.
 *
 * The pods run as `monitoring/alertmanager`.
 * Source: Amazon SNS Developer Guide, "Setting up Amazon SNS topic encryption with server-side encryption" (permissions
 * of publishers); AWS KMS Developer Guide, "kms:ViaService" and "kms:ResourceAliases".
 */
export class AlertmanagerIdentity extends Construct {
  constructor(scope: Construct, id: string, props: AlertmanagerIdentityProps) {
    super(scope, id);
    const { clusterName, namePrefix, accountId, topics } = props;
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', namePrefix, 'alertmanager'),
      clusterName,
      namespace: charts['kube-prometheus-stack'].namespace,
      serviceAccount: alertmanagerAccount,
      policies: Object.fromEntries(
        Object.entries(topics).map(([name, topic]) => [`publish-${name}`, publishPolicy(topic, accountId)]),
      ),
    });
  }
}

function publishPolicy({ topicArn, region, key }: PublishedTopic, accountId: string): object {
  const throughSns = { StringEquals: { 'kms:ViaService': `sns.${region}.amazonaws.com` } };
  return policyDocument([
    { Effect: 'Allow', Action: 'sns:Publish', Resource: topicArn },
    {
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: 'arn' in key ? key.arn : `arn:aws:kms:${region}:${accountId}:key/*`,
      Condition:
        'arn' in key ? throughSns : { ...throughSns, 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': key.alias } },
    },
  ]);
}
