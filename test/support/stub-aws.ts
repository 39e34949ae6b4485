import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Folders in place of buckets, and an `aws` command that knows of S3 what our scripts use. */
export interface StubAws {
  readonly folder: string;
  /** Writes an object. */
  readonly put: (path: string, text: string) => void;
  readonly run: (
    script: string,
    env: Readonly<Record<string, string>>,
  ) => Promise<{ readonly code: number; readonly output: string }>;
  readonly remove: () => void;
}

/** `s3://bucket/key` is the file `<folder>/s3/bucket/key`. */
const aws = `#!/bin/bash
set -eu
shift
verb="$1"; shift
args=(); excludes=(); dryrun=; tags=1
while [ $# -gt 0 ]; do
  case "$1" in
    --exclude) excludes+=("$2"); shift 2;;
    --copy-props) tags=; shift 2;;
    --recursive) shift;;
    --dryrun) dryrun=1; shift;;
    --only-show-errors|--no-progress) shift;;
    *) args+=("$1"); shift;;
  esac
done
at() { case "$1" in s3://*) echo "$S3/\${1#s3://}";; *) echo "$1";; esac; }
excluded() { for pattern in "\${excludes[@]}"; do case "$1" in $pattern) return 0;; esac; done; return 1; }
case "$verb" in
  cp)
    if [ "\${args[0]}" = - ]; then target="$(at "\${args[1]}")"; mkdir -p "$(dirname "$target")"; cat > "$target"; exit; fi
    from="$(at "\${args[0]}")"
    if [ ! -f "$from" ]; then echo "404: \${args[0]}" >&2; exit 1; fi
    if [ "\${args[1]}" = - ]; then cat "$from"; exit; fi
    target="$(at "\${args[1]}")"; mkdir -p "$(dirname "$target")"; cp "$from" "$target";;
  ls)
    path="$(at "\${args[0]}")"; bucket="\${args[0]#s3://}"; bucket="\${bucket%%/*}"
    found=$(find "$S3/$bucket" -type f -path "$path*" -printf '2026-01-01 00:00:00 %s %P\\n' | sort -k4)
    if [ -z "$found" ]; then exit 1; fi
    echo "$found";;
  rm)
    path="$(at "\${args[0]}")"; rm -rf "$path";;
  sync)
    from="$(at "\${args[0]}")"; target="$(at "\${args[1]}")"
    [ -d "$from" ] || exit 0
    # Of a large file the command reads the tags, which no role of ours may.
    if [ -n "$tags" ] && [ -z "$dryrun" ]; then case "\${args[0]} \${args[1]}" in s3://*" s3://"*) echo "AccessDenied: GetObjectTagging" >&2; exit 1;; esac; fi
    (cd "$from" && find . -type f -printf '%P\\n') | while IFS= read -r file; do
      if excluded "$file"; then continue; fi
      if cmp -s "$from/$file" "$target/$file"; then continue; fi
      if [ -n "$dryrun" ]; then echo "(dryrun) $file"; continue; fi
      mkdir -p "$(dirname "$target/$file")"; cp "$from/$file" "$target/$file"
    done;;
esac
`;

export function stubAws(): StubAws {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-aws-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('bin/aws', aws);
  chmodSync(join(folder, 'bin/aws'), 0o755);
  return {
    folder,
    put: (path, text) => write(join('s3', path), text),
    run: (script, env) =>
      new Promise((done) => {
        const variables = { ...env, S3: join(folder, 's3'), PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
        execFile('bash', ['-c', script], { env: variables, timeout: 20_000 }, (error, stdout, stderr) =>
          done({ code: error === null ? 0 : Number(error.code ?? -1), output: stdout + stderr }),
        );
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
