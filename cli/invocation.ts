/** How to call this program again: npm tells a program that `npx` has started it. */
export const invocation = process.env['npm_command'] === 'exec' ? 'npx ninefold' : 'ninefold';
