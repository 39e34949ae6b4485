import type { ConfigMap } from '../../kubernetes/objects';
import { literalsIn } from '../../substrate/literal';
import { keptConfig } from '../kept-config';
import { datasetScript } from '../scripts/dataset-script';
import { registerScript, resultScript, stepScript } from '../scripts/follow-up-scripts';
import { gateScript } from '../scripts/gate-script';
import { workflowScript } from '../scripts/workflow-script';

const scripts: ConfigMap = keptConfig(
  'follow-up-scripts',
  literalsIn({
    'step.sh': stepScript,
    'result.sh': resultScript,
    'register.sh': registerScript,
    'datasets.sh': datasetScript,
    'gate.py': gateScript,
    'workflow.py': workflowScript,
  }),
  { 'app.kubernetes.io/name': 'training-follow-up', 'app.kubernetes.io/managed-by': 'ninefold' },
);

/** What the steps of all jobs run. */
export function followUpScripts(): ConfigMap {
  return scripts;
}

/** Volume with the scripts, and how containers mount it. */
export const followUpScriptsVolume = {
  volume: { name: 'scripts', configMap: { name: scripts.metadata.name } },
  mount: { name: 'scripts', mountPath: '/scripts', readOnly: true },
};
