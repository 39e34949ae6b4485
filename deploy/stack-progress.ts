import type { Phase, RunEvent, StackPlan, StackResult } from './events';
import type { Step } from './steps';
import type { TerraformMessage } from './terraform/terraform-message';

/** How far one stack is, told as events while Terraform works on it. */
export interface StackProgress {
  readonly phase: () => Phase;
  enter(phase: Phase): void;
  planned(plan: StackPlan): void;
  /** Takes a line of Terraform's output into account. */
  see(message: TerraformMessage): void;
  /** The result as of now. */
  result(outcome: StackResult['outcome'], more?: Pick<StackResult, 'failure' | 'because'>): StackResult;
}

export function followProgress({ stack, action }: Step, onEvent: (event: RunEvent) => void): StackProgress {
  const { name } = stack;
  const started = Date.now();
  const working = new Set<string>();
  const failed = new Set<string>();
  const warnings = new Set<string>();
  let phase: Phase = 'init';
  let done = 0;
  let total = 0;

  const elapsedSeconds = () => Math.round((Date.now() - started) / 100) / 10;
  const tell = () =>
    onEvent({
      type: 'stack-progress',
      stack: name,
      done,
      total,
      addresses: [...working],
      elapsedSeconds: elapsedSeconds(),
    });

  const seeResource = ({ step, address, action: operation }: TerraformMessage & { type: 'resource' }): void => {
    const about = { stack: name, address, action: operation };
    if (step === 'started') {
      working.add(address);
      onEvent({ type: 'resource-started', ...about });
    }
    if (step === 'finished') {
      working.delete(address);
      done += 1;
      onEvent({ type: 'resource-finished', ...about });
    }
    if (step === 'failed') {
      working.delete(address);
      failed.add(address);
      onEvent({ type: 'resource-failed', ...about });
    }
    tell();
  };

  return {
    phase: () => phase,
    enter: (next) => {
      phase = next;
      onEvent({ type: 'stack-started', stack: name, action, phase });
    },
    planned: (plan) => {
      const { add, change, destroy } = plan.changes;
      total = add + change + destroy;
      onEvent({ type: 'stack-planned', ...plan });
    },
    see: (message) => {
      if (message.type === 'resource') seeResource(message);
      if (message.type !== 'diagnostic' || message.diagnostic.severity !== 'warning') return;
      // The plan and its application warn of the same.
      const key = JSON.stringify(message.diagnostic);
      if (warnings.has(key)) return;
      warnings.add(key);
      onEvent({ type: 'stack-warning', stack: name, diagnostic: message.diagnostic });
    },
    result: (outcome, more = {}) => ({
      stack: name,
      action,
      outcome,
      done,
      total,
      elapsedSeconds: elapsedSeconds(),
      unfinished: [...failed, ...working],
      ...more,
    }),
  };
}
