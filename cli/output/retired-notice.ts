import { count } from '../../schemas/count';

/** What to say about stacks that are gone from the spec and may still be deployed. */
export function retiredNotice(names: readonly string[], simulated: boolean): string {
  const isOne = names.length === 1;
  const command = simulated ? 'ninefold sandbox up' : 'ninefold deploy';
  return [
    `${count(names.length, 'stack')} ${isOne ? 'is' : 'are'} gone from the spec and may still be deployed: ${names.join(', ')}`,
    `  \`${command} --prune\` destroys ${isOne ? 'it' : 'them'} after everything else is up to date`,
  ].join('\n');
}
