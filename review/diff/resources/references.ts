import { plainPath } from '../values/plain-path';

/** A mention of another object in an expression. */
export interface Reference {
  /** `aws_vpc.vpc_8B9A1CE0`, or with `data.` before it. */
  readonly address: string;
  /** What is read of it, without indexes: `vpc_config.cluster_security_group_id`; of a remote state the name of the output. */
  readonly attribute: string;
}

const mention = /(?<![\w.-])((?:data\.)?[a-z]\w*\.[A-Za-z_][\w-]*)((?:\.\w+|\[[^\]]*\])+)/g;

/** Everything that the expressions inside a value mention. */
export function referencesIn(value: unknown): Reference[] {
  return textsIn(value).flatMap((text) =>
    [...text.matchAll(/\$\{([^}]*)/g)].flatMap(([, expression = '']) =>
      [...expression.matchAll(mention)].map(([, address = '', rest = '']) => {
        const steps = plainPath(rest)
          .split('.')
          .filter((step) => step !== '');
        const isOutput = address.startsWith('data.terraform_remote_state.') && steps[0] === 'outputs';
        return { address, attribute: isOutput ? (steps[1] ?? '') : steps.join('.') };
      }),
    ),
  );
}

/** The name of the stack whose remote state an address stands for. */
export function remoteStack(address: string): string | undefined {
  const prefix = 'data.terraform_remote_state.';
  return address.startsWith(prefix) ? address.slice(prefix.length) : undefined;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('${') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
