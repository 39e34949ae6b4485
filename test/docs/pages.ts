import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(__dirname, '..', '..');

/** Every page of Markdown that comes with Ninefold, by its path from the root. */
export const pages: readonly string[] = [
  ...filesIn('.').filter((name) => name.endsWith('.md')),
  ...['docs', 'examples', 'blueprints', 'catalog'].flatMap((folder) =>
    filesIn(folder, { recursive: true })
      .filter((name) => name.endsWith('.md'))
      .map((name) => join(folder, name)),
  ),
].sort();

export function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

/** What stands in fences of a language, in order. */
export function fences(page: string, ...languages: readonly string[]): string[] {
  const every = [...textOf(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)];
  return every.filter(([, language = '']) => languages.includes(language)).map(([, , text = '']) => text);
}

/** What stands in backticks outside of fences. */
export function inlineCode(page: string): string[] {
  const prose = textOf(page).replace(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

function filesIn(folder: string, options?: { readonly recursive: boolean }): string[] {
  return readdirSync(join(root, folder), { recursive: options?.recursive ?? false }).map(String);
}
