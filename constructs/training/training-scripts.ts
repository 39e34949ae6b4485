import type { ConfigMap } from '../kubernetes/objects';
import { literalsIn } from '../substrate/literal';
import { keptConfig } from './kept-config';
import { heartbeatScript, restoreScript, uploadScript } from './scripts/checkpoint-scripts';
import { datasetScript } from './scripts/dataset-script';
import { launchScript } from './scripts/launch-script';

const scripts: ConfigMap = keptConfig(
  'training-scripts',
  literalsIn({
    'launch.sh': launchScript,
    'datasets.sh': datasetScript,
    'restore.sh': restoreScript,
    'upload.sh': uploadScript,
    'heartbeat.sh': heartbeatScript,
  }),
  { 'app.kubernetes.io/name': 'training', 'app.kubernetes.io/managed-by': 'ninefold' },
);

/** What all jobs of the namespace share. */
export function trainingScripts(): ConfigMap {
  return scripts;
}

/** Volume with the scripts, and how containers mount it. */
export const scriptsVolume = { name: 'scripts', configMap: { name: scripts.metadata.name } };
export const scriptsMount = { name: 'scripts', mountPath: '/scripts', readOnly: true };
