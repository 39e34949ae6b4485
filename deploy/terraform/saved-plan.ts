import type { Stack } from './manifest';
import { printedJson } from './printed-json';
import type { Terraform } from './terraform';

/** Values of an object as a plan has them; what is not known yet is absent. */
export type PlannedValues = Readonly<Record<string, unknown>>;

/** What a plan wants for one object. */
export interface ObjectChange {
  readonly address: string;
  readonly type: string;
  /** `['create']`, `['update']`, `['no-op']`, `['delete', 'create']` and others. */
  readonly actions: readonly string[];
  /** Values of the object as it is; null for one that is to be created. */
  readonly before: PlannedValues | null;
  readonly after: PlannedValues;
  /** Attributes that are not, or not wholly, known yet. */
  readonly unknown: readonly string[];
  /** Attributes whose change makes a replacement necessary. */
  readonly replacedBy: readonly string[];
  /** Whether the present object is replaced because its creation failed half-way. */
  readonly isTainted: boolean;
  /** Key of an object that a replacement has left and that is still there; absent for the current one. */
  readonly deposed?: string;
}

export interface PlanContent {
  readonly changes: readonly ObjectChange[];
  /** ARNs and identifiers of the objects that Terraform manages. */
  readonly managed: ReadonlySet<string>;
}

/** The parts of "JSON Output Format" of Terraform's documentation, format 1.2, that are read here. */
interface PlanDocument {
  readonly resource_changes?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly deposed?: string;
    readonly action_reason?: string;
    readonly change: {
      readonly actions: readonly string[];
      readonly before: PlannedValues | null;
      readonly after: PlannedValues | null;
      readonly after_unknown?: PlannedValues | boolean;
      readonly replace_paths?: readonly (readonly unknown[])[];
    };
  }[];
  readonly prior_state?: { readonly values?: { readonly root_module?: StateModule } };
}

interface StateModule {
  readonly resources?: readonly { readonly mode: string; readonly values?: PlannedValues }[];
  readonly child_modules?: readonly StateModule[];
}

/** Reads a saved plan. */
export async function readPlan(stack: Stack, terraform: Terraform, file: string): Promise<PlanContent> {
  return planContent(await terraform.read(stack, ['show', '-json', file]));
}

/** @param text what `terraform show -json` prints */
function planContent(text: string): PlanContent {
  const document = printedJson(text) as PlanDocument;
  const changes = (document.resource_changes ?? [])
    .filter(({ mode }) => mode === 'managed')
    .map(({ address, type, change, deposed, action_reason: reason }) => ({
      address,
      type,
      actions: change.actions,
      before: change.before,
      after: change.after ?? {},
      unknown: namesOfUnknown(change.after_unknown),
      replacedBy: (change.replace_paths ?? []).map((path) => path.join('.')),
      isTainted: reason === 'replace_because_tainted',
      ...(deposed !== undefined && { deposed }),
    }));
  return { changes, managed: new Set(identifiersIn(document.prior_state?.values?.root_module)) };
}

/** Whether a plan creates an object that does not exist. */
export function isCreation({ actions }: ObjectChange): boolean {
  return actions.length === 1 && actions[0] === 'create';
}

/** Whether a plan makes a new object before it deletes the present one. */
export function isReplacement({ actions }: ObjectChange): boolean {
  return actions.length === 2 && actions[0] === 'create' && actions[1] === 'delete';
}

function namesOfUnknown(marks: PlannedValues | boolean | undefined): string[] {
  return typeof marks === 'object' ? Object.keys(marks).filter((name) => hasMark(marks[name])) : [];
}

/** Terraform marks unknown values, however deep, with true; what is known is false or absent. */
function hasMark(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(hasMark);
  return value === true;
}

function identifiersIn(module: StateModule | undefined): string[] {
  const { resources = [], child_modules: children = [] } = module ?? {};
  const own = resources.flatMap(({ mode, values = {} }) =>
    mode === 'managed' ? ['id', 'arn', 'association_id'].map((name) => values[name]) : [],
  );
  return [...own.filter((value) => typeof value === 'string'), ...children.flatMap(identifiersIn)];
}
