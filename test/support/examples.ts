import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the examples. */
export const examplesFolder = join(__dirname, '..', '..', 'examples');

/** The examples that are specs. */
export const exampleNames = readdirSync(examplesFolder).filter((name) =>
  existsSync(join(examplesFolder, name, 'project.yaml')),
);
