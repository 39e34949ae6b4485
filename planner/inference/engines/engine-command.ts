import type { Engine } from '../../../catalog/engines';
import type { ServingCommand } from '../../environment/inference-plan';
import { lmdeployCommand } from './lmdeploy';
import type { ServingRequest } from './serving-request';
import { sglangCommand } from './sglang';
import { vllmCommand } from './vllm';

const commands: Readonly<Record<Engine, (request: ServingRequest) => ServingCommand>> = {
  vllm: vllmCommand,
  sglang: sglangCommand,
  lmdeploy: lmdeployCommand,
};

/** What the pods of a replica run. */
export function engineCommand(engine: Engine, request: ServingRequest): ServingCommand {
  return commands[engine](request);
}
