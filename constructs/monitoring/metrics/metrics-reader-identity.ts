import { Construct } from 'constructs';
import { charts } from '../../../catalog/charts';
import { boundedName } from '../../../catalog/name-limits';
import { PodIdentityRole } from '../../cluster/pod-identity-role';
import { policyDocument } from '../../security/policy-document';
import { cloudWatchExporter } from './load-balancer-metrics';

/** Inputs of a {@link MetricsReaderIdentity}. */
export interface MetricsReaderIdentityProps {
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  readonly region: string;
}

/**
 * What the exporter of CloudWatch's metrics may do: read the values of metrics in its region. CloudWatch knows no
 * resources for that, so it cannot be bounded to one load balancer.
 *
 * The pods run as `monitoring/cloudwatch-exporter`.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon CloudWatch"; 2026-11.
 */
export class MetricsReaderIdentity extends Construct {
  constructor(scope: Construct, id: string, { clusterName, namePrefix, region }: MetricsReaderIdentityProps) {
    super(scope, id);
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', namePrefix, cloudWatchExporter),
      clusterName,
      namespace: charts['prometheus-yet-another-cloudwatch-exporter'].namespace,
      serviceAccount: cloudWatchExporter,
      policies: {
        'read-metrics': policyDocument([
          {
            Effect: 'Allow',
            Action: 'cloudwatch:GetMetricStatistics',
            Resource: '*',
            Condition: { StringEquals: { 'aws:RequestedRegion': region } },
          },
        ]),
      },
    });
  }
}
