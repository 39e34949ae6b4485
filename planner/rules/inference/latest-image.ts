import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const latestImage: Rule = {
  id: 'inference/latest-image',
  severity: 'error',
  summary: 'Images are pinned.',
  why: 'What `latest` names moves, so that a restart serves with another engine than the one that was tested.',
  fix: 'Remove the argument: the catalog pins the image of every engine.',
  source: 'Kubernetes documentation, "Images": avoid latest in production',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      return service.extraArgs.flatMap((argument, position) =>
        /(^|[/=])[\w./-]+:latest\b/.test(argument)
          ? [
              {
                field: ['extraArgs', position],
                message: `${argument} names what moves`,
                expected: 'a version',
                found: argument,
                fix: 'name a version',
              },
            ]
          : [],
      );
    });
  },
};
