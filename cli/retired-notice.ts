import { count } from './run-text';

/** What to say about stacks that are gone from the spec and may still be deployed. */
export function retiredNotice(names: readonly string[]): string {
  const isOne = names.length === 1;
  return [
    `${count(names.length, 'stack')} ${isOne ? 'is' : 'are'} gone from the spec and may still be deployed: ${names.join(', ')}`,
    `  \`ninefold deploy --prune\` destroys ${isOne ? 'it' : 'them'} after everything else is up to date`,
  ].join('\n');
}
