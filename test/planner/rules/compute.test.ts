import { computeRules } from '../../../planner/rules/compute';
import { type RuleCase, type Spec, specWith, testRules, violationsOf } from '../../support/spec';

/** The pools of the base spec: `serve`, on demand in all regions, and `train`, a capacity block in us-east-1. */
const serve = (spec: Spec) => spec.pools[0];
const train = (spec: Spec) => spec.pools[1];

/** Lets the job of the base spec run on two nodes of the pool `serve`. */
function trainOnServe(spec: Spec): void {
  spec.training[0].pool = 'serve';
}

/** A canary and a full training, each with weights of 39 GiB beside others of 30 GiB, on nodes without local disks. */
function trainBesideCanary(spec: Spec): void {
  serve(spec).instanceTypes = ['g5g.16xlarge'];
  spec.models[0].size = '30GiB';
  spec.models.push({ name: 'large', source: 's3://acme-models/large', revision: 'v1', size: '39GiB' });
  spec.inference[0].canary = { weight: 10, model: 'large' };
  trainOnServe(spec);
  spec.training[0].tuner = 'full';
  spec.training[0].referenceModel = 'large';
}

const cases: readonly RuleCase[] = [
  {
    rule: 'compute/unknown-instance-type',
    when: 'a pool misspells an instance type',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge', 'g5.13xlarge'];
    },
    at: ['pools[0].instanceTypes[1]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge', 'g5.24xlarge'];
    },
  },
  {
    rule: 'compute/unknown-instance-type',
    when: 'a pool names a fraction of a GPU',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g6f.xlarge'];
    },
    at: ['pools[0].instanceTypes[0]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g6.xlarge'];
    },
  },
  {
    rule: 'compute/no-accelerator',
    when: 'a pool names an instance type without GPUs',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge', 'm7i.xlarge'];
    },
    at: ['pools[0].instanceTypes[1]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge'];
      spec.cluster.systemPool = { instanceTypes: ['m7i.xlarge'] };
    },
  },
  {
    rule: 'compute/mixed-accelerators',
    when: 'the types of a pool differ in the number of GPUs',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge', 'g5.24xlarge', 'g5.48xlarge', 'g5.xlarge'];
    },
    at: ['pools[0].instanceTypes[2]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5.xlarge', 'g5.2xlarge', 'g5.16xlarge'];
    },
  },
  {
    rule: 'compute/mixed-accelerators',
    when: 'the types of a pool differ in the GPU model',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge', 'g6.12xlarge'];
    },
    at: ['pools[0].instanceTypes[1]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g6.4xlarge', 'gr6.4xlarge'];
    },
  },
  {
    rule: 'compute/mixed-accelerators',
    when: 'the types of a pool differ in the GPU memory',
    broken: (spec) => {
      serve(spec).instanceTypes = ['p4de.24xlarge', 'p4d.24xlarge'];
    },
    at: ['pools[0].instanceTypes[1]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['p5e.48xlarge', 'p5en.48xlarge'];
    },
  },
  {
    rule: 'compute/node-range',
    when: 'a pool has a larger minimum than maximum',
    broken: (spec) => {
      serve(spec).nodes = { min: 13, max: 12 };
    },
    at: ['pools[0].nodes.min'],
    fixed: (spec) => {
      serve(spec).nodes = { min: 12, max: 12 };
    },
  },
  {
    rule: 'compute/node-range',
    when: 'a pool waits with more nodes than it may have',
    broken: (spec) => {
      serve(spec).nodes = { min: 2, max: 12, standby: 13 };
    },
    at: ['pools[0].nodes.standby'],
    fixed: (spec) => {
      serve(spec).nodes = { min: 2, max: 12, standby: 12 };
    },
  },
  {
    rule: 'compute/custom-ami',
    when: 'the driver of the EKS images is too old for a type',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g7.12xlarge'];
    },
    at: ['pools[0].instanceTypes[0]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g7e.12xlarge'];
    },
  },
  {
    rule: 'compute/custom-ami',
    when: 'a type has AMD GPUs',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g4ad.16xlarge'];
    },
    at: ['pools[0].instanceTypes[0]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g4dn.12xlarge'];
    },
  },
  {
    rule: 'compute/image-architecture',
    when: 'ms-swift trains and LMDeploy serves on Graviton nodes',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5g.16xlarge', 'g5g.metal'];
      trainOnServe(spec);
      spec.inference[0].engine = 'lmdeploy';
      spec.inference[1].canary = { weight: 10, engine: 'lmdeploy' };
    },
    at: ['training[0].pool', 'inference[0].pool', 'inference[1].canary.engine'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5g.16xlarge', 'g5g.metal'];
      spec.inference[1].canary = { weight: 10, engine: 'vllm' };
    },
  },
  {
    rule: 'compute/image-architecture',
    when: 'an evaluation asks a service from Graviton system nodes, and another one takes Graviton GPU nodes',
    broken: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['m7g.xlarge'] };
      spec.pools.push({ name: 'arm', instanceTypes: ['g5g.16xlarge'], nodes: { min: 0, max: 1 } });
      spec.evaluation = [
        { name: 'asking', service: 'chat', benchmarks: ['mmlu'] },
        { name: 'serving', model: 'qwen', pool: 'arm', benchmarks: ['mmlu'] },
      ];
    },
    at: ['evaluation[0].service', 'evaluation[1].pool'],
    fixed: (spec) => {
      spec.cluster.systemPool = { instanceTypes: ['m7g.xlarge'] };
      spec.pools.push({ name: 'arm', instanceTypes: ['g5g.16xlarge'], nodes: { min: 0, max: 1 } });
      spec.evaluation = [
        { name: 'asking', service: 'chat', benchmarks: ['mmlu'], image: 'registry.example.com/swift:4.4.3-arm64' },
        { name: 'serving', model: 'qwen', pool: 'serve', benchmarks: ['mmlu'] },
      ];
    },
  },
  {
    rule: 'compute/accelerator-for-workload',
    when: 'services run on Inferentia and a job on Trainium',
    broken: (spec) => {
      serve(spec).instanceTypes = ['inf2.24xlarge'];
      train(spec).instanceTypes = ['trn1.32xlarge'];
    },
    at: ['training[0].pool', 'inference[0].pool', 'inference[1].pool'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g6.24xlarge'];
      train(spec).instanceTypes = ['p5.48xlarge'];
    },
  },
  {
    rule: 'compute/karpenter-instance-type',
    when: 'Karpenter is to start instances whose GPU EC2 does not report',
    broken: (spec) => {
      serve(spec).instanceTypes = ['p5.4xlarge'];
      serve(spec).provisioner = 'karpenter';
    },
    at: ['pools[0].instanceTypes[0]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['p5.4xlarge'];
      serve(spec).provisioner = 'managed';
    },
  },
  {
    rule: 'compute/single-type-pool',
    when: 'an on-demand pool of a production environment has one instance type',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge'];
    },
    at: ['pools[0].instanceTypes'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge'];
      spec.environment = 'staging';
    },
  },
  {
    rule: 'compute/single-type-pool',
    when: 'a Spot pool has one instance type',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge'];
      serve(spec).capacity = 'spot';
    },
    at: ['pools[0].instanceTypes'],
    fixed: (spec) => {
      serve(spec).regions = ['us-west-2'];
      serve(spec).instanceTypes = ['g5.12xlarge'];
      serve(spec).capacity = { type: 'reservation', reservation: 'cr-0fedcba9876543210', zone: 'usw2-az1' };
    },
  },
  {
    rule: 'compute/efa-unsupported',
    when: 'EFA is enabled and a type has none',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g6.4xlarge', 'gr6.8xlarge'];
      serve(spec).efa = 'enabled';
    },
    at: ['pools[0].efa'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g6.8xlarge', 'gr6.8xlarge'];
      serve(spec).efa = 'enabled';
    },
  },
  {
    rule: 'compute/efa-zones',
    when: 'a pool with EFA lists two zones of a region',
    broken: (spec) => {
      serve(spec).efa = 'enabled';
      serve(spec).zones = ['use1-az1', 'usw2-az1', 'euw1-az1', 'use1-az2'];
    },
    at: ['pools[0].zones[3]'],
    fixed: (spec) => {
      serve(spec).efa = 'enabled';
      serve(spec).zones = ['use1-az1', 'usw2-az1', 'euw1-az1'];
    },
  },
  {
    rule: 'compute/efa-zones',
    when: 'a job over several nodes switches EFA on in a pool with two zones',
    broken: (spec) => {
      trainOnServe(spec);
      serve(spec).regions = ['us-east-1'];
      serve(spec).zones = ['use1-az1', 'use1-az2'];
    },
    at: ['pools[0].zones[1]'],
    fixed: (spec) => {
      serve(spec).regions = ['us-east-1'];
      serve(spec).zones = ['use1-az1', 'use1-az2'];
    },
  },
  {
    rule: 'compute/efa-disabled',
    when: 'a job spans nodes of a pool whose EFA is disabled',
    broken: (spec) => {
      train(spec).efa = 'disabled';
    },
    at: ['pools[1].efa'],
    fixed: (spec) => {
      train(spec).efa = 'disabled';
      spec.training[0].nodes = 1;
    },
  },
  {
    rule: 'compute/efa-missing',
    when: 'a job spans nodes of a pool with a type without EFA',
    broken: (spec) => {
      trainOnServe(spec);
      serve(spec).instanceTypes = ['g5.8xlarge', 'g5.4xlarge'];
    },
    at: ['pools[0].instanceTypes[1]'],
    fixed: (spec) => {
      trainOnServe(spec);
      serve(spec).instanceTypes = ['g5.8xlarge', 'g5.16xlarge'];
    },
  },
  {
    rule: 'compute/efa-missing',
    when: 'a replica spans nodes of a pool without EFA',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g6e.xlarge', 'g6e.4xlarge'];
      spec.inference[1].parallelism = { tensor: 1, pipeline: 2 };
    },
    at: ['pools[0].instanceTypes[0]'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g6e.xlarge', 'g6e.4xlarge'];
      spec.inference[1].parallelism = { tensor: 1, pipeline: 1 };
    },
  },
  {
    rule: 'compute/unknown-zone',
    when: 'a pool lists a zone of another region',
    broken: (spec) => {
      serve(spec).regions = ['us-east-1'];
      serve(spec).zones = ['use1-az1', 'usw2-az1'];
    },
    at: ['pools[0].zones[1]'],
    fixed: (spec) => {
      serve(spec).regions = ['us-east-1', 'us-west-2'];
      serve(spec).zones = ['use1-az1', 'usw2-az1'];
    },
  },
  {
    rule: 'compute/unknown-zone',
    when: 'the network has no subnets in a zone of a pool',
    broken: (spec) => {
      serve(spec).regions = ['us-east-1'];
      serve(spec).zones = ['use1-az5', 'use1-az6'];
      spec.regions[0].zones = ['use1-az4', 'use1-az5'];
    },
    at: ['pools[0].zones[1]'],
    fixed: (spec) => {
      serve(spec).regions = ['us-east-1'];
      serve(spec).zones = ['use1-az5', 'use1-az6'];
      spec.regions[0].zones = ['use1-az4', 'use1-az5', 'use1-az6'];
    },
  },
  {
    rule: 'compute/missing-zone',
    when: 'a pool lists zones of some of its regions only',
    broken: (spec) => {
      serve(spec).zones = ['use1-az1', 'usw2-az1'];
    },
    at: ['pools[0].zones'],
    fixed: (spec) => {
      serve(spec).zones = ['use1-az1', 'usw2-az1', 'euw1-az1'];
    },
  },
  {
    rule: 'compute/reserved-label',
    when: 'a pool sets labels of Kubernetes, EKS, Karpenter and Ninefold',
    broken: (spec) => {
      serve(spec).labels = {
        'topology.kubernetes.io/zone': 'a',
        'kubernetes.io/arch': 'amd64',
        'eks.amazonaws.com/nodegroup': 'x',
        'karpenter.sh/nodepool': 'x',
        'ninefold.dev/pool': 'x',
        'nvidia.com/gpu.present': 'false',
      };
    },
    at: [
      'pools[0].labels["topology.kubernetes.io/zone"]',
      'pools[0].labels["kubernetes.io/arch"]',
      'pools[0].labels["eks.amazonaws.com/nodegroup"]',
      'pools[0].labels["karpenter.sh/nodepool"]',
      'pools[0].labels["ninefold.dev/pool"]',
      'pools[0].labels["nvidia.com/gpu.present"]',
    ],
    fixed: (spec) => {
      serve(spec).labels = {
        team: 'chat',
        'example.com/team': 'chat',
        'mykubernetes.io/team': 'chat',
        'node.kubernetes.io/team': 'chat',
        'nvidia.com/mig.config': 'all-disabled',
        constructor: 'x',
      };
    },
  },
  {
    rule: 'compute/disk-size',
    when: 'a root volume is a fraction of a GiB',
    broken: (spec) => {
      serve(spec).disk = '1.2TiB';
    },
    at: ['pools[0].disk'],
    fixed: (spec) => {
      serve(spec).disk = '1.5TiB';
    },
  },
  {
    rule: 'compute/disk-size',
    when: 'a root volume is smaller than the node image',
    broken: (spec) => {
      serve(spec).disk = '512MiB';
    },
    at: ['pools[0].disk'],
    fixed: (spec) => {
      serve(spec).disk = '20GiB';
    },
  },
  {
    rule: 'compute/root-volume',
    when: 'a node without local NVMe has a small root volume',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5g.16xlarge', 'g5g.metal'];
      serve(spec).disk = '80GiB';
    },
    at: ['pools[0].disk'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5.12xlarge', 'g5.24xlarge'];
      serve(spec).disk = '80GiB';
    },
  },
  {
    rule: 'compute/root-volume',
    when: 'two engines share nodes whose root volume has room for one',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5g.16xlarge', 'g5g.metal'];
      serve(spec).disk = '130GiB';
    },
    at: ['pools[0].disk'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5g.16xlarge', 'g5g.metal'];
      serve(spec).disk = '130GiB';
      spec.inference[1].engine = 'vllm';
    },
  },
  {
    rule: 'compute/root-volume',
    when: 'two engines share nodes with a small local disk',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g4dn.xlarge'];
    },
    at: ['pools[0].instanceTypes'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g4dn.xlarge'];
      spec.inference.pop();
    },
  },
  {
    rule: 'compute/weights-disk',
    when: 'a model of unknown size is served and evaluated on small local disks',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g5.4xlarge', 'g5.xlarge'];
      spec.models.push({ name: 'own', source: 's3://acme-models/own', revision: 'v1' });
      spec.inference[0].model = 'own';
      spec.evaluation = [{ name: 'scores', model: 'own', pool: 'serve', benchmarks: ['mmlu'] }];
    },
    at: ['inference[0].pool', 'evaluation[0].pool'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g5.4xlarge', 'g5.xlarge'];
      spec.models.push({ name: 'own', source: 's3://acme-models/own', revision: 'v1', size: '140GiB' });
      spec.inference[0].model = 'own';
      spec.evaluation = [{ name: 'scores', model: 'own', pool: 'serve', benchmarks: ['mmlu'] }];
    },
  },
  {
    rule: 'compute/weights-disk',
    when: 'a canary and a training do not fit onto a root volume, with its reference model',
    broken: (spec) => {
      trainBesideCanary(spec);
      serve(spec).disk = '100GiB';
    },
    at: ['inference[0].canary', 'training[0].pool'],
    fixed: (spec) => {
      trainBesideCanary(spec);
      serve(spec).disk = '140GiB';
    },
  },
  {
    rule: 'compute/replica-disk',
    when: 'a disk holds the weights of fewer replicas than the GPUs of a node run',
    broken: (spec) => {
      serve(spec).instanceTypes = ['g4dn.12xlarge'];
      spec.models[0].size = '350GiB';
    },
    at: ['inference[0].pool'],
    fixed: (spec) => {
      serve(spec).instanceTypes = ['g4dn.12xlarge'];
      spec.models[0].size = '320GiB';
    },
  },
];

