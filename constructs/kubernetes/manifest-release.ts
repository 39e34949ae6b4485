import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Release } from '@cdktf/provider-helm/lib/release';
import { Construct } from 'constructs';
import { addCustomSynthesis, Lazy, resolve, type TerraformResource, TerraformStack } from '../substrate/cdktf';
import { contentDigest } from './content-digest';
import { application, type GitOps } from './git-ops';
import type { Manifest } from './manifest';
import { type ManifestFile, manifestContent, manifestFiles } from './manifest-text';
import { extractReferences } from './references';
import { releaseSettings } from './release-settings';

/** Inputs of {@link ManifestRelease}. */
export interface ManifestReleaseProps {
  /** Name of the release, of its chart, and of the folder of its manifests; unique in the cluster. */
  readonly name: string;
  /** Namespace that keeps the release's record; it must exist. Objects name their own. */
  readonly namespace: string;
  /** Folder below `manifests/`: the region. */
  readonly folder: string;
  /** Asked for once, when the app is synthesized: a plan that only counts resources renders none. */
  readonly manifests: () => readonly Manifest[];
  /** Whether Helm waits until everything is ready, and takes back what is not. @default true */
  readonly wait?: boolean;
  /** Whether Helm waits until jobs are done. @default true */
  readonly waitForJobs?: boolean;
  /** How long Helm waits until everything is ready. @default 600 */
  readonly timeoutSeconds?: number;
  /** Argo CD installs the objects from Git in place of Helm; it has to be there. Default: Helm does, when Terraform deploys. */
  readonly gitOps?: GitOps;
  /** Releases that have to be there before, such as those that bring the definitions of custom resources. */
  readonly dependsOn?: readonly TerraformResource[];
}

/**
 * A group of Kubernetes objects, installed and changed as one Helm release. Its chart is written beside the stack and
 * holds the manifests as files, which Helm's templating passes through untouched; only `<<name>>` is replaced, by what
 * Terraform knows when it deploys. The same manifests are written as plain YAML below `manifests/` for people.
 *
 * With {@link GitOps} the chart is written below `argocd/` for Git, and the release holds only the Application that leads
 * Argo CD there, with the values that Terraform knows.
 *
 * @throws Error at synthesis, if a manifest defines a custom resource (Helm never updates those), if two are the same object, or if
 * the chart is too large for a release
 */
export class ManifestRelease extends Construct {
  /** The Helm release, for what depends on it. */
  readonly release: TerraformResource;

  constructor(scope: Construct, id: string, props: ManifestReleaseProps) {
    super(scope, id);
    const {
      name,
      namespace,
      folder,
      gitOps,
      wait = true,
      waitForJobs = true,
      timeoutSeconds = 600,
      dependsOn = [],
    } = props;
    const stack = TerraformStack.of(this);
    let rendered: Rendered | undefined;
    const render = () => {
      rendered ??= renderRelease(props, withoutTokens(stack, props.manifests()));
      return rendered;
    };
    addCustomSynthesis(this, {
      onSynthesize({ outdir, manifest }) {
        const { workingDirectory } = manifest.forStack(stack);
        const { plain, content, delivered, version } = render();
        const files = manifestFiles(plain);
        const deliveredFiles = gitOps ? manifestFiles(delivered) : files;
        writeFiles(join(outdir, workingDirectory, 'charts', name), chartOf(name, version, deliveredFiles));
        writeFiles(join(outdir, 'manifests', folder, name), files);
        if (gitOps) writeFiles(join(outdir, 'argocd', folder, name), chartOf(name, versionOf(content), files));
      },
    });
    this.release = new Release(this, 'release', {
      name,
      namespace,
      chart: `./charts/${name}`,
      version: Lazy.stringValue({ produce: () => render().version }),
      values: Lazy.listValue({ produce: () => valuesOf(render().references) }),
      ...releaseSettings(timeoutSeconds),
      ...(wait ? { waitForJobs } : { wait, waitForJobs: false, atomic: false }),
      ...(dependsOn.length > 0 && { dependsOn: [...dependsOn] }),
    });
  }
}

/**
 * The chart's only template. What a reference stands for goes into YAML as it is, so it must not be able to change the
 * meaning of what is around it.
 */
