import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const duplicateAdapter: Rule = {
  id: 'inference/duplicate-adapter',
  severity: 'error',
  summary: 'Adapters and the service have names of their own.',
  why: 'Requests choose by name. Of two that are equal, one can never be reached.',
  fix: 'Give each adapter another name.',
  source: 'vLLM documentation, "LoRA adapters": served model names',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const names = [service.name, ...service.adapters.map(({ name }) => name)];
      return service.adapters.flatMap(({ name }, position) =>
        names.indexOf(name) < position + 1
          ? [
              {
                field: ['adapters', position, 'name'],
                message: `${name} is the name of the service or of another adapter already`,
                expected: 'another name',
                found: name,
                fix: 'choose another name',
              },
            ]
          : [],
      );
    });
  },
};
