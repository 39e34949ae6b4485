import { engineArguments } from '../../../catalog/engine-arguments';
import type { Engine } from '../../../catalog/engines';
import { suggest } from '../../../schemas/suggest';

/** An argument that is not in the catalog. */
export interface UnknownArgument {
  /** As it is written, without a value. */
  readonly name: string;
  readonly position: number;
  /** The one of the catalog that it is a slip of the pen for; absent if none is near. */
  readonly meant?: string;
}

export function unknownArguments(engine: Engine, extraArgs: readonly string[]): UnknownArgument[] {
  const known = Object.keys(engineArguments[engine]);
  return extraArgs.flatMap((word, position) => {
    const [name = word] = word.split('=');
    const spelled = engine === 'vllm' ? plainName(name) : name;
    if (!spelled.startsWith('--') || known.includes(spelled)) return [];
    const meant = suggest(spelled, known);
    return [{ name, position, ...(meant !== undefined && { meant }) }];
  });
}

/** vLLM takes underscores for hyphens, switches with a `no` before them, and keys of JSON behind a dot. */
function plainName(name: string): string {
  const [first = name] = name.split('.');
  return first.replaceAll('_', '-').replace(/^--no-/, '--');
}
