/** A change of a text's bytes. `at` and `pick` are any numbers from 0 on, and lead to a place and to a choice. */
export type TextEdit = (bytes: Buffer, at: number, pick: number) => Buffer;

const place = (bytes: Buffer, at: number) => (bytes.length === 0 ? 0 : at % bytes.length);

const insert = (bytes: Buffer, index: number, what: string | Uint8Array) =>
  Buffer.concat([bytes.subarray(0, index), Buffer.from(what as Uint8Array), bytes.subarray(index)]);

const choose = <T>(from: readonly T[], pick: number): T => {
  const chosen = from[pick % from.length];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
};

/** Start of the line that a place lies in. */
const lineStart = (bytes: Buffer, at: number) => bytes.lastIndexOf('\n', Math.max(0, place(bytes, at) - 1)) + 1;

function mapLines(bytes: Buffer, change: (lines: string[]) => void): Buffer {
  const lines = bytes.toString('latin1').split('\n');
  change(lines);
  return Buffer.from(lines.join('\n'), 'latin1');
}

/** Puts text behind the indentation of a line. */
function beforeContent(bytes: Buffer, at: number, text: (indentation: string) => string): Buffer {
  return mapLines(bytes, (lines) => {
    const index = at % lines.length;
    const line = lines[index] ?? '';
    const indentation = /^[ -]*/.exec(line)?.[0] ?? '';
    lines[index] = `${text(indentation.replace(/-/g, ' '))}${line}`;
  });
}

const oddCharacters = [
  ...[
    '\t',
    '\r',
    '\u0000',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\ufffd',
  ],
  ...[
    'é',
    '漢',
    '😀',
    '"',
    "'",
    '`',
    '#',
    ':',
    ': ',
    '- ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    '|',
    '>',
    '%',
    '@',
    '\\',
    '&',
    '*',
    '!',
    ',',
  ],
];

const oddBytes = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88], [0x80], [0xe2, 0x82]].map((bytes) =>
  Buffer.from(bytes),
);

const numbers = [
  ...[
    '1e400',
    '-1e400',
    '999999999999999999999999',
    '9007199254740993',
    '0x7fffffffffffffff',
    '0o777',
    '-0',
    '.inf',
    '-.inf',
  ],
  ...['0.1e-400', '00012', '1_000', '+1', '1e3', '12:30:45'],
];

const keys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  '<<',
  '? [a, b]',
  '~',
  '{a: b}',
  '1',
  '""',
];

const bomb = (size: number) =>
  [
    'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
    ...Array.from({ length: size }, (_, n) => `a${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`),
  ].join('\n');

