import { engineFacts } from '../../../catalog/engines';
import { type Arch, findInstanceType } from '../../../catalog/instance-types';
import { msSwift } from '../../../catalog/ms-swift/pinned';
import type { Path, Violation } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';
import { canaryService } from '../../inference/canary-service';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const imageArchitecture: Rule = {
  id: 'compute/image-architecture',
  severity: 'error',
  summary: 'The images of the catalog are published for the CPU architecture of the nodes that run them.',
  why: 'An image without a part for the architecture of a node cannot be pulled there: the pod stays in ImagePullBackOff for ever. ms-swift, which trains and evaluates, and LMDeploy have none for arm64 (Graviton). An evaluation that asks a service runs on the nodes of `cluster.systemPool`.',
  fix: 'Choose x86_64 instance types, an engine with an image for arm64, or name an `image` of your own.',
  source:
    'OCI Image Format Specification, "Image Index" (platform); modelscope/ms-swift issue 9667; InternLM/lmdeploy issue 4146',
  check({ project }) {
    return workloads(project).flatMap(({ program, architectures, path, nodes }): Violation[] => {
      const foreign = nodes.flatMap(({ place, instanceTypes, instead }) =>
        instanceTypes.flatMap((name) => {
          const arch = findInstanceType(name)?.arch;
          return arch === undefined || architectures.includes(arch) ? [] : [{ place, name, arch, instead }];
        }),
      );
      const [first] = foreign;
      if (first === undefined) return [];
      const { place, name, arch, instead } = first;
      return [
        {
          path,
          message: `${program} has no image for ${arch}, the architecture of ${name}`,
          expected: `nodes of ${architectures.join(' or ')}`,
          found: arch,
          fix: `replace ${name} by a type such as ${instead}, or name an image of your own`,
          involves: [place],
        },
      ];
    });
  },
};

/** An image of the catalog, and the nodes that run it. */
interface Workload {
  readonly program: string;
  readonly architectures: readonly Arch[];
  /** Where the spec says that it runs there. */
  readonly path: Path;
  readonly nodes: readonly Nodes[];
}

interface Nodes {
  readonly place: Path;
  readonly instanceTypes: readonly string[];
  /** A type of x86_64 for the same purpose. */
  readonly instead: string;
}

/** Nobody but its owner knows what an image of the spec is made for. */
function workloads(project: Project): Workload[] {
  const pools = (names: readonly string[]) => names.flatMap((name) => nodesOf(project, name));
  const { instanceTypes } = project.cluster.systemPool;
  const system = { place: ['cluster', 'systemPool', 'instanceTypes'], instanceTypes, instead: 'm7i.xlarge' };
  const swift = (image: string | undefined, path: Path, nodes: readonly Nodes[]): Workload[] =>
    image === undefined ? [{ program: 'ms-swift', architectures: msSwift.architectures, path, nodes }] : [];
  return [
    ...project.training.flatMap(({ image, pool }, index) => swift(image, ['training', index, 'pool'], pools([pool]))),
    ...project.inference.flatMap((service, index): Workload[] => {
      const nodes = pools([service.pool, ...service.fallbackPools]);
      const canary = canaryService(service);
      const versions = [
        { ...service, path: ['inference', index, 'pool'] },
        ...(canary && canary.engine !== service.engine
          ? [{ ...canary, path: ['inference', index, 'canary', 'engine'] }]
          : []),
      ];
      return versions.flatMap(({ image, engine, path }) =>
        image === undefined ? [{ program: engine, architectures: engineFacts(engine).architectures, path, nodes }] : [],
      );
    }),
    ...project.evaluation.flatMap(({ image, service, pool = '' }, index) =>
      service === undefined
        ? swift(image, ['evaluation', index, 'pool'], pools([pool]))
        : swift(image, ['evaluation', index, 'service'], [system]),
    ),
  ];
}

function nodesOf(project: Project, name: string): Nodes[] {
  const found = findPool(project, name);
  if (found === undefined) return [];
  const { pool, index } = found;
  return [{ place: ['pools', index, 'instanceTypes'], instanceTypes: pool.instanceTypes, instead: 'g4dn.12xlarge' }];
}
