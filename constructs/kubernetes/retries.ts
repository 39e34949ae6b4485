import type { Job } from './objects';

/** Exit code of what trying again cannot mend. */
export const hopelessExitCode = 64;

/**
 * Pods that are lost with their node do not count as failed attempts, and what is hopeless is not tried again.
 * Source: Kubernetes documentation, "Pod failure policy".
 */
export const triedAgain: NonNullable<NonNullable<Job['spec']>['podFailurePolicy']> = {
  rules: [
    { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    { action: 'FailJob', onExitCodes: { operator: 'In', values: [hopelessExitCode] } },
  ],
};
