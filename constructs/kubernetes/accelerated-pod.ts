import { type AcceleratorVendor, acceleratorVendors } from '../cluster/node-pools/accelerator';
import { efaOfPod } from '../cluster/node-pools/efa-resources';
import { acceleratorTaint } from '../cluster/node-pools/node-labels';
import type { Container, Toleration } from './objects';

/** Lets a pod on nodes with accelerators, whatever value their taint has. */
export function tolerateAccelerator(vendor: AcceleratorVendor): Toleration {
  const { key, effect } = acceleratorTaint({ vendor });
  return { key, operator: 'Exists', effect };
}

/** What a container takes of a node. */
interface AcceleratedResources {
  readonly gpus: number;
  readonly vendor: AcceleratorVendor;
  readonly cpus: number;
  readonly memoryGib: number;
  /** Elastic Fabric Adapters; 0 for none. */
  readonly efaInterfaces: number;
}

/** Accelerators and network adapters come whole: requests are limits. So is memory, so that nothing else takes it. */
export function acceleratedResources(resources: AcceleratedResources): NonNullable<Container['resources']> {
  const { gpus, vendor, cpus, memoryGib, efaInterfaces } = resources;
  const memory = `${memoryGib}Gi`;
  const devices = {
    ...(gpus > 0 && { [acceleratorVendors[vendor].resource]: String(gpus) }),
    ...efaOfPod(efaInterfaces),
  };
  return { requests: { cpu: String(cpus), memory, ...devices }, limits: { memory, ...devices } };
}
