import type { ConfigMap } from '../kubernetes/manifest';
import { literalsIn } from '../substrate/literal';
import { heartbeatScript, restoreScript, uploadScript } from './checkpoint-scripts';
import { datasetScript } from './dataset-script';
import { keptConfig } from './kept-config';
import { launchScript } from './launch-script';

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
