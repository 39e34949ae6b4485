/** Whether a text is what a pattern says, in which `*` stands for any text and `?` for one character. */
export function isLike(text: string, pattern: string, options?: { readonly ignoringCase: boolean }): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const expression = escaped.replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, options?.ignoringCase ? 'is' : 's').test(text);
}
