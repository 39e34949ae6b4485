import { forceNew } from '../../catalog/replacements/force-new';
import { ApiError } from '../cloud/api-error';
import { operate } from '../cloud/operate';
import type { CloudObject, ObjectKey, Store } from '../cloud/store';
import { isEqual } from '../protocol/paths';
import { isValues, unknown, type Value, type Values } from '../protocol/value';
import type { SchemaLookup } from '../provider/provider';
import type { Applied, Complaint, Simulation } from '../provider/simulation';
import { findChart, plannedVersion } from './chart';

/**
 * Values that the provider plans for what is not configured.
 * Source: hashicorp/terraform-provider-helm v3.1, documentation of helm_release, read 2026-11.
 */
const defaults: Values = {
  namespace: 'default',
  atomic: false,
  cleanup_on_fail: false,
  create_namespace: false,
  dependency_update: false,
  description: null,
  disable_crd_hooks: false,
  disable_openapi_validation: false,
  disable_webhooks: false,
  force_update: false,
  lint: false,
  max_history: 0,
  pass_credentials: false,
  recreate_pods: false,
  render_subchart_notes: true,
  replace: false,
  reset_values: false,
  reuse_values: false,
  skip_crds: false,
  take_ownership: false,
  timeout: 300,
  upgrade_install: false,
  verify: false,
  wait: true,
  wait_for_jobs: false,
};

/** What an upgrade changes about a release beside its configuration. */
const recomputed = ['metadata', 'manifest', 'resources', 'status'];

interface HelmProps {
  /** Folder of the simulated cloud. */
  readonly folder: string;
  readonly store: Store;
  readonly schema: SchemaLookup;
  /** Configuration of the provider. */
  readonly configuration: Values;
}

/** Helm releases in the simulated clusters. Charts are read and not rendered: nothing runs in these clusters. */
export function simulateHelm({ folder, store, configuration }: HelmProps): Simulation {
  const { kubernetes } = configuration;
  const host = isValues(kubernetes) && typeof kubernetes['host'] === 'string' ? kubernetes['host'] : '';
  const region = regionOf(host);
  const keyOf = (values: Values): ObjectKey => ({
    place: host,
    type: 'helm_release',
    id: `${String(values['namespace'] ?? 'default')}/${String(values['name'])}`,
  });
  const call = <T>(operation: 'create' | 'read' | 'update' | 'delete' | 'import', values: Values, commit: () => T) => {
    const { type, id } = keyOf(values);
    return operate(folder, { operation, region, type, id, name: String(values['name']) }, () => {
      reach(store, host, region);
      return commit();
    });
  };

  function install(planned: Values): CloudObject {
    const key = keyOf(planned);
    if (store.get(key)) throw new ApiError('ReleaseExists', 'cannot re-use a name that is still in use');
    const object = { ...key, values: deployed(planned, 1, now()), holds: [] };
    store.put(object);
    return object;
  }

  function upgrade(prior: Values, planned: Values): CloudObject {
    const present = store.get(keyOf(prior));
    if (present === undefined) throw new ApiError('ReleaseNotFound', `release ${String(prior['name'])} not found`);
    const metadata = present.values['metadata'];
    const { revision, first_deployed } = isValues(metadata) ? metadata : {};
    const object = { ...present, values: deployed(planned, Number(revision) + 1, Number(first_deployed)) };
    store.put(object);
    return object;
  }

  return {
    validate: (_type, { name }) => (typeof name === 'string' ? nameComplaints(name) : []),
    recomputed: () => recomputed,

    plan(_type, prior, planned, config) {
      const foreseen: Record<string, Value> = { ...planned };
      for (const [name, value] of Object.entries(defaults)) if (foreseen[name] === unknown) foreseen[name] = value;
      if ((config['version'] ?? null) === null) foreseen['version'] = plannedVersion({ ...foreseen, version: null });
      if (prior === null) return { planned: foreseen, replacedBy: [] };
      if (!isEqual(foreseen['version'], prior['version'])) for (const name of recomputed) foreseen[name] = unknown;
      return {
        planned: foreseen,
        replacedBy: forceNew.helm_release.filter((name) => !isEqual(prior[name], foreseen[name])),
      };
    },

    async create(_type, planned): Promise<Applied> {
      const before = store.get(keyOf(planned));
      if (planned['upgrade_install'] === true && before) {
        const { result, failure } = await call('create', planned, () => upgrade(before.values, planned));
        return { values: result.values, ...(failure && { failure }) };
      }
      const { result, failure } = await call('create', planned, () => install(planned));
      if (failure === undefined) return { values: result.values };
      if (planned['atomic'] === true) {
        store.remove(keyOf(planned));
        throw failure;
      }
      const failed = { ...result, values: { ...result.values, status: 'failed' } };
      store.put(failed);
      return { values: failed.values, failure };
    },

    async read(_type, values) {
      const { result } = await call('read', values, () => store.get(keyOf(values))?.values ?? null);
      return result;
    },

    async update(_type, prior, planned): Promise<Applied> {
      const { result } = await call('update', prior, () => upgrade(prior, planned));
      return { values: result.values };
    },

    async remove(_type, prior) {
      await call('delete', prior, () => store.remove(keyOf(prior)));
    },

    async importObject(_type, id) {
      const [namespace, name, ...rest] = id.split('/');
      if (!namespace || !name || rest.length > 0) {
        throw new ApiError('InvalidImportId', `${id} is not an id of a release, which is namespace/name`);
      }
      const { result } = await call('import', { namespace, name }, () => {
        const found = store.get(keyOf({ namespace, name }));
        if (found === undefined) throw new ApiError('ReleaseNotFound', `release ${id} not found`);
        return found.values;
      });
      return result;
    },

    async readData(type) {
      throw new ApiError('Unsupported', `${type}: charts are not rendered in the sandbox`);
    },
  };
}

