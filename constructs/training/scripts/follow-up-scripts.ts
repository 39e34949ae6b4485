/**
 * Scripts of the pods that work on the result of a training. In each, the main container runs a command under
 * {@link stepScript}, and a sidecar brings what it makes into a bucket under {@link resultScript}. Both share the folder
 * `STATE`:
 *
 * - `skip`: the result is complete already, from an attempt before;
 * - `again`: a part of the result is there, and `RETRY_ARGS` are added to the command;
 * - `exit`: code of the command;
 * - `uploaded`: the sidecar has finished, and has written how.
 */
export const stepScript = `set -u
mkdir -p "$STATE" "$OUTPUT"
until [ -f "$STATE/ready" ]; do sleep 0.2; done
if [ -f "$STATE/skip" ]; then echo "the result is complete already"; exit 0; fi
if [ -f "$STATE/again" ]; then
  while IFS= read -r argument; do set -- "$@" "$argument"; done < "$RETRY_ARGS"
fi
stop() { kill -TERM "$command" 2> /dev/null; }
"$@" &
command=$!
trap stop TERM INT
while kill -0 "$command" 2> /dev/null; do wait "$command"; done
wait "$command"
code=$?
echo "$code" > "$STATE/exit"
until [ -f "$STATE/uploaded" ]; do sleep 0.2; done
if [ "$code" -ne 0 ]; then exit "$code"; fi
exit "$(cat "$STATE/uploaded")"
`;

/**
 * Brings the folder `OUTPUT` to `RESULT_URI`. With `KEEP_PARTS=yes` an attempt before may have left a part of it, which is
 * brought back first, and the folder is saved every `PERIOD` seconds and after a failure, too. `.complete` is written
 * last and lists all other objects, as for weights that are fetched.
 *
 * Source: AWS CLI 2, "Return codes" (1 for `s3 ls` without a match).
 */
export const resultScript = `set -u
mkdir -p "$STATE" "$OUTPUT"
exists() { aws s3 ls "$1" > /dev/null || { code=$?; if [ "$code" -ne 1 ]; then exit "$code"; fi; return 1; }; }

# Started again beside a command that runs, it leaves its files alone.
if [ -f "$STATE/ready" ]; then
  :
elif exists "$RESULT_URI/.complete"; then
  touch "$STATE/skip"
elif [ "$KEEP_PARTS" = yes ] && exists "$RESULT_URI/"; then
  aws s3 sync "$RESULT_URI" "$OUTPUT" --only-show-errors || exit 1
  touch "$STATE/again"
fi
touch "$STATE/ready"

save() { aws s3 sync "$OUTPUT" "$RESULT_URI" --only-show-errors; }
complete() {
  save || return 1
  left=$(aws s3 sync "$OUTPUT" "$RESULT_URI" --dryrun) || return 1
  if [ -n "$left" ]; then echo "not everything has arrived: $left" >&2; return 1; fi
  if ! exists "$RESULT_URI/"; then echo "the step has made nothing" >&2; return 1; fi
  list=$(aws s3 ls "$RESULT_URI/" --recursive) || return 1
  echo "$list" | aws s3 cp - "$RESULT_URI/.complete" --only-show-errors
}

ended=
trap 'ended=1' TERM INT
while [ ! -f "$STATE/exit" ] && [ -z "$ended" ]; do
  waited=0
  while [ "$waited" -lt "$PERIOD" ] && [ ! -f "$STATE/exit" ] && [ -z "$ended" ]; do sleep 1; waited=$((waited + 1)); done
  if [ "$KEEP_PARTS" = yes ] && [ ! -f "$STATE/skip" ]; then save; fi
done
result=0
if [ -f "$STATE/exit" ] && [ "$(cat "$STATE/exit")" = 0 ]; then
  for pause in 5 30 0; do
    if complete; then result=0; break; fi
    result=1
    sleep "$pause"
  done
elif [ "$KEEP_PARTS" = yes ] && [ ! -f "$STATE/skip" ]; then
  save
fi
echo "$result" > "$STATE/uploaded"
while [ -z "$ended" ]; do sleep 1; done
`;

/**
 * Makes a complete result a revision that services can name: copies what `PARTS` lists from bucket to bucket, in lines
 * with origin and target each, and writes the name of the revision into the object `POINTER`, last of all. What is there
 * already is not copied again.
 *
 * Source: AWS CLI 2, "s3 sync", `--copy-props`.
 */
export const registerScript = `set -eu
while read -r from to; do
  if [ -z "$from" ]; then continue; fi
  if aws s3 ls "$to/.complete" > /dev/null; then echo "$to is complete already"; continue; fi
  if ! aws s3 ls "$from/.complete" > /dev/null; then echo "$from is not complete" >&2; exit 1; fi
  # Tags would have to be read and written by calls of their own.
  aws s3 sync "$from" "$to" --exclude .complete --copy-props metadata-directive --only-show-errors
  left=$(aws s3 sync "$from" "$to" --exclude .complete --dryrun)
  if [ -n "$left" ]; then echo "not everything has arrived: $left" >&2; exit 1; fi
  list=$(aws s3 ls "$to/" --recursive)
  echo "$list" | aws s3 cp - "$to/.complete" --only-show-errors
  echo "registered $to"
done <<< "$PARTS"
echo "$REVISION" | aws s3 cp - "$POINTER" --only-show-errors
echo "$POINTER is $REVISION"
`;
