import type { Diagnostic } from '../terraform/diagnostic';
import { errorsIn, type TerraformMessage } from '../terraform/terraform-message';

/**
 * Errors after which an object may exist although Terraform does not know it: no answer has come.
 * Sources: Terraform 1.11, internal/plugin6/grpc_error.go; AWS SDK for Go v2, errors of requests without a response, as
 * hashicorp/aws prints them.
 */
const withoutAnswer = [
  /^Plugin did not respond/,
  /^Plugin error/,
  /^Request cancelled/,
  /rpc error: code = (Unavailable|Canceled|Internal|Unknown)/,
  /StatusCode: 0,|request send failed|context canceled|context deadline exceeded/,
];

/** Source: Terraform 1.11, internal/backend/local/backend_apply.go. */
const notStored = /^(Failed to (save|create|serialize|persist)|Error saving) .*state/i;

/**
 * Addresses of the objects that an apply began to create without its state telling whether it did: they never ended,
 * or ended without an answer. An apply that did not come to its end may have lost more: Terraform stores a remote state
 * only every 20 seconds while it works, so that even finished creations can be missing.
 */
export function uncertainCreations(messages: readonly TerraformMessage[]): string[] {
  const outcomes = new Map<string, 'open' | 'finished' | 'failed'>();
  for (const message of messages) {
    if (message.type !== 'resource' || message.action !== 'create') continue;
    const { step, address } = message;
    if (step === 'started') outcomes.set(address, 'open');
    if (step === 'finished' || step === 'failed') outcomes.set(address, step);
  }
  const errors = errorsIn(messages);
  // Both come after the state is stored, unless they say that it could not be.
  const hasEnded = errors.length > 0 || messages.some(({ type }) => type === 'summary');
  const isComplete = hasEnded && !errors.some(({ summary }) => notStored.test(summary));
  return [...outcomes]
    .filter(([address, outcome]) => {
      if (!isComplete || outcome === 'open') return true;
      return outcome === 'failed' && errors.some((error) => isAbout(error, address) && hasNoAnswer(error));
    })
    .map(([address]) => address);
}

/** Addresses of the objects that an apply created. */
export function finishedCreations(messages: readonly TerraformMessage[]): string[] {
  return messages.flatMap((message) =>
    message.type === 'resource' && message.action === 'create' && message.step === 'finished' ? [message.address] : [],
  );
}

function isAbout({ address }: Diagnostic, other: string): boolean {
  return address === undefined || address === other;
}

function hasNoAnswer({ summary, detail }: Diagnostic): boolean {
  return withoutAnswer.some((pattern) => pattern.test(summary) || pattern.test(detail));
}
