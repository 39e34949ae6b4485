import type { Path, Violation } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';
import type { Rule } from '../rule';

export const duplicateName: Rule = {
  id: 'structure/duplicate-name',
  severity: 'error',
  summary: 'Every name stands once in its list.',
  why: 'Other parts of the spec and the names in AWS and Kubernetes refer to items by name: of two with the same name, one would take the place of the other.',
  fix: 'Rename one of the two, or merge them.',
  source: 'Ninefold',
  check({ project }) {
    return namedLists(project).flatMap(({ path, noun, names }) =>
      names.flatMap((name, index): Violation[] => {
        const first = names.indexOf(name);
        if (first === index) return [];
        return [
          {
            path: [...path, index, 'name'],
            message: `there are two ${noun}s with the name ${JSON.stringify(name)}`,
            expected: 'a name of its own',
            found: name,
            fix: noun === 'region' ? 'keep one of the two' : 'rename one of the two, or remove it',
            involves: [[...path, first, 'name']],
          },
        ];
      }),
    );
  },
};

interface NamedList {
  readonly path: Path;
  readonly noun: string;
  readonly names: readonly string[];
}

function namedLists(project: Project): NamedList[] {
  const list = (path: Path, noun: string, items: readonly { readonly name: string }[]): NamedList => ({
    path,
    noun,
    names: items.map(({ name }) => name),
  });
  return [
    list(['regions'], 'region', project.regions),
    list(['pools'], 'pool', project.pools),
    list(['models'], 'model', project.models),
    list(['training'], 'training job', project.training),
    list(['queues'], 'queue', project.queues),
    list(['inference'], 'inference service', project.inference),
    list(['evaluation'], 'evaluation', project.evaluation),
    list(['modules'], 'module', project.modules),
    list(['monitoring', 'receivers'], 'receiver', project.monitoring.receivers),
  ];
}
