import {
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  S3Backend,
  type TerraformStack,
} from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';

/** Where one stack's state lies. */
export type StateAddress =
  | {
      readonly backend: 's3';
      readonly stack: string;
      readonly bucket: string;
      readonly region: string;
      readonly key: string;
    }
  | { readonly backend: 'local'; readonly stack: string; readonly path: string };

/** One state for each stack, so that an impaired region never blocks the plan of another. */
export function stateAddress(environment: Environment, stack: string): StateAddress {
  const { state, project, name } = environment;
  if (state.backend === 'local') return { backend: 'local', stack, path: `${state.folder}/${stack}.tfstate` };
  return {
    backend: 's3',
    stack,
    bucket: state.bucket,
    region: state.region,
    key: `${project}/${name}/${stack}.tfstate`,
  };
}

export function addBackend(stack: TerraformStack, address: StateAddress): void {
  if (address.backend === 'local') {
    new LocalBackend(stack, { path: address.path });
    return;
  }
  const { bucket, region, key } = address;
  const backend = new S3Backend(stack, { bucket, region, key, encrypt: true });
  // cdktf 0.21 knows no lock files; written as an override it stays out of the readers' configuration.
  backend.addOverride('use_lockfile', true);
}

/** Adds the data source that reads another stack's state, and returns its address in expressions. */
export function addRemoteState(stack: TerraformStack, address: StateAddress): string {
  const { stack: id } = address;
  if (address.backend === 'local') {
    return expressionOf(new DataTerraformRemoteStateLocal(stack, id, { path: address.path }));
  }
  const { bucket, region, key } = address;
  return expressionOf(new DataTerraformRemoteStateS3(stack, id, { bucket, region, key }));
}

function expressionOf(state: { readonly friendlyUniqueId: string }): string {
  return `data.terraform_remote_state.${state.friendlyUniqueId}`;
}
