import type { Container, PodSpec } from './objects';

type Volume = NonNullable<PodSpec['volumes']>[number];
type Mount = NonNullable<Container['volumeMounts']>[number];

const folder = '/access';

/** Variables by which scripts find the API server, and the folder with `token` and `ca.crt` for it. */
export const apiVariables = { API: 'https://kubernetes.default.svc', ACCESS: folder } as const;

/** A token of the pod's account that expires, and that the kubelet renews in time; the account needs no other. */
export function apiVolume(expirationSeconds: number): Volume {
  return {
    name: 'access',
    projected: {
      sources: [
        { serviceAccountToken: { path: 'token', expirationSeconds } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      ],
    },
  };
}

/** How a container mounts {@link apiVolume}. */
export const apiMount: Mount = { name: 'access', mountPath: folder, readOnly: true };
