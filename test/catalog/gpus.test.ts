import { findGpu, gpus } from '../../catalog/gpus';
import { instanceTypes } from '../../catalog/instance-types';

describe('findGpu', () => {
  it('knows what the A10G can compute', () => {
    expect(findGpu('A10G')).toEqual({
      model: 'A10G',
      vendor: 'nvidia',
      architecture: 'Ampere',
      computeCapability: '8.6',
      denseTflops: 70,
      bf16: true,
      fp8: false,
      label: 'nvidia-a10g',
    });
  });

  it('does not know models that AWS does not rent out', () => {
    expect(findGpu('RTX 4090')).toBeUndefined();
    expect(findGpu('a10g')).toBeUndefined();
  });
});

describe('gpus', () => {
  it('has no model and no label twice', () => {
    expect(new Set(gpus.map((gpu) => gpu.model)).size).toBe(gpus.length);
    expect(new Set(gpus.map((gpu) => gpu.label)).size).toBe(gpus.length);
  });

  it('has exactly the models of the instance types', () => {
    const models = new Set(instanceTypes.flatMap((type) => type.accelerator?.model ?? []));
    expect(new Set(gpus.map((gpu) => gpu.model))).toEqual(models);
  });

  test.each(gpus)('has a valid Kubernetes label value for $model', ({ label, vendor }) => {
    expect(label).toMatch(/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/);
    expect(label.startsWith(`${vendor}-`)).toBe(true);
  });

  it('gives a compute capability to NVIDIA models and to no other', () => {
    for (const gpu of gpus) expect(gpu.computeCapability !== undefined).toBe(gpu.vendor === 'nvidia');
  });

  it('lacks bfloat16 in Volta, Turing and RDNA', () => {
    const without = gpus.filter((gpu) => !gpu.bf16).map((gpu) => gpu.model);
    expect(without).toEqual(['V100', 'T4', 'T4G', 'Radeon Pro V520']);
  });

  it('has FP8 from Ada and Hopper on, and from the second NeuronCore on', () => {
    const withFp8 = gpus.filter((gpu) => gpu.fp8).map((gpu) => gpu.model);
    expect(withFp8).toEqual([
      'L4',
      'L40S',
      'H100',
      'H200',
      'B200',
      'B300',
      'RTX PRO 4500',
      'RTX PRO 6000',
      'Inferentia2',
      'Trainium',
      'Trainium2',
    ]);
  });

  it('asks for a newer driver only where the instance types need a custom AMI', () => {
    const needsCustomAmi = new Set(
      instanceTypes.flatMap((type) => (type.needsCustomAmi && type.accelerator?.model) ?? []),
    );
    const needsDriver = new Set(gpus.flatMap((gpu) => (gpu.minDriverBranch === undefined ? [] : gpu.model)));
    expect(needsDriver).toEqual(needsCustomAmi);
    expect(findGpu('RTX PRO 4500')?.minDriverBranch).toBe(595);
  });
});
