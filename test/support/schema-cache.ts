import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Schemas that tests derive, kept between runs. */
export const schemaCache = join(tmpdir(), 'ninefold-schema-cache');
