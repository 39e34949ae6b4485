import Ajv, { type ErrorObject } from 'ajv';
import { parseDocument } from 'yaml';
import { type FaultRule, faultKinds } from './faults';

const ruleSchema = {
  type: 'object',
  required: ['fault'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', minLength: 1 },
    fault: { enum: faultKinds },
    region: { type: 'string' },
    type: { type: 'string' },
    name: { type: 'string' },
    operation: { enum: ['create', 'read', 'update', 'delete', 'import', 'data'] },
    moment: { enum: ['before', 'after'] },
    probability: { type: 'number', minimum: 0, maximum: 1 },
    seed: { type: 'string' },
    times: { type: 'integer', minimum: 1 },
    seconds: { type: 'number', exclusiveMinimum: 0 },
  },
} as const;

const validate = new Ajv({ allErrors: true }).compile({ type: 'array', items: ruleSchema });

/** Reads a YAML list of fault rules; rules without an id get one from their position. */
export function parseFaults(text: string): { readonly rules: readonly FaultRule[]; readonly problems: string[] } {
  const document = parseDocument(text);
  if (document.errors.length > 0) return { rules: [], problems: document.errors.map(({ message }) => message) };
  const content = document.toJS() as unknown;
  if (!validate(content)) return { rules: [], problems: (validate.errors ?? []).map(describe) };
  const rules = content as readonly (Omit<FaultRule, 'id'> & { readonly id?: string })[];
  const named = rules.map((rule, index) => ({ id: `fault-${index + 1}`, ...rule }));
  const problems = repeated(named.map(({ id }) => id)).map((id) => `the id ${id} is given twice`);
  return { rules: problems.length === 0 ? named : [], problems };
}

/** What has struck is counted by id. */
function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
}

function describe({ instancePath, message, params }: ErrorObject): string {
  const detail = Object.values(params as Record<string, unknown>)
    .flat()
    .join(', ');
  return `${instancePath === '' ? 'the file' : instancePath.slice(1)} ${message}${detail === '' ? '' : ` (${detail})`}`;
}
