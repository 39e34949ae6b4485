import { ApiError } from '../cloud/api-error';
import { decodeValue, encodeValue } from '../protocol/encoded-value';
import { type Calls, type Diagnostic, type EncodedPath, type Provider, severities } from '../protocol/messages';
import { isValues, type Values } from '../protocol/value';
import type { Block } from '../schema/provider-schema';
import { completeBlock } from './complete';
import { planChange, planCreation } from './plan';
import type { Complaint, Simulation } from './simulation';

/** The schema of a provider, type by type. */
export interface SchemaLookup {
  readonly provider: Block;
  /** Bytes of the answer to `getSchema`. */
  readonly response: Uint8Array;
  resource(type: string): Block | undefined;
  dataSource(type: string): Block | undefined;
}

/**
 * A provider as Terraform sees it. It keeps to the rules that Terraform checks (nothing unknown after an apply, planned
 * values unchanged) without asking for the leniency of the old SDK.
 *
 * @param simulate makes the services behind the provider once its configuration is known
 */
export function makeProvider(schema: SchemaLookup, simulate: (configuration: Values) => Simulation): Provider {
  let configured: Simulation | undefined;
  // Terraform validates resources before it configures the provider.
  const simulation = (): Simulation => {
    configured ??= simulate(completeBlock(schema.provider, {}));
    return configured;
  };

  const resource = (type: string): Block => schema.resource(type) ?? missingType(type);
  const dataSource = (type: string): Block => schema.dataSource(type) ?? missingType(type);

  return {
    validateProviderConfig: ({ config }) => ({ preparedConfig: config ?? encodeValue(null) }),

    configure({ config }) {
      configured = simulate(asValues(decodeValue(config)));
      return {};
    },

    validateResource: ({ typeName, config }) => ({
      diagnostics: simulation()
        .validate(typeName, asValues(decodeValue(config)))
        .map(complaintDiagnostic),
    }),

    validateDataSource: () => ({}),

    upgradeState({ typeName, rawState }) {
      const json = rawState?.json ?? new Uint8Array();
      const state = JSON.parse(Buffer.from(json).toString('utf8')) as Values;
      return { upgradedState: encodeValue(completeBlock(resource(typeName), state)) };
    },

    read: ({ typeName, currentState }) =>
      answer<Calls['read'][1]>(
        async () => {
          const state = asValues(decodeValue(currentState));
          const found = await simulation().read(typeName, state);
          return { newState: encodeValue(found && completeBlock(resource(typeName), found)) };
        },
        { newState: currentState ?? encodeValue(null) },
      ),

    plan: ({ typeName, priorState, proposedNewState, config }) =>
      answer<Calls['plan'][1]>(async () => {
        const block = resource(typeName);
        const prior = decodeValue(priorState);
        const proposed = decodeValue(proposedNewState);
        if (!isValues(proposed)) return { plannedState: encodeValue(null) };
        const known = isValues(prior) ? prior : null;
        const generic = known
          ? planChange(block, known, proposed, simulation().recomputed(typeName))
          : planCreation(block, proposed);
        const { planned, replacedBy } = simulation().plan(typeName, known, generic, asValues(decodeValue(config)));
        return { plannedState: encodeValue(planned), requiresReplace: replacedBy.map(pathTo) };
      }, {}),

    apply({ typeName, priorState, plannedState }) {
      const prior = decodeValue(priorState);
      const planned = decodeValue(plannedState);
      return answer<Calls['apply'][1]>(
        async () => {
          if (!isValues(planned)) {
            if (isValues(prior)) await simulation().remove(typeName, prior);
            return { newState: encodeValue(null) };
          }
          const { values, failure } = isValues(prior)
            ? await simulation().update(typeName, prior, planned)
            : await simulation().create(typeName, planned);
          const newState = encodeValue(completeBlock(resource(typeName), values));
          return failure ? { newState, diagnostics: [errorDiagnostic(typeName, failure)] } : { newState };
        },
        { newState: encodeValue(prior) },
        typeName,
      );
    },

    importState: ({ typeName, id }) =>
      answer<Calls['importState'][1]>(async () => {
        const values = completeBlock(resource(typeName), await simulation().importObject(typeName, id));
        return { importedResources: [{ typeName, state: encodeValue(values) }] };
      }, {}),

    readData: ({ typeName, config }) =>
      answer<Calls['readData'][1]>(async () => {
        const values = await simulation().readData(typeName, asValues(decodeValue(config)));
        return { state: encodeValue(completeBlock(dataSource(typeName), values)) };
      }, {}),

    stop: () => ({ error: '' }),
  };
}

/** Answers with what the services said, or with their refusal and what Terraform shall record then. */
async function answer<T extends object>(
  work: () => Promise<T>,
  refused: T,
  subject?: string,
): Promise<T & { readonly diagnostics?: readonly Diagnostic[] }> {
  try {
    return await work();
  } catch (error) {
    const summary = error instanceof ApiError ? errorDiagnostic(subject, error) : defectDiagnostic(error);
    return { ...refused, diagnostics: [summary] };
  }
}

function errorDiagnostic(subject: string | undefined, { code, message }: ApiError): Diagnostic {
  return { severity: severities.error, summary: subject ? `${subject}: ${code}` : code, detail: message };
}

function defectDiagnostic(error: unknown): Diagnostic {
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  return { severity: severities.error, summary: `The simulated provider is wrong: ${message}`, detail: stack };
}

function complaintDiagnostic({ attribute, summary, detail }: Complaint): Diagnostic {
  const diagnostic = { severity: severities.error, summary, detail };
  return attribute === undefined ? diagnostic : { ...diagnostic, attribute: pathTo(attribute) };
}

function pathTo(attribute: string): EncodedPath {
  return { steps: [{ attributeName: attribute }] };
}

function asValues(value: unknown): Values {
  return isValues(value as Values) ? (value as Values) : {};
}

function missingType(type: string): never {
  throw new Error(`the provider has no type ${type}`);
}
