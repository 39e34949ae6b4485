import { join } from 'node:path';
import { packageFolder } from '../schemas/package-folder';
import { synthesize } from '../stacks/synthesize';
import { environmentWithRegions } from './environments';

/** What every measurement is about. */
export interface Bench {
  /** The example that is measured, and grown. */
  readonly spec: string;
  /** Folder for whatever is written; it goes away in the end. */
  readonly work: string;
}

export const exampleSpec = join(packageFolder, 'examples', 'chat-assistant', 'project.yaml');

/** `ninefold` itself, as a program for Node. */
export const cli = join(__dirname, '..', 'cli', 'ninefold.js');

/** Another program of this folder. */
export function program(name: string): string {
  return join(__dirname, `${name}.js`);
}

/** Regions that make at least so many resources of the example. */
export function regionsFor(resources: number, { spec, work }: Bench): number {
  const count = (regions: number) => {
    const stacks = synthesize(environmentWithRegions(spec, regions), join(work, `probe-${regions}`));
    return stacks.reduce((sum, stack) => sum + stack.resources, 0);
  };
  const [one, two] = [count(1), count(2)];
  return Math.ceil((resources - one) / (two - one)) + 1;
}
