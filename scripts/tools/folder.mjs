import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is downloaded goes there. */
export const tools = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.tools');
