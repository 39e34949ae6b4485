import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareSandbox } from '../sandbox/prepare';
import { sandboxFolder } from '../sandbox/sandbox-folder';
import { cachedSchema } from '../sandbox/schema/cached-schema';
import { type Bench, cli, program } from './bench';
import type { Figures } from './promises';
import { measureProviderStart } from './provider-start';

/** Starts of simulated providers, which Terraform waits for several times for every stack. */
export async function providerStarts({ work }: Bench): Promise<Figures> {
  const folder = sandboxFolder(join(work, 'providers'));
  await prepareSandbox(folder, join(work, 'schemas'));
  const aws = await measureProviderStart(folder, 'aws', 5, 15);
  const helm = await measureProviderStart(folder, 'helm', 6, 15);
  return {
    'provider-aws': aws.map(({ answer }) => answer),
    'provider-helm': helm.map(({ answer }) => answer),
    'provider-against-bare': aws.map(({ answer, bare }) => answer / bare),
    'provider-processor': aws.map(({ processor }) => processor),
  };
}

/** `ninefold sandbox up`, as people run it, and what it becomes as environments grow. */
export function sandbox(bench: Bench): Figures {
  return { ...sandboxUp(bench), ...sandboxGrowth(bench) };
}

function sandboxUp({ spec, work }: Bench): Figures {
  const folder = join(work, 'up');
  const runs = [1, 2, 3].map(() => {
    const run = deploy([cli, 'sandbox', 'up', spec, '--folder', folder], work);
    rmSync(folder, { recursive: true, force: true });
    return run;
  });
  return { 'sandbox-up': runs.map(({ seconds }) => seconds) };
}

/** Time for each resource as environments grow; 1 says that it stays the same. */
function sandboxGrowth({ spec, work }: Bench): Figures {
  for (const provider of ['aws', 'helm'] as const) cachedSchema(provider, join(work, 'schemas'));
  const figures = new Map(
    [1, 3, 10, 30].map((regions) => {
      const folder = join(work, `regions-${regions}`);
      const { output, seconds, processor } = deploy([program('sandbox-up'), spec, String(regions), folder], work);
      rmSync(folder, { recursive: true, force: true });
      const resources = Number(/^resources (\d+)$/m.exec(output)?.[1]);
      const each = { seconds: seconds / resources, processor: processor / resources };
      process.stdout.write(`     ${regions} regions: ${describe(resources, seconds, processor)}\n`);
      return [regions, each] as const;
    }),
  );
  const growth = (from: number, figure: 'seconds' | 'processor') => [
    (figures.get(30)?.[figure] ?? Number.NaN) / (figures.get(from)?.[figure] ?? Number.NaN),
  ];
  return {
    'sandbox-growth-1': growth(1, 'seconds'),
    'sandbox-growth-3': growth(3, 'seconds'),
    'sandbox-growth-10': growth(10, 'seconds'),
    'sandbox-growth-processor': growth(3, 'processor'),
  };
}

function describe(resources: number, seconds: number, processor: number): string {
  const each = (time: number) => `${((1000 * time) / resources).toFixed(1)} ms each`;
  return `${resources} resources in ${seconds.toFixed(1)} s (${each(seconds)}), ${processor.toFixed(1)} s of processors (${each(processor)})`;
}

interface Deployment {
  readonly output: string;
  readonly seconds: number;
  /** User and system time of the process and everything that it has started. */
  readonly processor: number;
}

function deploy(args: readonly string[], work: string): Deployment {
  const script = '"$@"; code=$?; times; exit $code';
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...args], {
    env: { ...process.env, XDG_CACHE_HOME: work },
    cwd: work,
    encoding: 'utf8',
    maxBuffer: 1 << 27,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`node ${args.join(' ')} failed:\n${stdout}${stderr}`);
  // The last line is about the children: `0m1.230000s 0m0.450000s`.
  const [user = 0, system = 0] = Array.from(
    (stdout.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g),
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  return { output: stdout, seconds, processor: user + system };
}
