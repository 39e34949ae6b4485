/** What V8's sampling profiler writes with `node --cpu-prof` (Chrome DevTools protocol, "Profiler.Profile"). */
export interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  /** The node at the top of the stack at each sample. */
  readonly samples: readonly number[];
  /** Microseconds since the sample before. */
  readonly timeDeltas: readonly number[];
}

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

/** Time of the processor in the code of one place itself, without what that code calls. */
export interface Share {
  readonly name: string;
  readonly milliseconds: number;
  /** Of all time but waiting: 0 to 1. */
  readonly share: number;
}

export interface ProfileSummary {
  readonly milliseconds: number;
  /** Packages of others, folders of ours and parts of Node; the largest first. */
  readonly places: readonly Share[];
  readonly functions: readonly Share[];
}

/** @param root the folder of the compiled program: what is below it is ours */
export function summarizeProfile(profiles: readonly CpuProfile[], root: string): ProfileSummary {
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  let total = 0;
  for (const { nodes, samples, timeDeltas } of profiles) {
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    for (const [index, sample] of samples.entries()) {
      const frame = frames.get(sample);
      const time = Math.max(0, timeDeltas[index] ?? 0) / 1000;
      if (frame === undefined || frame.functionName === '(idle)') continue;
      total += time;
      const place = placeOf(frame.url, frame.functionName, root);
      places.set(place, (places.get(place) ?? 0) + time);
      const name =
        frame.url === '' && place !== 'node: natives'
          ? place
          : `${frame.functionName || 'the module itself'} (${place})`;
      functions.set(name, (functions.get(name) ?? 0) + time);
    }
  }
  return { milliseconds: total, places: largestFirst(places, total), functions: largestFirst(functions, total) };
}

/** `cdktf`, `planner/rules`, `node: loading modules`, `garbage collector`. */
function placeOf(url: string, functionName: string, root: string): string {
  const path = url.replace(/^file:\/\//, '');
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (inPackage?.[1] !== undefined) return inPackage[1];
  if (path.startsWith(`${root}/`)) {
    const [first = '', second = ''] = path.slice(root.length + 1).split('/');
    return second.endsWith('.js') || second === '' ? first : `${first}/${second}`;
  }
  if (loading.has(functionName) || path.startsWith('node:internal/modules/')) return 'node: loading modules';
  if (path.startsWith('node:')) return `node: ${/^node:(?:internal\/)?([^/]+)/.exec(path)?.[1] ?? ''}`;
  return functionName === '' || /^\(.*\)$/.test(functionName)
    ? functionName.replaceAll(/[()]/g, '') || 'unknown'
    : 'node: natives';
}

/** Natives that compile or find a module. */
const loading = new Set(['compileFunctionForCJSLoader', 'internalModuleStat', 'internalModuleReadJSON', 'wrapSafe']);

function largestFirst(times: ReadonlyMap<string, number>, total: number): Share[] {
  return [...times]
    .map(([name, milliseconds]) => ({ name, milliseconds, share: total === 0 ? 0 : milliseconds / total }))
    .sort((a, b) => b.milliseconds - a.milliseconds || (a.name < b.name ? -1 : 1));
}