/** Source: Helm, `ValidateReleaseName`; documentation of helm_release, `name`; read 2026-11. */
function nameComplaints(name: string): Complaint[] {
  const isName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name);
  if (isName && name.length <= 53) return [];
  const detail = `expected name to be up to 53 lower-case letters, digits, hyphens and periods, got ${name}`;
  return [{ attribute: 'name', summary: 'Invalid name', detail }];
}

function deployed(planned: Values, revision: number, firstDeployed: number): Values {
  const chart = findChart({
    ...planned,
    version: planned['version'] === unknown ? null : (planned['version'] ?? null),
  });
  const { name, namespace } = planned;
  return {
    ...planned,
    id: String(name),
    version: chart.version,
    status: 'deployed',
    manifest: null,
    resources: {},
    metadata: {
      name: String(name),
      namespace: String(namespace),
      chart: chart.name,
      version: chart.version,
      app_version: chart.appVersion,
      revision,
      first_deployed: firstDeployed,
      last_deployed: now(),
      notes: '',
      values: JSON.stringify(planned['values'] ?? []),
    },
  };
}

/** A release needs the cluster whose API the provider was given. */
function reach(store: Store, host: string, region: string): void {
  const clusters = store.list(region, 'aws_eks_cluster');
  if (clusters.some(({ values }) => values['endpoint'] === host)) return;
  throw new ApiError('Unreachable', `Kubernetes cluster unreachable: no cluster answers at ${host || 'localhost'}`);
}

/** Region of a cluster by the address of its API, `https://<id>.<suffix>.<region>.eks.amazonaws.com`; empty for others. */
export function regionOf(host: string): string {
  return /\.([a-z]+(?:-[a-z]+)+-\d)\.eks\.amazonaws\.com$/.exec(host)?.[1] ?? '';
}

/** Seconds since 1970. */
function now(): number {
  return Math.floor(Date.now() / 1000);
}
