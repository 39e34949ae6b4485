import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments, visit } from 'yaml';
import type { Finding, Location, Path } from './finding';
import { isNestedTooDeep } from './nesting';
import type { Source } from './source';

/** A parsed YAML file: its plain data, and where each value stands. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /**
   * Where a value, or its key, stands. A path that leads nowhere is answered with the key of its nearest ancestor
   * that exists; undefined only for an empty document.
   */
  locate(path: Path, at: 'key' | 'value'): Location | undefined;
  /** Whether the path leads to a value. */
  has(path: Path): boolean;
}

/** Parses one YAML 1.2 document. Every syntax error becomes a finding; then there is no document. */
export function parseYaml(source: Source): { document: YamlDocument } | { findings: Finding[] } {
  if (isNestedTooDeep(source.text)) return { findings: [tooDeep(source)] };
  const placeOf = placesIn(source);
  try {
    const documents = parseAllDocuments(source.text, {
      prettyErrors: false,
      uniqueKeys: true,
      logLevel: 'error',
    });
    const parsed = Array.isArray(documents) ? (documents as Document.Parsed[]) : [];
    const errors = parsed.flatMap((document) => [...document.errors, ...document.warnings]);
    // Where the parser gives up for its depth, the errors that follow mean nothing.
    if (errors.some((error) => error.code === 'RESOURCE_EXHAUSTION')) return { findings: [tooDeep(source)] };
    if (errors.length > 0) {
      return {
        findings: withoutConsequences(errors).map((error) => syntaxFinding(source.text, parsed, placeOf, error)),
      };
    }
    const [first, second] = parsed;
    if (first === undefined || first.contents === null) return { findings: [empty(source)] };
    if (second !== undefined) return { findings: [several(source, placeOf, second)] };
    const unresolved = unresolvedAlias(placeOf, first);
    if (unresolved !== undefined) return { findings: [unresolved] };
    const merges = mergeKeys(placeOf, first);
    if (merges.length > 0) return { findings: merges };
    // YAML's own limit on aliases stops documents that grow exponentially when they are read.
    const value: unknown = first.toJS({ maxAliasCount: 100 });
    if (isCyclic(value, new Set(), new Set())) return { findings: [recursive(source)] };
    return { document: makeDocument(source.file, first, value, placeOf) };
  } catch (error) {
    return { findings: [unparsable(source, error as Error)] };
  }
}

function makeDocument(file: string, document: Document.Parsed, value: unknown, placeOf: PlaceOf): YamlDocument {
  const location = (node: Node | null | undefined): Location | undefined => {
    const range = node?.range;
    return range ? placeOf(range[0], range[1]) : undefined;
  };
  // Where there is no key to point at, in a list and at the root, the start stands for the value.
  const start = (node: Node | undefined): Location | undefined => {
    const whole = location(node);
    return whole && { ...whole, endLine: whole.line, endColumn: whole.column };
  };
  const steps = (path: Path) => walk(document, path);
  return {
    file,
    value,
    has: (path) => steps(path).complete,
    locate(path, at) {
      const { key, node, complete } = steps(path);
      if (!complete || at === 'key') return key === undefined ? start(node) : location(key);
      return location(node ?? key);
    },
  };
}

interface Walked {
  /** Key of the last step that exists; undefined at the root and in lists. */
  readonly key: Node | undefined;
  readonly node: Node | undefined;
  /** Whether the whole path exists. */
  readonly complete: boolean;
}

function walk(document: Document.Parsed, path: Path): Walked {
  let node: Node | undefined = document.contents as Node;
  let key: Node | undefined;
  for (const step of path) {
    const target: unknown = isAlias(node) ? node.resolve(document) : node;
    if (isMap(target)) {
      const pair = target.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) return { key, node, complete: false };
      key = pair.key as Node;
      node = (pair.value as Node | null) ?? undefined;
    } else if (isSeq(target) && typeof step === 'number' && target.items[step] !== undefined) {
      node = target.items[step] as Node;
      key = undefined;
    } else {
      return { key, node, complete: false };
    }
  }
  return { key, node, complete: true };
}

