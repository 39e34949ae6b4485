import type { ResourceAction } from './resource-change';

/** What `terraform show -json` says that a plan does to one resource. */
export interface PlannedAction {
  readonly stack: string;
  readonly address: string;
  readonly action: ResourceAction | 'none';
  readonly createFirst: boolean;
  readonly forcedBy: readonly string[];
  readonly type: string;
}

/** The parts of "JSON Output Format" of Terraform's documentation, format 1.2, that are read here. */
interface PlanDocument {
  readonly format_version?: string;
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly previous_address?: string;
    readonly mode: string;
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly replace_paths?: readonly (readonly unknown[])[] };
  }[];
}

/** @returns undefined if a text is no plan */
export function readPlanFile(stack: string, text: string): PlannedAction[] | undefined {
  let document: PlanDocument;
  try {
    document = JSON.parse(text.slice(text.indexOf('{'))) as PlanDocument;
  } catch {
    return undefined;
  }
  if (document.format_version === undefined) return undefined;
  return (document.resource_changes ?? [])
    .filter(({ mode }) => mode === 'managed')
    .map(({ address, type, change, previous_address: previous }) => ({
      stack,
      address,
      type,
      action: actionOf(change.actions, previous !== undefined),
      createFirst: change.actions.length === 2 && change.actions[0] === 'create',
      forcedBy: (change.replace_paths ?? []).map((path) => path.filter((step) => typeof step === 'string').join('.')),
    }));
}

function actionOf(actions: readonly string[], hasMoved: boolean): PlannedAction['action'] {
  if (actions.length === 2) return 'replace';
  switch (actions[0]) {
    case 'create':
      return 'create';
    case 'update':
      return 'update';
    case 'delete':
      return 'delete';
    default:
      return hasMoved ? 'move' : 'none';
  }
}
