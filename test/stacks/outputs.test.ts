import { App, TerraformStack } from '../../constructs/substrate/cdktf';
import { type Outputs, publish, read } from '../../stacks/outputs';
import { addBackend, type StateAddress } from '../../stacks/state';
import { readStack } from '../support/synthesize';

class Producer extends TerraformStack {
  readonly outputs: Outputs = { vpcId: 'vpc-1', subnetIds: { 'use1-az1': 'subnet-1', 'use1-az2': 'subnet-2' } };

  constructor(
    app: App,
    readonly address: StateAddress,
  ) {
    super(app, 'prod-network');
    addBackend(this, address);
    publish(this, this.outputs);
  }
}

const s3: StateAddress = {
  backend: 's3',
  stack: 'prod-network',
  bucket: 'acme-state',
  region: 'us-east-1',
  key: 'chat/prod/prod-network.tfstate',
};

function consumer(address: StateAddress) {
  const app = new App({ outdir: '/nonexistent' });
  const producer = new Producer(app, address);
  const stack = new TerraformStack(app, 'prod-cluster');
  const values = read(stack, producer) as { vpcId: string; subnetIds: Record<string, string> };
  return { producer, stack, values };
}

describe('outputs between stacks', () => {
  it('are published under the names of their properties', () => {
    const { json } = readStack(consumer(s3).producer.toTerraform());
    expect(json['output']).toEqual({
      vpc_id: { value: 'vpc-1' },
      subnet_ids: { value: { 'use1-az1': 'subnet-1', 'use1-az2': 'subnet-2' } },
    });
  });

  it('are read as expressions over the state of the producer, in the same shape', () => {
    const { values, stack } = consumer(s3);
    expect(values).toEqual({
      vpcId: '${data.terraform_remote_state.prod-network.outputs.vpc_id}',
      subnetIds: {
        'use1-az1': '${data.terraform_remote_state.prod-network.outputs.subnet_ids["use1-az1"]}',
        'use1-az2': '${data.terraform_remote_state.prod-network.outputs.subnet_ids["use1-az2"]}',
      },
    });
    expect(readStack(stack.toTerraform()).json).toMatchObject({
      data: {
        terraform_remote_state: {
          'prod-network': { backend: 's3', config: { bucket: 'acme-state', key: 'chat/prod/prod-network.tfstate' } },
        },
      },
    });
  });

  it('make the consumer depend on the producer', () => {
    const { stack, producer } = consumer(s3);
    expect(stack.dependencies).toEqual([producer]);
  });

  it('lock S3 state with a file in the backend, which readers of the state know nothing of', () => {
    const { producer, stack } = consumer(s3);
    expect(readStack(producer.toTerraform()).json).toMatchObject({
      terraform: { backend: { s3: { bucket: 'acme-state', encrypt: true, use_lockfile: true } } },
    });
    expect(JSON.stringify(stack.toTerraform())).not.toContain('use_lockfile');
  });

  it('keep local state outside the output folder, under a path that does not depend on where that is', () => {
    const local: StateAddress = {
      backend: 'local',
      stack: 'prod-network',
      path: '../../../state/prod-network.tfstate',
    };
    const { producer } = consumer(local);
    expect(readStack(producer.toTerraform()).json).toMatchObject({
      terraform: { backend: { local: { path: '../../../state/prod-network.tfstate' } } },
    });
  });
});
