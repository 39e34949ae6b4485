import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from './api-error';
import { type FaultRule, strikingFaults } from './faults';
import { logOperation, type Operation } from './operations';

/** What became of an operation that may fail after the object has come into being. */
export interface Outcome<T> {
  readonly result: T;
  /** Set when the object is there and useless: Terraform records it as tainted. */
  readonly failure?: ApiError;
}

/**
 * Runs one operation on the simulated cloud: strikes it with the faults that apply, does it, and logs how it ended.
 * Throws ApiError when nothing has happened.
 *
 * @param commit changes the cloud, at once or not at all
 */
export async function operate<T>(folder: string, operation: Operation, commit: () => T): Promise<Outcome<T>> {
  const faults = strikingFaults(folder, operation);
  const log = (outcome: string, id: string | undefined, fault?: FaultRule) =>
    logOperation(folder, {
      at: new Date().toISOString(),
      ...operation,
      ...(id === undefined ? {} : { id }),
      outcome,
      ...(fault ? { fault: fault.id } : {}),
    });

  try {
    await strikeBefore(faults, operation, log);
    const result = commit();
    const id = idOf(result) ?? operation.id;
    const failure = strikeAfter(faults, operation, id, log);
    if (failure) return { result, failure };
    // Every other fault has ended the operation.
    const [slow] = faults;
    log('ok', id, slow);
    return { result };
  } catch (error) {
    if (error instanceof ApiError && !logged.has(error)) log(error.code, operation.id);
    throw error;
  }
}

/** What an operation made or found, if that has an identifier. */
function idOf(result: unknown): string | undefined {
  const id = typeof result === 'object' && result !== null ? (result as { readonly id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Errors whose log line names their fault already. */
const logged = new WeakSet<ApiError>();

type Log = (outcome: string, id: string | undefined, fault?: FaultRule) => void;

async function strikeBefore(faults: readonly FaultRule[], operation: Operation, log: Log): Promise<void> {
  const refuse = (rule: FaultRule, error: ApiError): never => {
    log(error.code, operation.id, rule);
    logged.add(error);
    throw error;
  };
  for (const rule of faults) {
    if (rule.fault === 'slow') await sleep((rule.seconds ?? 2) * 1000);
    if (rule.fault === 'region-down') refuse(rule, unreachable(operation.region));
    if (rule.fault === 'throttle') refuse(rule, throttled(operation));
    if (rule.fault === 'kill' && rule.moment !== 'after') {
      log('killed before', operation.id, rule);
      die();
    }
  }
}

function strikeAfter(
  faults: readonly FaultRule[],
  operation: Operation,
  id: string | undefined,
  log: Log,
): ApiError | undefined {
  for (const rule of faults) {
    if (rule.fault === 'kill' && rule.moment === 'after') {
      log('killed after', id, rule);
      die();
    }
    if (rule.fault === 'half-way' || rule.fault === 'no-capacity') {
      const failure = rule.fault === 'half-way' ? failedHalfWay(operation) : withoutCapacity(operation);
      log(failure.code, id, rule);
      return failure;
    }
  }
  return undefined;
}

/** Like the kernel's out-of-memory killer: nothing is said and nothing is cleaned up. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('unreachable');
}

export function unreachable(region: string): ApiError {
  return new ApiError('RequestError', `send request failed: ${region} does not answer (simulated loss of the region)`);
}

function throttled({ type }: Operation): ApiError {
  return new ApiError('ThrottlingException', `Rate exceeded for ${type} after 25 attempts (simulated)`);
}

function failedHalfWay({ type }: Operation): ApiError {
  return new ApiError(
    'CREATE_FAILED',
    `unexpected state 'CREATE_FAILED' of ${type}, wanted target 'ACTIVE' (simulated)`,
  );
}

function withoutCapacity({ region, type }: Operation): ApiError {
  return new ApiError(
    'InsufficientInstanceCapacity',
    `${type}: ${region} currently does not have sufficient capacity for the requested instance type (simulated)`,
  );
}