describe('compute rules', () => {
  testRules(computeRules, cases);

  it('report a misspelt instance type once', () => {
    const spec = specWith((changed) => {
      changed.pools[1].instanceTypes = ['p4d.42xlarge'];
      changed.pools[1].efa = 'enabled';
    });
    expect(violationsOf(spec, computeRules)).toEqual({
      'compute/unknown-instance-type': ['pools[1].instanceTypes[0]'],
    });
  });

  it('report a type without a node image once', () => {
    const spec = specWith((changed) => {
      changed.pools[0].instanceTypes = ['g4ad.16xlarge'];
    });
    expect(violationsOf(spec, computeRules)).toEqual({ 'compute/custom-ami': ['pools[0].instanceTypes[0]'] });
  });

  it('report a misspelt zone once', () => {
    const spec = specWith((changed) => {
      changed.pools[0].regions = ['us-east-1'];
      changed.pools[0].zones = ['use1-az9'];
    });
    expect(violationsOf(spec, computeRules)).toEqual({ 'compute/unknown-zone': ['pools[0].zones[0]'] });
  });

  it('leave unknown pools and regions, and networks without room, to other rules', () => {
    const spec = specWith((changed) => {
      changed.regions[0].cidr = '10.10.0.0/24';
      changed.regions[1].name = 'us-west-9';
      changed.pools[0].zones = ['use1-az1', 'usw9-az1', 'euw1-az1'];
      changed.pools[1].regions = ['us-east-l'];
      changed.training[0].pool = 'trian';
      changed.inference[0].pool = 'sevre';
    });
    expect(violationsOf(spec, computeRules)).toEqual({});
  });
});
