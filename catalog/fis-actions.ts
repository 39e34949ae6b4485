import type { Dated } from './table';

export const fisActionsAsOf: Dated = {
  asOf: '2026-11-27',
  source: 'AWS Fault Injection Service User Guide, "AWS FIS Actions reference" and "Targets for AWS FIS"',
};

/** Actions of AWS Fault Injection Service that drills use: the key of their target, and the resources that it names. */
export const fisActions = {
  /** Denies all traffic of subnets by network ACLs, which are put back at the end. */
  disruptConnectivity: {
    id: 'aws:network:disrupt-connectivity',
    target: 'Subnets',
    resourceType: 'aws:ec2:subnet',
  },
  terminateInstances: { id: 'aws:ec2:terminate-instances', target: 'Instances', resourceType: 'aws:ec2:instance' },
  deletePod: { id: 'aws:eks:pod-delete', target: 'Pods', resourceType: 'aws:eks:pod' },
  /** Drops the traffic of a port: to everybody outside, the process hangs. */
  blackholePort: { id: 'aws:eks:pod-network-blackhole-port', target: 'Pods', resourceType: 'aws:eks:pod' },
} as const;
