import type { Container, PodSpec } from './objects';

/** A pod that runs as one user, to whom its volumes belong; the profile `restricted` of Pod Security asks for it. */
export function runAs(user: number): NonNullable<PodSpec['securityContext']> {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** A container without rights beyond its user's, which writes to its volumes only. */
export const bounded = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} as const satisfies Container['securityContext'];
