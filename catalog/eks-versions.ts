import type { Dated } from './table';

/** One Kubernetes minor version that EKS offers. */
export interface EksVersion {
  /** @example '1.35' */
  readonly version: string;
  /** Last day of standard support, as YYYY-MM-DD; absent if AWS has not announced it. */
  readonly standardUntil?: string;
  /** Last day of extended support, after which EKS upgrades the cluster by itself; absent if not announced. */
  readonly extendedUntil?: string;
}

export const eksVersionsAsOf: Dated = {
  asOf: '2026-11-23',
  source: 'Amazon EKS User Guide, "Understand the Kubernetes version lifecycle on EKS"; endoflife.date/amazon-eks',
};

/** Versions in standard or extended support, newest first. */
export const eksVersions: readonly EksVersion[] = [
  { version: '1.36' },
  { version: '1.35', standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
  { version: '1.34', standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  { version: '1.33', standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  { version: '1.32', standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  { version: '1.31', standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
];

/** Newest version whose support dates are known and that checkov's `CKV_AWS_339` accepts. */
export const defaultEksVersion = '1.35';

/** The version, for example `findEksVersion('1.35')`, or undefined if EKS does not support it. */
export function findEksVersion(version: string): EksVersion | undefined {
  return eksVersions.find((candidate) => candidate.version === version);
}