/** Where a part of a text stands, by its offsets. */
type PlaceOf = (start: number, end: number) => Location;

/**
 * Counts the lines of the whole text: the parser counts only those that it comes to, and points behind the end of a
 * text that ends too early.
 */
function placesIn({ file, text }: Source): PlaceOf {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return (start, end) => {
    const from = lines.linePos(Math.min(start, text.length));
    const to = lines.linePos(Math.min(Math.max(start, end), text.length));
    return { file, line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
}

interface SyntaxError {
  readonly code: string;
  readonly message: string;
  readonly pos: [number, number];
}

/** Codes that leave the parser sure of what comes after them. */
const harmless: readonly string[] = ['DUPLICATE_KEY', 'TAG_RESOLVE_FAILED', 'TAB_AS_INDENT'];

/**
 * Where the parser has lost the structure, it finds the lines that follow wrong as well: only the first such place says
 * what to correct, and none where a tab before it explains it.
 */
function withoutConsequences(errors: readonly SyntaxError[]): SyntaxError[] {
  const sorted = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const lost = sorted.findIndex(({ code }) => !harmless.includes(code));
  if (lost < 0) return sorted;
  const isTab = ({ code }: SyntaxError) => code === 'TAB_AS_INDENT';
  const before = sorted.slice(0, sorted.slice(0, lost).some(isTab) ? lost : lost + 1);
  return [...before, ...sorted.slice(lost + 1).filter(isTab)];
}

/** What the parser calls otherwise, or shows where it noticed it and not where it begins. */
const plainWords: readonly { readonly says: RegExp; readonly message: string; readonly fix: string }[] = [
  {
    says: /^Implicit map keys need to be followed by map values/,
    message: 'a key without a colon',
    fix: 'write a colon and a blank after the key, or correct the indentation',
  },
  {
    says: /^Sequence item without - indicator|^All (mapping|sequence) items must start at the same column/,
    message: 'a line is indented otherwise than those that it belongs to',
    fix: 'indent it like the lines around it',
  },
  {
    says: /^Nested mappings are not allowed|^Implicit keys need to be on a single line/,
    message: 'a key where a value goes on',
    fix: 'begin it on a line of its own, indented like the keys around it; put texts with ": " in quotes',
  },
];

function syntaxFinding(
  text: string,
  documents: readonly Document.Parsed[],
  placeOf: PlaceOf,
  error: SyntaxError,
): Finding {
  const location = placeOf(error.pos[0], error.pos[1]);
  const base = { severity: 'error', path: [], location } as const;
  if (error.code === 'DUPLICATE_KEY') {
    return {
      ...base,
      rule: 'yaml/duplicate-key',
      message: 'this key stands twice in one map',
      fix: 'keep one of them',
    };
  }
  if (error.code === 'TAG_RESOLVE_FAILED') {
    return { ...base, rule: 'yaml/unknown-tag', message: 'this tag means nothing in a spec', fix: 'remove the tag' };
  }
  if (error.code === 'TAB_AS_INDENT') {
    return { ...base, rule: 'yaml/tab', message: 'a tab is used as indentation', fix: 'indent with spaces' };
  }
  const opened = openedBefore(text, documents, error);
  if (opened !== undefined) {
    return {
      ...base,
      rule: 'yaml/syntax',
      message: `this is not valid YAML: ${JSON.stringify(text[opened])} is opened here and not closed`,
      fix: 'close it, or put a text that contains it in quotes of the other kind',
      location: placeOf(opened, opened + 1),
    };
  }
  const plain = plainWords.find(({ says }) => says.test(error.message));
  return {
    ...base,
    rule: 'yaml/syntax',
    message: `this is not valid YAML: ${plain?.message ?? firstSentence(error.message)}`,
    fix: plain?.fix ?? 'correct the indentation, quotes and brackets around this place',
  };
}

/** Where the quote or the bracket stands whose end the parser misses. */
function openedBefore(text: string, documents: readonly Document.Parsed[], error: SyntaxError): number | undefined {
  if (!/^Missing closing ["']quote|^Flow (map|sequence) .*must .*end with a [}\]]/.test(error.message))
    return undefined;
  let opened: number | undefined;
  for (const document of documents) {
    visit(document, {
      Node(_key, { range }) {
        if (range && range[0] < error.pos[1] && isOpen(text.slice(range[0], range[1]).trim())) opened = range[0];
      },
    });
  }
  return opened;
}

/** Whether a text begins with a quote or a bracket, and does not end with its counterpart. */
function isOpen(text: string): boolean {
  const closing = { '"': '"', "'": "'", '{': '}', '[': ']' }[text[0] ?? ''];
  return closing !== undefined && (text.length < 2 || !text.endsWith(closing));
}

/** `<<` is a word of YAML 1.1: in YAML 1.2 it is a key like any other, which no map of a spec has. */
function mergeKeys(placeOf: PlaceOf, document: Document.Parsed): Finding[] {
  const findings: Finding[] = [];
  visit(document, {
    Pair(_index, { key }) {
      if (!isScalar(key) || key.value !== '<<' || !key.range) return;
      findings.push({
        rule: 'yaml/merge-key',
        severity: 'error',
        path: [],
        message: 'a merge key brings nothing into a spec',
        found: '<<',
        fix: 'write out the keys that it stands for; an alias can stand for a whole value only',
        location: placeOf(key.range[0], key.range[1]),
      });
    },
  });
  return findings;
}

/** An alias whose anchor does not stand before it. */
function unresolvedAlias(placeOf: PlaceOf, document: Document.Parsed): Finding | undefined {
  const anchors = new Set<string>();
  let finding: Finding | undefined;
  visit(document, {
    Node(_key, node) {
      if ('anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
    },
    Alias(_key, { source: name, range }) {
      if (anchors.has(name)) return undefined;
      const location = range && placeOf(range[0], range[1]);
      finding = {
        rule: 'yaml/unknown-alias',
        severity: 'error',
        path: [],
        message: `no anchor ${JSON.stringify(name)} stands before this alias`,
        found: `*${name}`,
        fix: `write the value out, or put &${name} before the value that is meant; a text that starts with * needs quotes`,
        ...(location && { location }),
      };
      return visit.BREAK;
    },
  });
  return finding;
}

/** Whether a value holds itself, as `&a [*a]` does. */
function isCyclic(value: unknown, above: Set<unknown>, done: Set<unknown>): boolean {
  if (value === null || typeof value !== 'object' || done.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((below) => isCyclic(below, above, done));
  above.delete(value);
  done.add(value);
  return found;
}

function recursive(source: Source): Finding {
  return whole(source, 'yaml/recursive-alias', 'a value holds itself through an alias', 'write the values out');
}

function firstSentence(text: string): string {
  return text.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? text;
}

function empty(source: Source): Finding {
  return whole(source, 'yaml/empty', 'the file holds no project', 'write a spec, or make one with `ninefold init`');
}

function several(source: Source, placeOf: PlaceOf, second: Document.Parsed): Finding {
  const start = second.range?.[0] ?? 0;
  return {
    ...whole(source, 'yaml/several-documents', 'the file holds several YAML documents', 'keep one project in a file'),
    location: placeOf(start, start),
  };
}

function unparsable(source: Source, error: Error): Finding {
  if (error instanceof RangeError) return tooDeep(source);
  if (/excessive alias/i.test(error.message)) {
    return whole(source, 'yaml/alias-bomb', 'aliases make the file grow without bounds', 'write the values out');
  }
  return whole(source, 'yaml/syntax', `this is not valid YAML: ${firstSentence(error.message)}`, 'correct the file');
}

function tooDeep(source: Source): Finding {
  return whole(
    source,
    'yaml/too-deep',
    'the file is nested too deeply to be read',
    'a spec needs fewer than ten levels',
  );
}

function whole(source: Source, rule: string, message: string, fix: string): Finding {
  const location = { file: source.file, line: 1, column: 1, endLine: 1, endColumn: 1 };
  return { rule, severity: 'error', path: [], message, fix, location };
}