export const textEdits: Readonly<Record<string, TextEdit>> = {
  truncate: (bytes, at) => bytes.subarray(0, place(bytes, at)),
  behead: (bytes, at) => bytes.subarray(place(bytes, at)),
  'cut out': (bytes, at, pick) => {
    const from = place(bytes, at);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + (pick % 40))]);
  },
  'flip a bit': (bytes, at, pick) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[place(copy, at)] = (copy[place(copy, at)] ?? 0) ^ (1 << (pick % 8));
    return copy;
  },
  'odd character': (bytes, at, pick) => insert(bytes, place(bytes, at), choose(oddCharacters, pick)),
  'no UTF-8': (bytes, at, pick) => insert(bytes, place(bytes, at), choose(oddBytes, pick)),
  'byte order mark': (bytes) => insert(bytes, 0, '\ufeff'),
  'UTF-16': (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString('utf8'), 'utf16le')]),
  'CRLF everywhere': (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r\n'), 'latin1'),
  'CR everywhere': (bytes) => Buffer.from(bytes.toString('latin1').replaceAll('\n', '\r'), 'latin1'),
  'tab as indentation': (bytes, at) => insert(bytes, lineStart(bytes, at), '\t'),
  indent: (bytes, at, pick) => insert(bytes, lineStart(bytes, at), ' '.repeat(1 + (pick % 5))),
  'duplicate a line': (bytes, at) =>
    mapLines(bytes, (lines) => lines.splice(at % lines.length, 0, lines[at % lines.length] ?? '')),
  'delete a line': (bytes, at) => mapLines(bytes, (lines) => lines.splice(at % lines.length, 1)),
  'swap lines': (bytes, at, pick) =>
    mapLines(bytes, (lines) => {
      const [one, other] = [at % lines.length, pick % lines.length];
      [lines[one], lines[other]] = [lines[other] ?? '', lines[one] ?? ''];
    }),
  'odd key': (bytes, at, pick) =>
    beforeContent(bytes, at, (indentation) => `${indentation}${choose(keys, pick)}: { a: 1, polluted: yes }\n`),
  'odd number': (bytes, at, pick) => {
    const text = bytes.toString('latin1');
    const found = [...text.matchAll(/\d+(\.\d+)?/g)];
    const match = found[at % Math.max(1, found.length)];
    if (match === undefined) return bytes;
    return Buffer.from(
      text.slice(0, match.index) + choose(numbers, pick) + text.slice(match.index + match[0].length),
      'latin1',
    );
  },
  'anchor and alias': (bytes, at, pick) => {
    const values = (text: string) => [...text.matchAll(/: (?=[\w[{"])/g)].map(({ index }) => index + 2);
    const text = bytes.toString('latin1');
    const places = values(text);
    const first = places[at % Math.max(1, places.length)];
    if (first === undefined) return bytes;
    const marked = `${text.slice(0, first)}&m ${text.slice(first)}`;
    const later = values(marked).filter((index) => index > first + 3);
    const second = later[pick % Math.max(1, later.length)];
    const end = second === undefined ? -1 : marked.indexOf('\n', second);
    return Buffer.from(second === undefined ? marked : `${marked.slice(0, second)}*m${marked.slice(end)}`, 'latin1');
  },
  'alias without anchor': (bytes, at) => insert(bytes, place(bytes, at), ' *nobody '),
  'merge key': (bytes, at, pick) =>
    beforeContent(
      bytes,
      at,
      (indentation) =>
        `${indentation}${choose(['<<: { name: merged }', '<<: [{ name: a }, { name: b }]', '<<: &r { <<: *r }', '<<: 3'], pick)}\n`,
    ),
  'alias bomb': (bytes, _at, pick) => Buffer.concat([bytes, Buffer.from(`\n${bomb(3 + (pick % 8))}\n`)]),
  'alias to itself': (bytes, _at, pick) =>
    Buffer.concat([
      bytes,
      Buffer.from(choose(['\nself: &s [*s]\n', '\nself: &s { a: *s }\n', '\ntags: &t { a: *t }\n'], pick)),
    ]),
  'deep brackets': (bytes, at, pick) => {
    const depth = choose([20, 200, 499, 501, 5000], pick);
    return beforeContent(bytes, at, (indentation) => `${indentation}deep: ${'['.repeat(depth)}${']'.repeat(depth)}\n`);
  },
  'deep maps': (bytes, at, pick) => {
    const depth = choose([20, 120, 490, 3000], pick);
    return beforeContent(
      bytes,
      at,
      (indentation) => `${indentation}deep: ${'{a: '.repeat(depth)}1${'}'.repeat(depth)}\n`,
    );
  },
  tag: (bytes, at, pick) => {
    const text = bytes.toString('latin1');
    const places = [...text.matchAll(/: (?=\S)/g)].map(({ index }) => index + 2);
    const index = places[at % Math.max(1, places.length)] ?? 0;
    return insert(
      bytes,
      index,
      choose(
        ['!!binary ', '!!set ', '!!str ', '!!int ', '!!timestamp ', '!!js/function ', '!own ', '!!null ', '!!omap '],
        pick,
      ),
    );
  },
  'another document': (bytes, at, pick) =>
    insert(
      bytes,
      lineStart(bytes, at),
      choose(['---\n', '...\n', '--- \n---\n', '%YAML 1.1\n---\n', '%TAG ! x\n'], pick),
    ),
  'block text': (bytes, at, pick) =>
    insert(bytes, lineStart(bytes, at), choose(['text: |\n', 'text: >-\n', '"', "'", 'a: "\\u', '!<'], pick)),
};
