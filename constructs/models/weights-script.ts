import { hopelessExitCode } from '../kubernetes/retries';

/**
 * Copies a complete revision of weights from a bucket into a folder. It may run any number of times: what is there
 * already is not copied twice.
 *
 * - `.complete` lists the files of a revision as `aws s3 ls --recursive` does. In a region that gets copies it may arrive
 *   before what it lists, so a revision counts only once every file is here in its full size.
 * - With `POINTER` it copies the revision that this object names, in the place of `<<revision>>` in the source. A training
 *   writes the object when a result has passed its gate; until then there is nothing to copy.
 * - A disk that is too small is told before anything is copied.
 *
 * Variables: `SOURCE` (`s3://bucket/prefix`), `POINTER` (`s3://bucket/key`, or unset), `TARGET` (folder), `WAIT_SECONDS` (how long to wait for the revision),
 * `PAUSE_SECONDS` (between two looks). Exits with 64 where waiting would not help.
 */
export const weightsScript = `set -eu
list=/tmp/complete
mkdir -p "$TARGET"

waited=0
pause() {
  if [ "$waited" -ge "$WAIT_SECONDS" ]; then echo "$1, and $WAIT_SECONDS s are over" >&2; exit 1; fi
  echo "$1; waiting"
  sleep "$PAUSE_SECONDS"
  waited=$((waited + PAUSE_SECONDS))
}

if [ -n "\${POINTER:-}" ]; then
  until aws s3 cp "$POINTER" "$list" --only-show-errors; do
    pause "$POINTER names no revision yet: no run of the training has been promoted"
  done
  revision=$(cat "$list")
  SOURCE="\${SOURCE//<<revision>>/$revision}"
  echo "the revision is $revision"
fi
prefix="\${SOURCE#s3://*/}"

until aws s3 cp "$SOURCE/.complete" "$list" --only-show-errors; do pause "$SOURCE is not complete"; done

need=0
while read -r _ _ size _; do need=$((need + size)); done < "$list"
have=$(du -sk "$TARGET" | { read -r size _; echo "$size"; })
free=$(df -Pk "$TARGET" | { read -r _; read -r _ _ _ size _; echo "$size"; })
if [ "$((need / 1024))" -gt "$((free + have))" ]; then
  echo "the disk has room for $(((free + have) / 1048576)) GiB, and the weights need $((need / 1073741824)) GiB" >&2
  exit ${hopelessExitCode}
fi

lacking() {
  while read -r _ _ size key; do
    file="$TARGET/\${key#"$prefix"/}"
    if [ ! -f "$file" ] || [ "$(wc -c < "$file")" -ne "$size" ]; then echo "$key"; return; fi
  done < "$list"
}

while :; do
  aws s3 sync "$SOURCE" "$TARGET" --exclude .complete --only-show-errors
  missing=$(lacking)
  if [ -z "$missing" ]; then break; fi
  pause "$missing has not arrived"
done
echo "the weights are in $TARGET"
`;
