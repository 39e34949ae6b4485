import { engines } from '../../../catalog/engines';
import { msSwift } from '../../../catalog/ms-swift/pinned';
import type { Manifest } from '../../../constructs/kubernetes/manifest';
import type { Container } from '../../../constructs/kubernetes/objects';
import { podsIn } from './pods';

/**
 * In what pods of ours fall behind the baseline: images that can change under their name, containers that may gain rights
 * or write to their own file system, tokens of the API server that nobody uses, and secrets with values.
 */
export function securityProblems(manifests: readonly Manifest[]): string[] {
  return [
    ...podsIn(manifests).flatMap(({ owner, spec }) => {
      const name = `${owner.kind} ${owner.metadata.name}`;
      const { initContainers = [], containers, securityContext, automountServiceAccountToken } = spec;
      return [
        ...(securityContext?.runAsNonRoot === true ? [] : [`${name} may run as root`]),
        ...(automountServiceAccountToken === false ? [] : [`${name} gets a token of the API server`]),
        ...[...initContainers, ...containers].flatMap((container) =>
          containerProblems(container).map((problem) => `${name}: ${container.name} ${problem}`),
        ),
      ];
    }),
    ...manifests.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => `Secret ${metadata.name} has values`),
  ];
}

/** Of engines the catalog knows tags of releases, which their makers do not move; all other images are known by content. */
function isPinned(image: string): boolean {
  return /@sha256:[0-9a-f]{64}$/.test(image) || released.includes(image);
}

const released: readonly string[] = [...Object.values(engines).map(({ image }) => image), msSwift.image];

/** Of a shared file system only root can make folders. */
const mayBeRoot = ['folder'];

function containerProblems({ name, image = '', securityContext }: Container): string[] {
  const isRoot = securityContext?.runAsUser === 0 || securityContext?.runAsNonRoot === false;
  return [
    ...(isRoot && !mayBeRoot.includes(name) ? ['may run as root'] : []),
    ...(isPinned(image) ? [] : [`has an image without a digest: ${image}`]),
    ...(securityContext?.allowPrivilegeEscalation === false ? [] : ['may gain rights']),
    ...(securityContext?.readOnlyRootFilesystem === true ? [] : ['may write to its own file system']),
    ...(securityContext?.capabilities?.drop?.includes('ALL') ? [] : ['keeps capabilities']),
  ];
}
