/**
 * Checkpoints between the disks of the nodes and a bucket, without a file system that the nodes share. Every node saves
 * its own part (`--save_on_each_node`) and uploads it to `<run>/checkpoint-<step>/`, then the object `.node-<rank>` as
 * a sign that its part is whole. A checkpoint is complete when the signs of all nodes are there; each node restores all
 * parts, since the common files are alike and those of a rank have its number in their names.
 *
 * Variables: `RUN_URI` and `FINAL_URI` (`s3://…` without a slash at the end), `OUTPUT` and `STATE` (folders), `NODE_RANK`,
 * `NNODES`, `KEEP` (complete checkpoints that stay), `PERIOD` (seconds between two looks) and `SETTLE` (seconds for which
 * the file that a trainer writes last must have been there).
 *
 * Source: transformers, `Trainer._save_checkpoint` (`trainer_state.json` last); Megatron-SWIFT
 * (`latest_checkpointed_iteration.txt` last); AWS CLI 2, "Return codes" (1 for `s3 ls` without a match).
 */
const complete = `
listing() {
  found=$(aws s3 ls "$RUN_URI/" --recursive) || { code=$?; if [ "$code" -ne 1 ]; then exit "$code"; fi; }
  echo "$found"
}
# Steps of the checkpoints in the bucket to which no part is lacking, ascending.
complete_steps() {
  list=$(listing) || exit 1
  declare -A parts=()
  while read -r _ _ _ key; do
    case "$key" in */checkpoint-*/.node-*) ;; *) continue ;; esac
    step="\${key%/.node-*}"; step="\${step##*/checkpoint-}"
    case "$step" in '' | *[!0-9]*) continue ;; esac
    parts[$step]=$((\${parts[$step]:-0} + 1))
  done <<< "$list"
  for step in "\${!parts[@]}"; do
    if [ "\${parts[$step]}" -ge "$NNODES" ]; then echo "$step"; fi
  done | sort -n
}
`;

export const restoreScript = `set -eu
${complete}
mkdir -p "$OUTPUT" "$STATE"
steps=$(complete_steps)
last="\${steps##*$'\\n'}"
if [ -z "$last" ]; then echo "no checkpoint: the job starts from the beginning"; exit 0; fi
aws s3 sync "$RUN_URI/checkpoint-$last" "$OUTPUT/checkpoint-$last" --exclude '.node-*' --only-show-errors
touch "$STATE/done-$last"
echo "restored checkpoint-$last"
`;

export const uploadScript = `set -u
${complete}
mkdir -p "$OUTPUT" "$STATE"

is_whole() {
  for last_file in trainer_state.json latest_checkpointed_iteration.txt; do
    if [ -f "$1/$last_file" ]; then
      age=$(($(date +%s) - $(stat -c %Y "$1/$last_file")))
      if [ "$age" -ge "$2" ]; then return 0; fi
    fi
  done
  return 1
}

# Uploads what is whole on this node, and tells whether nothing is left. A checkpoint that the trainer deletes meanwhile is no failure.
upload() {
  left=0
  for folder in "$OUTPUT"/checkpoint-*; do
    step="\${folder##*/checkpoint-}"
    case "$step" in '' | *[!0-9]*) continue ;; esac
    if [ -f "$STATE/done-$step" ] || ! is_whole "$folder" "$1"; then continue; fi
    if aws s3 sync "$folder" "$RUN_URI/checkpoint-$step" --only-show-errors &&
      is_whole "$folder" 0 && echo | aws s3 cp - "$RUN_URI/checkpoint-$step/.node-$NODE_RANK" --only-show-errors; then
      touch "$STATE/done-$step"
      echo "uploaded checkpoint-$step"
    elif [ -d "$folder" ]; then
      left=1
    fi
  done
  return "$left"
}

# Of the complete ones the last \${KEEP} stay; what is older than them goes, complete or not.
prune() {
  if [ "$NODE_RANK" -ne 0 ]; then return; fi
  steps=$(complete_steps) || return
  oldest=$(echo "$steps" | tail -n "$KEEP" | head -n 1)
  if [ -z "$oldest" ]; then return; fi
  gone=
  while read -r _ _ _ key; do
    case "$key" in */checkpoint-*/*) ;; *) continue ;; esac
    step="\${key##*/checkpoint-}"; step="\${step%%/*}"
    case "$step" in '' | *[!0-9]*) continue ;; esac
    if [ "$step" -lt "$oldest" ] && [ "$step" != "$gone" ]; then
      aws s3 rm "$RUN_URI/checkpoint-$step" --recursive --only-show-errors
      gone="$step"
    fi
  done <<< "$(listing)"
}

# The last checkpoint without what only a resumed run needs.
publish() {
  newest=-1
  for folder in "$OUTPUT"/checkpoint-*; do
    step="\${folder##*/checkpoint-}"
    case "$step" in '' | *[!0-9]*) continue ;; esac
    if is_whole "$folder" 0 && [ "$step" -gt "$newest" ]; then newest="$step"; fi
  done
  if [ "$newest" -lt 0 ]; then echo "the trainer has saved nothing" >&2; return 0; fi
  aws s3 sync "$OUTPUT/checkpoint-$newest" "$FINAL_URI" --only-show-errors --exclude 'global_step*' --exclude 'iter_*' \\
    --exclude 'optimizer*' --exclude 'scheduler*' --exclude 'rng_state*' || return 1
  aws s3 ls "$FINAL_URI/" --recursive | aws s3 cp - "$FINAL_URI/.complete" --only-show-errors
}

ended=
trap 'ended=1' TERM INT
while [ ! -f "$STATE/exit" ] && [ -z "$ended" ]; do
  upload "$SETTLE" && prune
  waited=0
  while [ "$waited" -lt "$PERIOD" ] && [ ! -f "$STATE/exit" ] && [ -z "$ended" ]; do sleep 1; waited=$((waited + 1)); done
done
until upload 0; do sleep 5; done
if [ -f "$STATE/exit" ] && [ "$(cat "$STATE/exit")" = 0 ] && [ "$NODE_RANK" -eq 0 ]; then
  until publish; do sleep 5; done
fi
prune
touch "$STATE/uploaded"
while [ -z "$ended" ]; do sleep 1; done
`;

/**
 * Whether a trainer still makes progress: fails when its log and its checkpoints have been silent for `STALL_SECONDS`,
 * or for `START_SECONDS` before the first step. Only the first node logs.
 */
export const heartbeatScript = `set -u
if [ "$NODE_RANK" -ne 0 ] || [ -f "$STATE/exit" ] || [ ! -f "$STATE/started" ]; then exit 0; fi
newest=$(stat -c %Y "$STATE/started")
limit="$START_SECONDS"
for sign in "$OUTPUT/logging.jsonl" "$OUTPUT"/checkpoint-*; do
  if [ ! -e "$sign" ]; then continue; fi
  at=$(stat -c %Y "$sign")
  if [ "$at" -gt "$newest" ]; then newest="$at"; limit="$STALL_SECONDS"; fi
done
silent=$(($(date +%s) - newest))
if [ "$silent" -gt "$limit" ]; then echo "no sign of progress for $silent s" >&2; exit 1; fi
`;
