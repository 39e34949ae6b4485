import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CpuProfile } from './cpu-profile';

/** The profile with its functions in the modules that scripts/bundle.mjs made one file of. */
export function inModules(profile: CpuProfile, packageFolder: string): CpuProfile {
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const known = lines.get(file) ?? (existsSync(file) ? modulesByLine(readFileSync(file, 'utf8')) : []);
    lines.set(file, known);
    return known;
  };
  const nodes = profile.nodes.map((node) => {
    const { url, lineNumber } = node.callFrame;
    const file = url.replace(/^file:\/\//, '');
    const module = file.startsWith(join(packageFolder, 'dist')) ? linesOf(file)[lineNumber] : undefined;
    return module === undefined
      ? node
      : { ...node, callFrame: { ...node.callFrame, url: join(packageFolder, module) } };
  });
  return { ...profile, nodes };
}

/** For each line of a bundle, the module that it came from: esbuild names it in a comment before its code. */
function modulesByLine(bundle: string): readonly string[] {
  const modules: string[] = [];
  let module: string | undefined;
  for (const [index, line] of bundle.split('\n').entries()) {
    module = /^\/\/ (dist\/\S+\.js(?:on)?)$/.exec(line)?.[1] ?? module;
    if (module !== undefined) modules[index] = module;
  }
  return modules;
}
