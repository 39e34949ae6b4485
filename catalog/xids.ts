import type { Dated } from './table';

/**
 * What an XID error of an NVIDIA GPU means for the node: `fatal` breaks the GPU or the driver, `degraded` lets work go on
 * for now, `application` is the fault of a program.
 */
export type XidClass = 'fatal' | 'degraded' | 'application';

export const xidsAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'fatal and 63: aws/eks-node-monitoring-agent, WellKnownXidCodes (2026-08-18), by which EKS replaces nodes; application: ' +
    'NVIDIA/k8s-device-plugin, XIDs that it ignores (2026-08-19); names: NVIDIA/dcgm-exporter, xid_errors.go; the other ' +
    'degraded ones are our reading of NVIDIA, "XID Errors". 109 is an application error for the device plugin and fatal for EKS, which decides here',
};

/** XIDs that need somebody to act, by number. What is not here is counted on dashboards and alerts nobody. */
const xids: Readonly<Record<number, { readonly class: XidClass; readonly name: string }>> = {
  13: { class: 'application', name: 'graphics engine exception' },
  31: { class: 'application', name: 'memory page fault' },
  43: { class: 'application', name: 'GPU stopped processing for a program' },
  45: { class: 'application', name: 'preemptive cleanup after an earlier error' },
  46: { class: 'fatal', name: 'GPU stopped processing' },
  48: { class: 'fatal', name: 'double-bit ECC error' },
  54: { class: 'fatal', name: 'auxiliary power not connected' },
  61: { class: 'degraded', name: 'internal micro-controller breakpoint' },
  62: { class: 'fatal', name: 'internal micro-controller halt' },
  63: { class: 'degraded', name: 'row remapping or page retirement recorded' },
  64: { class: 'fatal', name: 'row remapping or page retirement failed' },
  68: { class: 'application', name: 'video processor exception' },
  74: { class: 'fatal', name: 'NVLink error' },
  79: { class: 'fatal', name: 'GPU has fallen off the bus' },
  92: { class: 'degraded', name: 'high rate of single-bit ECC errors' },
  94: { class: 'degraded', name: 'contained uncorrectable ECC error: the process is lost, the GPU is not' },
  95: { class: 'fatal', name: 'uncontained ECC error' },
  109: { class: 'fatal', name: 'context switch timeout' },
  110: { class: 'fatal', name: 'security fault' },
  119: { class: 'fatal', name: 'GSP timeout' },
  120: { class: 'fatal', name: 'GSP error' },
  121: { class: 'degraded', name: 'chip-to-chip link error' },
  136: { class: 'fatal', name: 'link training failed' },
  140: { class: 'fatal', name: 'unrecovered ECC error' },
  142: { class: 'fatal', name: 'driver error' },
  143: { class: 'fatal', name: 'GPU initialization failed' },
  151: { class: 'fatal', name: 'key rotation error' },
  154: { class: 'degraded', name: 'recovery action changed' },
  155: { class: 'fatal', name: 'NVLink software-defined error' },
  156: { class: 'fatal', name: 'resource retirement event' },
  157: { class: 'degraded', name: 'resource retirement failure' },
  158: { class: 'fatal', name: 'fatal GPU timeout' },
  160: { class: 'degraded', name: 'channel retirement event' },
  161: { class: 'degraded', name: 'channel retirement failure' },
  167: { class: 'degraded', name: 'PCIe fatal timeout' },
  171: { class: 'degraded', name: 'uncorrectable DRAM error' },
  172: { class: 'degraded', name: 'uncorrectable SRAM error' },
};

/** Numbers of a class, ascending. */
export function xidsOf(wanted: XidClass): readonly number[] {
  return Object.entries(xids)
    .filter(([, xid]) => xid.class === wanted)
    .map(([number]) => Number(number));
}
