/** Text of a schema, a rule or a command as Markdown: what is not in backticks stands for itself. */
export function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replace(/[\\<*|]|(?<!\w)_|_(?!\w)/g, '\\$&')))
    .join('');
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}

/** A list item, with further lines below it indented. */
export function item(text: string): string {
  return `- ${text.trim().replace(/\n/g, '\n  ')}`;
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}

/** The first lines of every generated page. */
export function pageHead(title: string, introduction: string): string {
  return `<!-- Written by \`npm run docs\`. Do not edit. -->\n\n# ${title}\n\n${introduction}`;
}
