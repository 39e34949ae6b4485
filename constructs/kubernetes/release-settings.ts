import type { ReleaseConfig } from '@cdktf/provider-helm/lib/release';

/**
 * How every release is installed: a failed one leaves nothing behind, and Terraform goes on only when all is ready.
 *
 * Source: hashicorp/terraform-provider-helm 3.1, documentation of helm_release.
 */
export function releaseSettings(timeoutSeconds: number): Partial<ReleaseConfig> {
  return {
    atomic: true,
    cleanupOnFail: true,
    wait: true,
    waitForJobs: true,
    // A run that is killed leaves a release that no state knows; the next one takes it over.
    upgradeInstall: true,
    timeout: timeoutSeconds,
    // Old revisions are secrets in the cluster; a few are enough to roll back by hand.
    maxHistory: 5,
  };
}
