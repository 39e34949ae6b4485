/** Label of the nodes whose Elastic Fabric Adapters the device plugin offers. */
export const efaLabel = 'vpc.amazonaws.com/efa.present';

/**
 * What a node with EFA offers to pods: its interfaces, and the 5,128 huge pages of 2 MiB that EKS's images set aside.
 * Source: Amazon EKS User Guide, "Run machine learning training on Amazon EKS with Elastic Fabric Adapter", 2026.
 */
export function efaOfNode(interfaces: number): Readonly<Record<string, string>> {
  return efaResources(interfaces, `${5128 * 2}Mi`);
}

/** What a pod asks for: half of the huge pages, as much as libfabric takes for one process group. Nothing without EFA. */
export function efaOfPod(interfaces: number): Readonly<Record<string, string>> {
  return interfaces > 0 ? efaResources(interfaces, '5120Mi') : {};
}

function efaResources(interfaces: number, hugePages: string): Readonly<Record<string, string>> {
  return { 'vpc.amazonaws.com/efa': String(interfaces), 'hugepages-2Mi': hugePages };
}
