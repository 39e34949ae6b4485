import type { JobSet } from '../../../constructs/kubernetes/custom-resources/jobset';
import { dispatchedRun, regionValues } from '../../../constructs/queues/dispatched-run';
import { schemaProblems } from '../../support/kubernetes/schemas';

const values = { region: 'us-west-2', modelBucket: 'acme-models-usw2', checkpointBucket: 'acme-checkpoints-usw2' };

const run: JobSet = {
  apiVersion: 'jobset.x-k8s.io/v1alpha2',
  kind: 'JobSet',
  metadata: { name: 'dpo-1', namespace: 'training', labels: { 'kueue.x-k8s.io/queue-name': 'research' } },
  spec: {
    failurePolicy: { maxRestarts: 5, restartStrategy: 'BlockingRecreate', rules: [] },
    replicatedJobs: [
      {
        name: 'node',
        replicas: 1,
        template: {
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                initContainers: [
                  {
                    name: 'weights',
                    image: 'x',
                    env: [
                      { name: 'AWS_REGION', value: 'us-west-2' },
                      { name: 'SOURCE', value: 's3://acme-models-usw2/models/qwen/v1' },
                    ],
                  },
                ],
                containers: [
                  { name: 'plain', image: 'x', env: [{ name: 'NOTE', value: 'not in us-west-2 alone' }] },
                  {
                    name: 'upload',
                    image: 'x',
                    env: [{ name: 'RUN_URI', value: 's3://acme-checkpoints-usw2/runs/dpo/dpo-1' }],
                  },
                ],
              },
            },
          },
        },
      },
    ],
  },
};

const sent = dispatchedRun(run, values);
const pod = sent.spec.replicatedJobs[0]?.template.spec.template.spec;

describe('a run that goes to the region that has room', () => {
  it('is left to Kueue by the controller of JobSets, and waits in its queue', () => {
    expect(sent.spec.managedBy).toBe('kueue.x-k8s.io/multikueue');
    expect(sent.metadata).toEqual(run.metadata);
  });

  it('takes buckets and the region from where it comes to', () => {
    expect(pod?.initContainers?.[0]?.env).toEqual([
      { name: 'NINEFOLD_REGION', valueFrom: { configMapKeyRef: { name: 'region', key: 'region' } } },
      { name: 'NINEFOLD_MODEL_BUCKET', valueFrom: { configMapKeyRef: { name: 'region', key: 'modelBucket' } } },
      { name: 'AWS_REGION', value: '$(NINEFOLD_REGION)' },
      { name: 'SOURCE', value: 's3://$(NINEFOLD_MODEL_BUCKET)/models/qwen/v1' },
    ]);
    expect(pod?.containers[1]?.env?.at(-1)).toEqual({
      name: 'RUN_URI',
      value: 's3://$(NINEFOLD_CHECKPOINT_BUCKET)/runs/dpo/dpo-1',
    });
  });

  it('keeps what only looks like them', () => {
    expect(pod?.containers[0]?.env).toEqual([{ name: 'NOTE', value: 'not in us-west-2 alone' }]);
  });

  it('finds the values in every region', () => {
    const { metadata, data } = regionValues('training', values);
    expect(metadata).toMatchObject({ name: 'region', namespace: 'training' });
    expect(data).toEqual(values);
  });

  it('is what JobSet accepts', () => {
    expect(schemaProblems([sent, regionValues('training', values)])).toEqual([]);
  });
});
