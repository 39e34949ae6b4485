import type { RunSummary } from '../../deploy/events';
import type { Stack } from '../../deploy/terraform/manifest';
import { removeRetiredStack } from './output-folder';

/** Keeps nothing of retired stacks that a run has destroyed. */
export function forgetDestroyed(output: string, retired: readonly Stack[], { results }: RunSummary): void {
  for (const { stack, action, outcome } of results) {
    const isEmpty = action === 'destroy' && (outcome === 'done' || outcome === 'unchanged');
    if (isEmpty && retired.some(({ name }) => name === stack)) removeRetiredStack(output, stack);
  }
}
