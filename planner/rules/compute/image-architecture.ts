import { engineFacts } from '../../../catalog/engines';
import { type Arch, findInstanceType } from '../../../catalog/instance-types';
import { msSwift } from '../../../catalog/ms-swift/pinned';
import type { Path, Violation } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';
import { findPool } from '../pools';
import type { Rule } from '../rule';

export const imageArchitecture: Rule = {
  id: 'compute/image-architecture',
  severity: 'error',
  summary: 'Images are published for the CPU architecture of the nodes that run them.',
  why: 'An image without a part for the architecture of a node cannot be pulled there: the pod stays in ImagePullBackOff for ever. ms-swift, which trains and evaluates, and LMDeploy have none for arm64 (Graviton). An evaluation that asks a service runs on the nodes of `cluster.systemPool`.',
  fix: 'Choose x86_64 instance types, or for a service an engine with an image for arm64.',
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
          fix: `replace ${name} by a type such as ${instead}`,
          involves: [place],
        },
      ];
    });
  },
};

/** An image of somebody else, and the nodes that run it. */
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

function workloads(project: Project): Workload[] {
  const swift = { program: 'ms-swift', architectures: msSwift.architectures };
  const system = { place: ['cluster', 'systemPool', 'instanceTypes'], instead: 'm7i.xlarge' };
  const pools = (names: readonly string[]) => names.flatMap((name) => nodesOf(project, name));
  return [
    ...project.training.map(({ pool }, index) => ({
      ...swift,
      path: ['training', index, 'pool'],
      nodes: pools([pool]),
    })),
    ...project.inference.flatMap(({ engine, canary, pool, fallbackPools }, index) => {
      const nodes = pools([pool, ...fallbackPools]);
      const own = { program: engine, path: ['inference', index, 'pool'] };
      const other = { program: canary?.engine ?? engine, path: ['inference', index, 'canary', 'engine'] };
      return [own, ...(other.program === engine ? [] : [other])].map((served) => ({
        ...served,
        architectures: engineFacts(served.program).architectures,
        nodes,
      }));
    }),
    ...project.evaluation.map(({ service, pool = '' }, index) =>
      service === undefined
        ? { ...swift, path: ['evaluation', index, 'pool'], nodes: pools([pool]) }
        : {
            ...swift,
            path: ['evaluation', index, 'service'],
            nodes: [{ ...system, instanceTypes: project.cluster.systemPool.instanceTypes }],
          },
    ),
  ];
}

function nodesOf(project: Project, name: string): Nodes[] {
  const found = findPool(project, name);
  if (found === undefined) return [];
  const { pool, index } = found;
  return [{ place: ['pools', index, 'instanceTypes'], instanceTypes: pool.instanceTypes, instead: 'g4dn.12xlarge' }];
}
