import { engineArguments } from '../../../catalog/engine-arguments';
import type { ArgumentKind } from '../../../catalog/engine-arguments/argument-kind';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const argumentValue: Rule = {
  id: 'inference/argument-value',
  severity: 'error',
  summary: 'A further argument that is known has the value that it takes.',
  why: 'The engine prints its usage and ends, in every region, after the nodes were started.',
  fix: 'Give the argument a value of its kind, or none if it is a switch.',
  source: 'Ninefold: catalog/engine-arguments.ts',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const known = new Map(Object.entries(engineArguments[service.engine]));
      return service.extraArgs.flatMap((word, position) => {
        const [name = word, ...rest] = word.split('=');
        const kind = known.get(name);
        const next = service.extraArgs[position + 1];
        const value = rest.length > 0 ? rest.join('=') : next?.startsWith('--') ? undefined : next;
        if (kind === undefined || isOfKind(kind, value)) return [];
        return [
          {
            field: ['extraArgs', position],
            message: `${name} of ${service.engine} takes ${expectations[kind]}`,
            expected: expectations[kind],
            found: value ?? 'nothing',
            fix: kind === 'flag' ? `remove ${value}` : `write ${expectations[kind]} behind it, as an item of its own`,
          },
        ];
      });
    });
  },
};

const expectations: Readonly<Record<ArgumentKind, string>> = {
  flag: 'no value',
  integer: 'a whole number',
  amount: 'a whole number, or one such as 8k',
  number: 'a number',
  text: 'a value',
};

function isOfKind(kind: ArgumentKind, value: string | undefined): boolean {
  if (kind === 'flag') return value === undefined;
  if (value === undefined) return false;
  // SGLang takes -1 for "off".
  if (kind === 'integer') return /^-?\d+$/.test(value);
  if (kind === 'amount') return /^\d+(\.\d+)?[kmgt]$|^\d+[KMGT]?$/.test(value);
  return kind === 'text' || (value.trim() !== '' && Number.isFinite(Number(value)));
}
