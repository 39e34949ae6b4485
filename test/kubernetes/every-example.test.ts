import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import { compile, compileFile } from '../../planner/compile';
import type { Environment } from '../../planner/environment/environment';
import { synthesize } from '../../stacks/synthesize';
import { mustRun } from '../support/debian-tools';
import { exampleNames, examplesFolder } from '../support/examples';
import { consistencyProblems } from '../support/kubernetes/consistency';
import { nodesOf } from '../support/kubernetes/node';
import { schemaProblems } from '../support/kubernetes/schemas';
import { securityProblems } from '../support/kubernetes/security';
import { configProblems } from '../support/serving/running-gateway';
import { type Spec, specWith, today } from '../support/spec';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'ninefold-manifests-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

function yamlBelow(folder: string): Manifest[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !path.includes('templates/'))
    .flatMap((path) => parseAllDocuments(readFileSync(join(folder, path), 'utf8')).map((document) => document.toJS()));
}

function problemsIn(environment: Environment): string[] {
  synthesize(environment, outdir);
  return environment.regions.flatMap((region) => {
    const manifests = yamlBelow(join(outdir, 'manifests', region.name));
    expect(manifests.length).toBeGreaterThan(3);
    return [
      ...schemaProblems(manifests),
      ...consistencyProblems(manifests, nodesOf(region)),
      ...securityProblems(manifests),
      ...gatewayProblems(manifests),
    ];
  });
}

/** What HAProxy itself says against the configuration of the gateway, where it can be had. */
function gatewayProblems(manifests: readonly Manifest[]): string[] {
  const config = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'gateway');
  if (config === undefined || !mustRun('haproxy')) return [];
  const { data } = config as Manifest & { readonly data: Readonly<Record<string, string>> };
  const problems = configProblems(data['haproxy.cfg'] ?? '');
  return problems === '' ? [] : [problems];
}

describe('the manifests of', () => {
  test.each(exampleNames)('%s pass the official schemas and fit together', (name) => {
    const { environment } = compileFile(join(examplesFolder, name, 'project.yaml'), today);
    if (environment === undefined) throw new Error(`${name} has errors`);
    expect(problemsIn(environment)).toEqual([]);
  });

  it('jobs with a schedule, a service that scores them, an evaluation of another one, a server of answers, gated data and a shared file system pass the official schemas and fit together', () => {
    const spec = specWith((s: Spec) => {
      s.regions = s.regions.slice(0, 1);
      s.inference = s.inference.slice(0, 1);
      s.dns = undefined;
      s.training[0] = {
        ...s.training[0],
        dataset: ['hf://acme/preferences', 's3://acme-data/more.jsonl'],
        secret: 'prod/huggingface',
        checkpoints: { storage: 'lustre' },
        run: '0 3 * * 1',
        evaluate: { benchmarks: ['mmlu'], gate: { mmlu: 0.5 }, service: 'trial' },
        export: { quantization: 'awq', bits: 4, dataset: ['s3://acme-data/calibration.jsonl'] },
      };
      s.inference[1] = {
        name: 'trial',
        model: { training: 'dpo' },
        engine: 'vllm',
        quantization: 'awq',
        pool: 'serve',
        exposure: 'internal',
        apiKey: { secret: 'prod/trial-key' },
      };
      s.training.push({
        name: 'answers',
        model: 'qwen',
        method: 'grpo',
        dataset: ['s3://acme-data/prompts.jsonl'],
        rewardFunctions: ['accuracy'],
        rollout: { mode: 'server' },
        pool: 'train',
        run: 'on-deploy',
      });
      s.evaluation = [{ name: 'chat-scores', service: 'chat', benchmarks: ['gsm8k'], run: 'on-deploy' }];
    });
    const { environment, findings } = compile({ file: 'test.yaml', text: stringify(spec) }, today);
    if (environment === undefined) throw new Error(JSON.stringify(findings));
    expect(problemsIn(environment)).toEqual([]);
  });

  it('a spec with Karpenter, a gated model, an adapter and Argo CD pass the official schemas and fit together', () => {
    const spec = specWith((s: Spec) => {
      s.pools.push({
        name: 'burst',
        instanceTypes: ['g6.xlarge', 'g6.2xlarge'],
        provisioner: 'karpenter',
        capacity: 'spot',
        nodes: { min: 0, max: 4 },
      });
      s.models[0] = { ...s.models[0], source: 'hf://meta-llama/Llama-3.1-8B', secret: 'prod/huggingface' };
      s.inference[0].adapters = [{ name: 'style', training: 'dpo' }];
      s.delivery = { by: 'argocd', repository: 'https://github.com/acme/env.git', secret: 'prod/git' };
    });
    const { environment, findings } = compile({ file: 'test.yaml', text: stringify(spec) }, today);
    if (environment === undefined) throw new Error(JSON.stringify(findings));
    expect(problemsIn(environment)).toEqual([]);
    const stacks = readdirSync(join(outdir, 'stacks')).filter((name) => /-(platform|workloads)$/.test(name));
    const applications = stacks.flatMap((stack) =>
      yamlBelow(join(outdir, 'stacks', stack, 'charts')).filter(({ kind }) => kind === 'Application'),
    );
    expect(applications.length).toBeGreaterThan(3);
    expect(schemaProblems(applications)).toEqual([]);
  });
});
