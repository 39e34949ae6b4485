import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Step } from './steps';
import { backendOf } from './terraform/configuration';
import type { Diagnostic } from './terraform/diagnostic';
import type { Stack } from './terraform/manifest';
import { adviceOnLock, lockSummary, parseStateLock } from './terraform/state-lock';

/** Where Terraform leaves a state that it could not store. */
const unsavedState = 'errored.tfstate';

/**
 * Whether there is such a state. One that is cut short, as on a full disk, records nothing and could never be stored;
 * then what the run has created is found as after a run that was killed.
 */
export function hasUnsavedState({ folder }: Stack): boolean {
  try {
    JSON.parse(readFileSync(join(folder, unsavedState), 'utf8'));
    return true;
  } catch {
    return false;
  }
}

/** What to do about errors, beside what Terraform says itself. */
export function adviceOn(step: Step, command: string, diagnostics: readonly Diagnostic[]): string[] {
  const { stack } = step;
  const terraform = `${command} -chdir=${relative(process.cwd(), stack.folder) || '.'}`;
  const locked = diagnostics.find(({ summary }) => summary === lockSummary);
  return [
    ...(locked ? adviceOnLock(parseStateLock(locked.detail), backendOf(stack), terraform) : []),
    ...(hasUnsavedState(stack) ? adviceOnUnsavedState(stack, terraform) : []),
    ...causes.flatMap(({ pattern, advice }) =>
      diagnostics.some(({ summary, detail }) => pattern.test(`${summary}\n${detail}`)) ? [advice(step, terraform)] : [],
    ),
  ];
}

function adviceOnUnsavedState({ folder }: Stack, terraform: string): string[] {
  const file = join(relative(process.cwd(), folder) || '.', unsavedState);
  return [
    `Terraform could not store its state and left it in ${file}, the only record of what it has created.`,
    `Correct what kept it from storing, then: ${terraform} state push ${unsavedState} && rm ${file}`,
  ];
}

interface Cause {
  /** Matches the summary or the detail of a diagnostic. */
  readonly pattern: RegExp;
  readonly advice: (step: Step, terraform: string) => string;
}

const causes: readonly Cause[] = [
  {
    pattern: /^Unable to find remote state|data\.terraform_remote_state|This object does not have an attribute named/,
    advice: ({ stack }) => {
      const needed = stack.dependencies.join(', ') || 'another stack';
      return `It reads outputs of ${needed}: deploy that first, in its present form.`;
    },
  },
  {
    pattern: /^Saved plan is stale/,
    advice: () => 'Somebody changed the state after the plan was made. Run again: it plans anew.',
  },
  {
    pattern: /^Instance cannot be destroyed/,
    advice: ({ action }, terraform) =>
      action === 'destroy'
        ? 'The configuration protects this object: take the protection away first.'
        : `Terraform wants to replace it. If only an interrupted run left it tainted: ${terraform} untaint ADDRESS`,
  },
  {
    pattern: /BucketNotEmpty/,
    advice: () => 'AWS deletes only empty buckets. Delete the objects with all their versions, then run again.',
  },
  {
    pattern: /RepositoryNotEmptyException/,
    advice: () => 'AWS deletes only empty image repositories. Delete the images, then run again.',
  },
  {
    pattern: /^Backend configuration changed/,
    advice: (_step, terraform) => {
      return `The state belongs elsewhere now. To move it there: ${terraform} init -migrate-state`;
    },
  },
  {
    pattern: /weighted sets must contain the same TTL/,
    advice: () =>
      'Terraform changes records one by one, and Route 53 wants the same TTL in all of them. Give them the new one in one batch by aws route53 change-resource-record-sets, then run again.',
  },
  {
    pattern: /already exists|AlreadyExists|ResourceInUseException/,
    advice: (_step, terraform) => {
      return `AWS has an object that the state does not know. If it is left from an aborted run, adopt it: ${terraform} import ADDRESS ID`;
    },
  },
];
