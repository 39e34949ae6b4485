import type { Diagnostic } from './diagnostic';

/** Numbers of objects; a replacement counts as one added and one destroyed. */
export interface Changes {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

export interface PlannedChange {
  readonly address: string;
  /** As Terraform names it: `create`, `update`, `replace`, `delete` and others. */
  readonly action: string;
}

/**
 * A line of Terraform's machine-readable output, as far as it is used here ("Machine-Readable UI" in Terraform's
 * documentation, ui 1.2). Terraform mixes plain text into it, for example warnings about its own settings.
 */
export type TerraformMessage =
  | { readonly type: 'planned-change'; readonly change: PlannedChange }
  | { readonly type: 'summary'; readonly changes: Changes }
  | { readonly type: 'resource'; readonly step: ResourceStep; readonly address: string; readonly action: string }
  | { readonly type: 'diagnostic'; readonly diagnostic: Diagnostic }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'other' };

export type ResourceStep = 'started' | 'progress' | 'finished' | 'failed';

const resourceSteps: Readonly<Record<string, ResourceStep>> = {
  apply_start: 'started',
  apply_progress: 'progress',
  apply_complete: 'finished',
  apply_errored: 'failed',
};

/** Actions on objects; others, such as the reading of data sources, are no progress. */
const operations = ['create', 'update', 'delete'];

/** Fields of a line, all of which may be absent. */
interface Line {
  readonly type?: string;
  readonly change?: { readonly action?: string; readonly resource?: { readonly addr?: string } };
  readonly changes?: { readonly add?: number; readonly change?: number; readonly remove?: number };
  readonly hook?: { readonly action?: string; readonly resource?: { readonly addr?: string } };
  readonly diagnostic?: {
    readonly severity?: string;
    readonly summary?: string;
    readonly detail?: string;
    readonly address?: string;
  };
}

/** The errors among what Terraform said. */
export function errorsIn(messages: readonly TerraformMessage[]): Diagnostic[] {
  return messages.flatMap((message) =>
    message.type === 'diagnostic' && message.diagnostic.severity === 'error' ? [message.diagnostic] : [],
  );
}

export function parseTerraformMessage(text: string): TerraformMessage {
  const line = parseLine(text);
  if (line === undefined) return { type: 'text', text };
  const { type = '', change, changes, hook, diagnostic } = line;
  if (type === 'planned_change') {
    return { type: 'planned-change', change: { address: change?.resource?.addr ?? '', action: change?.action ?? '' } };
  }
  if (type === 'change_summary') {
    const { add = 0, change: changed = 0, remove = 0 } = changes ?? {};
    return { type: 'summary', changes: { add, change: changed, destroy: remove } };
  }
  if (type === 'diagnostic') {
    const { severity, summary = '', detail = '', address } = diagnostic ?? {};
    return {
      type: 'diagnostic',
      diagnostic: {
        severity: severity === 'warning' ? 'warning' : 'error',
        summary,
        detail: detail.trim(),
        ...(address !== undefined && { address }),
      },
    };
  }
  const step = resourceSteps[type];
  if (step !== undefined && hook?.action !== undefined && operations.includes(hook.action)) {
    return { type: 'resource', step, address: hook.resource?.addr ?? '', action: hook.action };
  }
  return { type: 'other' };
}

function parseLine(text: string): Line | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}
