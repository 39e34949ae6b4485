import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type { Construct } from 'constructs';
import { Heartbeat } from '../constructs/monitoring/delivery/heartbeat';
import { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import { type HeartbeatPlan, heartbeatClocks } from '../planner/environment/monitoring-plan';
import type { RegionPlan } from '../planner/environment/region-plan';
import { prepareStack, stackName } from './stack';

/**
 * What another region has to hear a region's heartbeat. It is a stack of its own because everything in it is in that other
 * region: were it part of a regional stack, one impaired region would keep another from being planned. It comes after the
 * platform that sends the heartbeat, and goes before it, so that nobody is told of a silence that is none. The
 * region that hears is part of its name: another one means other objects, and nothing moves between regions.
 */
export class HeartbeatStack extends TerraformStack {
  constructor(
    scope: Construct,
    environment: Environment,
    region: RegionPlan,
    plan: HeartbeatPlan,
    platform: TerraformStack,
  ) {
    super(scope, `${stackName(environment, 'heartbeat', region.name)}-in-${plan.heardIn}`);
    this.addDependency(platform);
    prepareStack(this, environment, 'heartbeat', plan.heardIn);
    new Heartbeat(this, 'heartbeat', {
      topicName: plan.topic,
      keyName: plan.key,
      clusterName: region.cluster.name,
      sends: region.name,
      hears: plan.heardIn,
      accountId: new DataAwsCallerIdentity(this, 'account').accountId,
      silenceSeconds: heartbeatClocks.silence.seconds,
      emails: environment.monitoring.alarmEmails,
    });
  }
}
