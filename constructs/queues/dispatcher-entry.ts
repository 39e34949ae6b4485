import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { Construct } from 'constructs';
import { dispatcherGroup } from './dispatcher-rights';

/** Inputs of a {@link DispatcherEntry}. */
export interface DispatcherEntryProps {
  readonly clusterName: string;
  /** Role of the pods that renew Kueue's access in the cluster that sends jobs. */
  readonly roleArn: string;
}

/** Lets the Kueue of another cluster in, as a member of a group whose rights are in this cluster's own objects. */
export class DispatcherEntry extends Construct {
  constructor(scope: Construct, id: string, { clusterName, roleArn }: DispatcherEntryProps) {
    super(scope, id);
    new EksAccessEntry(this, 'entry', {
      clusterName,
      principalArn: roleArn,
      type: 'STANDARD',
      kubernetesGroups: [dispatcherGroup],
    });
  }
}
