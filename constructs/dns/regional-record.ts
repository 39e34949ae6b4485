import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';

/** Inputs of a {@link RegionalRecord}. */
export interface RegionalRecordProps {
  /** Hosted zone of the host name. */
  readonly zoneId: string;
  /** Host name of one region's endpoint. */
  readonly hostName: string;
  /** DNS name of the region's load balancer. */
  readonly loadBalancerDnsName: string;
  /** Hosted zone of the load balancer's DNS name. */
  readonly loadBalancerZoneId: string;
}

/** Gives the load balancer of one region its host name, as an alias with a TTL of 60 seconds set by AWS. */
export class RegionalRecord extends Construct {
  /** Full host name. */
  readonly fqdn: string;

  constructor(scope: Construct, id: string, props: RegionalRecordProps) {
    super(scope, id);

    const record = new Route53Record(this, 'record', {
      zoneId: props.zoneId,
      name: props.hostName,
      type: 'A',
      alias: {
        name: props.loadBalancerDnsName,
        zoneId: props.loadBalancerZoneId,
        evaluateTargetHealth: true,
      },
    });

    this.fqdn = record.fqdn;
  }
}
