import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../deploy/replace-file';
import type { Operation, OperationKind } from './operations';

/**
 * What goes wrong:
 * - `throttle`: the API refuses the call, after the retries of the provider
 * - `half-way`: the object comes into being and fails; Terraform marks it as tainted
 * - `no-capacity`: the same for lack of machines
 * - `slow`: the call takes `seconds` longer
 * - `kill`: the provider process dies, before the cloud has done anything or after it has done everything
 * - `region-down`: no API of the region answers
 */
export const faultKinds = ['throttle', 'half-way', 'no-capacity', 'slow', 'kill', 'region-down'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Which operations a fault strikes. Everything that is left out matches. */
export interface FaultRule {
  /** Tells it from other rules, also in the operations log. */
  readonly id: string;
  readonly fault: FaultKind;
  readonly region?: string;
  readonly type?: string;
  /** What people call the object; `*` stands for any text. */
  readonly name?: string;
  /** `half-way` and `no-capacity` strike nothing but create. @default create, update, delete; all for `region-down` */
  readonly operation?: OperationKind;
  /** For `kill`. @default 'before' */
  readonly moment?: 'before' | 'after';
  /** Share of the matching operations, 0 to 1. @default 1 */
  readonly probability?: number;
  /** Makes the draw for `probability` repeatable. @default the id */
  readonly seed?: string;
  /** How often it strikes at most, over all processes. @default unlimited */
  readonly times?: number;
  /** For `slow`. @default 2 */
  readonly seconds?: number;
}

const file = (folder: string) => join(folder, 'faults.json');

export function readFaults(folder: string): readonly FaultRule[] {
  return existsSync(file(folder)) ? (JSON.parse(readFileSync(file(folder), 'utf8')) as FaultRule[]) : [];
}

/**
 * Replaces the rules; processes that run see it with their next operation. What a rule has struck is forgotten together
 * with the rule.
 */
export function writeFaults(folder: string, rules: readonly FaultRule[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { id } of readFaults(folder)) {
    if (!rules.some((rule) => rule.id === id)) rmSync(strikesOf(folder, id), { recursive: true, force: true });
  }
  replaceFile(file(folder), `${JSON.stringify(rules, null, 2)}\n`);
}

/** Whether a rule takes a whole region away: nothing in it answers, whatever is asked and however often. */
export function isLossOf(region: string, rule: FaultRule): boolean {
  const { fault, type, name, operation, times, probability = 1 } = rule;
  const isWhole = [type, name, operation, times].every((limit) => limit === undefined) && probability >= 1;
  return fault === 'region-down' && isWhole && (rule.region ?? region) === region;
}

/** The rules that strike an operation now. A rule with `times` is used up by it. */
export function strikingFaults(folder: string, operation: Operation): FaultRule[] {
  const striking: FaultRule[] = [];
  for (const rule of readFaults(folder)) {
    if (!matches(rule, operation) || !isDrawn(folder, rule, operation) || !takeStrike(folder, rule)) continue;
    striking.push(rule);
    // Rules that come later would be used up without effect.
    if (preventsOperation(rule)) break;
  }
  return striking;
}

function preventsOperation({ fault, moment }: FaultRule): boolean {
  return fault === 'throttle' || fault === 'region-down' || (fault === 'kill' && moment !== 'after');
}

/** Marks of what a rule has struck. */
const strikesOf = (folder: string, id: string) => join(folder, 'strikes', digest([id]));

const createFaults: readonly FaultKind[] = ['half-way', 'no-capacity'];

function matches(rule: FaultRule, operation: Operation): boolean {
  return (
    (rule.region === undefined || rule.region === operation.region) &&
    (rule.type === undefined || rule.type === operation.type) &&
    (rule.name === undefined || (operation.name !== undefined && globMatches(rule.name, operation.name))) &&
    operationMatches(rule, operation.operation)
  );
}

function operationMatches({ fault, operation }: FaultRule, kind: OperationKind): boolean {
  if (operation !== undefined && operation !== kind) return false;
  if (createFaults.includes(fault)) return kind === 'create';
  if (operation !== undefined) return true;
  return fault === 'region-down' || kind === 'create' || kind === 'update' || kind === 'delete';
}

function globMatches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}

/** The same object gets the same draw, in whatever order operations run; after a strike it gets a new one. */
function isDrawn(folder: string, rule: FaultRule, { operation, region, type, name, id }: Operation): boolean {
  const { probability = 1 } = rule;
  if (probability >= 1) return true;
  const object = digest([rule.seed ?? rule.id, operation, region, type, name ?? id ?? '']);
  const strikes = countUp(join(strikesOf(folder, rule.id), object), false);
  const drawn = Number.parseInt(digest([object, String(strikes)]).slice(0, 8), 16) / 2 ** 32 < probability;
  if (drawn) countUp(join(strikesOf(folder, rule.id), object), true);
  return drawn;
}

function takeStrike(folder: string, rule: FaultRule): boolean {
  if (rule.times === undefined) return true;
  const path = join(strikesOf(folder, rule.id), 'all');
  for (let strike = 0; strike < rule.times; strike++) if (makeMark(path, strike)) return true;
  return false;
}

/** Number of marks at a path; with `add` one more is made. */
function countUp(path: string, add: boolean): number {
  let count = 0;
  while (existsSync(join(path, String(count)))) count++;
  while (add && !makeMark(path, count)) count++;
  return count;
}

/** False when another process has made the mark. */
function makeMark(path: string, number: number): boolean {
  const mark = join(path, String(number));
  mkdirSync(dirname(mark), { recursive: true });
  try {
    writeFileSync(mark, '', { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
