/** A spec has fewer than ten levels; the parser, which calls itself for each, copes with some thousands. */
const deepest = 500;

/**
 * Whether a text opens so many levels that the parser would run out of stack. It reports that itself most of the time;
 * but where the last free bytes are asked for by a regular expression, the whole process ends. Brackets in texts count
 * too, which no spec has in such numbers.
 */
export function isNestedTooDeep(text: string): boolean {
  return hasDeepBrackets(text) || hasDeepIndentation(text);
}

function hasDeepBrackets(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && depth > 0) depth--;
    if (depth > deepest) return true;
  }
  return false;
}

/** What can open a level at the start of a line: blanks, and the marks of items and keys. */
function hasDeepIndentation(text: string): boolean {
  let width = 0;
  let isStart = true;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '\n') {
      isStart = true;
      width = 0;
    } else if (isStart && (character === ' ' || character === '-' || character === '?' || character === ':')) {
      width++;
      if (width > 2 * deepest) return true;
    } else {
      isStart = false;
    }
  }
  return false;
}