const template = `{{- range $path, $_ := .Files.Glob "manifests/**" }}
{{- $text := $.Files.Get $path }}
{{- range $name, $value := $.Values.references }}
{{- if regexMatch "[\\\\s\\"'{}]|^[&*!|>%@\`]" $value }}{{ fail (printf "the value of %s cannot stand in YAML" $name) }}{{ end }}
{{- $text = replace (printf "<<%s>>" $name) $value $text }}
{{- end }}
---
{{ $text }}
{{- end }}
`;

/** What a release delivers. */
interface Rendered {
  /** The objects themselves, with names in the place of what Terraform knows. */
  readonly plain: readonly Manifest[];
  /** Their text. */
  readonly content: string;
  /** What Terraform knows, by those names. */
  readonly references: Readonly<Record<string, string>>;
  /** The objects that Helm installs: with Argo CD only its Application. */
  readonly delivered: readonly Manifest[];
  readonly version: string;
}

function renderRelease(props: ManifestReleaseProps, manifests: readonly Manifest[]): Rendered {
  const { name, gitOps } = props;
  refuseDefinitions(manifests);
  const { manifests: plain, references } = extractReferences(manifests);
  const content = manifestContent(plain);
  refuseOversize(name, content);
  const delivered = gitOps ? [application({ ...props, gitOps }, references)] : plain;
  return { plain, content, references, delivered, version: versionOf(gitOps ? manifestContent(delivered) : content) };
}

/** Attributes of resources in the same stack are tokens of cdktf, which become expressions. */
function withoutTokens(stack: TerraformStack, manifests: readonly Manifest[]): readonly Manifest[] {
  if (!JSON.stringify(manifests).includes('TfToken[')) return manifests;
  return resolve(stack, manifests);
}

/** JSON is YAML, and Terraform writes it after it has evaluated the expressions, whatever they contain. */
function valuesOf(references: Readonly<Record<string, string>>): string[] | undefined {
  const entries = Object.entries(references).map(([name, expression]) => `${JSON.stringify(name)} = ${expression}`);
  return entries.length === 0 ? undefined : [`\${jsonencode({ references = { ${entries.join(', ')} } })}`];
}

/** A chart that Helm and Argo CD install alike. */
function chartOf(name: string, version: string, files: readonly ManifestFile[]): readonly ManifestFile[] {
  const chartText = `apiVersion: v2\nname: ${name}\ndescription: Generated by Ninefold\ntype: application\nversion: ${version}\n`;
  return [
    { path: 'Chart.yaml', text: chartText },
    { path: 'templates/manifests.yaml', text: template },
    ...files.map(({ path, text }) => ({ path: `manifests/${path}`, text })),
  ];
}

/** Equal content has an equal version, and any change another one. */
function versionOf(content: string): string {
  const hash = contentDigest(`${content}\0${template}`, 16);
  // After a dot, a hash of digits only that begins with 0 would be no version.
  return `0.0.0-sha-${hash}`;
}

/** Source: Helm documentation, "Custom Resource Definitions": no support for upgrading or deleting them. */
function refuseDefinitions(manifests: readonly Manifest[]): void {
  const found = manifests.find(({ kind }) => kind === 'CustomResourceDefinition');
  if (found)
    throw new Error(`${found.metadata.name} is a definition of a custom resource and belongs in a chart of its own`);
}

/**
 * Helm keeps a release, chart and rendered manifests together, gzipped and in base64, in a secret of at most 1 MiB.
 * Source: Kubernetes, "Secrets", restrictions; Helm 3, storage driver "secrets".
 */
const releaseBytes = 1024 * 1024;

function refuseOversize(name: string, text: string): void {
  // Far from the limit nothing has to be compressed to know.
  if (text.length * 2 < releaseBytes) return;
  const bytes = Math.ceil((gzipSync(text + text).length * 4) / 3);
  if (bytes > releaseBytes * 0.9)
    throw new Error(`the release ${name} has ${bytes} bytes, too many for Helm: split it`);
}

/** What an earlier synthesis left in the folder would be installed as well. */
function writeFiles(folder: string, files: readonly ManifestFile[]): void {
  rmSync(folder, { recursive: true, force: true });
  for (const parent of new Set(files.map(({ path }) => dirname(path))))
    mkdirSync(join(folder, parent), { recursive: true });
  for (const { path, text } of files) writeFileSync(join(folder, path), text);
}
