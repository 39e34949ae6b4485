import type { Metadata } from '../manifest';

/** Taint of a node. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** A condition on the nodes that Karpenter starts. */
export interface NodeRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn';
  readonly values: readonly string[];
}

/** `karpenter.sh/v1`. Source: CustomResourceDefinition of Karpenter 1.14, the fields that Ninefold sets. */
export interface NodePool {
  readonly apiVersion: 'karpenter.sh/v1';
  readonly kind: 'NodePool';
  readonly metadata: Metadata;
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly nodeClassRef: {
          readonly group: 'karpenter.k8s.aws';
          readonly kind: 'EC2NodeClass';
          readonly name: string;
        };
        readonly requirements: readonly NodeRequirement[];
        readonly taints: readonly Taint[];
        /** Age at which a node is replaced: a duration such as `720h`, or `Never`. */
        readonly expireAfter: string;
      };
    };
    readonly disruption: {
      readonly consolidationPolicy: 'WhenEmpty' | 'WhenEmptyOrUnderutilized';
      readonly consolidateAfter: string;
      readonly budgets: readonly { readonly nodes: string }[];
    };
    /** 1 to 100: of the pools that a pod can use, the one with the highest weight is tried first. */
    readonly weight?: number;
    /** The most that all nodes of the pool have together, by resource. */
    readonly limits: Readonly<Record<string, string>>;
  };
}

/** `karpenter.k8s.aws/v1`. Source: CustomResourceDefinition of Karpenter 1.14, the fields that Ninefold sets. */
export interface Ec2NodeClass {
  readonly apiVersion: 'karpenter.k8s.aws/v1';
  readonly kind: 'EC2NodeClass';
  readonly metadata: Metadata;
  readonly spec: {
    readonly amiSelectorTerms: readonly { readonly alias: string }[];
    readonly role: string;
    readonly subnetSelectorTerms: readonly { readonly id: string }[];
    readonly securityGroupSelectorTerms: readonly { readonly id: string }[];
    readonly capacityReservationSelectorTerms?: readonly { readonly id: string }[];
    readonly instanceStorePolicy?: 'RAID0';
    readonly blockDeviceMappings: readonly {
      readonly deviceName: string;
      readonly rootVolume: boolean;
      readonly ebs: {
        readonly volumeSize: string;
        readonly volumeType: 'gp3';
        readonly encrypted: boolean;
        readonly deleteOnTermination: boolean;
      };
    }[];
    readonly metadataOptions: {
      readonly httpEndpoint: 'enabled';
      readonly httpTokens: 'required';
      readonly httpPutResponseHopLimit: number;
    };
    readonly kubelet: { readonly maxPods: number };
    readonly detailedMonitoring: boolean;
    readonly tags: Readonly<Record<string, string>>;
  };
}
