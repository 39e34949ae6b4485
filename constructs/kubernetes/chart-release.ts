import { Release } from '@cdktf/provider-helm/lib/release';
import { Construct } from 'constructs';
import { stringify } from 'yaml';
import type { TerraformResource } from '../substrate/cdktf';
import { releaseSettings } from './release-settings';

/** Inputs of {@link ChartRelease}. */
export interface ChartReleaseProps {
  /** The chart, at exactly this version. */
  readonly chart: {
    readonly name: string;
    /** Address of the repository; for one in a registry of images, `oci://…` without the chart's name. */
    readonly repository: string;
    readonly version: string;
  };
  /** Namespace of the release and of its objects. */
  readonly namespace: string;
  /** Whether Helm makes the namespace if it is not there. */
  readonly createNamespace: boolean;
  /** Values of the chart, over its own. */
  readonly values: Readonly<Record<string, unknown>>;
  /** How long Helm waits until everything is ready. @default 600 */
  readonly timeoutSeconds?: number;
  /** Resources that have to be there before. @default none */
  readonly dependsOn?: readonly TerraformResource[];
}

/** A chart of somebody else, at one version and with values; the release is named like the chart. */
export class ChartRelease extends Construct {
  /** The Helm release, for what depends on it. */
  readonly release: TerraformResource;

  constructor(scope: Construct, id: string, props: ChartReleaseProps) {
    super(scope, id);
    const { chart, namespace, createNamespace, values, timeoutSeconds = 600, dependsOn = [] } = props;
    this.release = new Release(this, 'release', {
      name: chart.name,
      repository: chart.repository,
      chart: chart.name,
      version: chart.version,
      namespace,
      createNamespace,
      values: [stringify(values, { lineWidth: 0, sortMapEntries: true, aliasDuplicateObjects: false })],
      ...releaseSettings(timeoutSeconds),
      ...(dependsOn.length > 0 && { dependsOn: [...dependsOn] }),
    });
  }
}
