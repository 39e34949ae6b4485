/**
 * Checkpoints between the disks of the nodes and a bucket, without a file system that the nodes share. Every node saves
 * its own part (`--save_on_each_node`) and uploads it to `<run>/checkpoint-<step>/`, then the object `.node-<rank>` as
 * a sign that its part is whole: a list of its files with their sizes. A checkpoint is complete when the signs of all
 * nodes are there, and what they list; each node restores all parts, since the common files are alike and those of
 * a rank have its number in their names. In a region that gets copies, signs may arrive before what they list.
 *
 * With `SHARED` the folder is on a file system that all nodes share and that mirrors the bucket by itself: the first node
 * signs for all, and nothing is copied but the result. Such a checkpoint can be restored from the bucket as well.
 *
 * With `IN_PARTS` the weights themselves are split over the nodes, as Megatron's adapters are: the result is made of the
 * parts of all nodes.
 *
 * While a set of pods works on a run, it writes its name and the time into `.writer` of the run. Others that are made for
 * the same run wait until the name is gone or old: pods that are replaced may still save while the next ones start.
 *
 * Variables: `RUN_URI` and `FINAL_URI` (`s3://…` without a slash at the end), `SHARED` and `IN_PARTS` (`yes` or empty), `OUTPUT` and
 * `STATE` (folders), `NODE_RANK`, `NNODES`, `KEEP` (complete checkpoints that stay), `PERIOD` (seconds between two looks)
 * and `SETTLE` (seconds for which the file that a trainer writes last must have been there), `WRITER` (name of the set of
 * pods) and `LEASE` (seconds after which a writer that does not write counts as gone). In `STATE` is then `from`
 * (the step to go on from), or `finished` if the run has its result already.
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
result=$(aws s3 ls "$FINAL_URI/.complete") || { code=$?; if [ "$code" -ne 1 ]; then exit "$code"; fi; }
if [ -n "$result" ]; then
  touch "$STATE/finished"
  echo "the run has its result in $FINAL_URI"
  exit 0
fi

# Waits for a set of pods that still works on the run.
while :; do
  writer=
  since=0
  read -r writer since <<< "$(aws s3 cp "$RUN_URI/.writer" - 2> /dev/null || true)"
  if [ -z "$writer" ] || [ "$writer" = "$WRITER" ] || [ "$(($(date +%s) - since))" -gt "$LEASE" ]; then break; fi
  echo "$writer still works on the run; waiting"
  sleep "$PERIOD"
done

# Whether everything is in a folder that its signs list.
has_all() {
  signed=
  for sign in "$1"/.node-*; do
    if [ ! -f "$sign" ]; then continue; fi
    signed=yes
    while read -r size file; do
      if [ -z "$file" ]; then continue; fi
      if [ ! -f "$1/$file" ] || [ "$(stat -c %s "$1/$file")" -ne "$size" ]; then echo "$file of $1 is not there"; return 1; fi
    done < "$sign"
  done
  [ -n "$signed" ]
}

if [ -n "$SHARED" ]; then
  steps=$(for folder in "$OUTPUT"/checkpoint-*; do
    step="\${folder##*/checkpoint-}"
    case "$step" in '' | *[!0-9]*) continue ;; esac
    echo "$step"
  done | sort -n)
else
  steps=$(complete_steps)
fi
for step in $(echo "$steps" | sort -rn); do
  if [ -z "$SHARED" ]; then aws s3 sync "$RUN_URI/checkpoint-$step" "$OUTPUT/checkpoint-$step" --only-show-errors; fi
  if has_all "$OUTPUT/checkpoint-$step"; then
    if [ -z "$SHARED" ]; then rm -f "$OUTPUT/checkpoint-$step"/.node-*; fi
    touch "$STATE/done-$step"
    echo "$step" > "$STATE/from"
    echo "restored checkpoint-$step"
    exit 0
  fi
  if [ -z "$SHARED" ]; then rm -rf "$OUTPUT/checkpoint-$step"; fi
done
echo "no checkpoint: the job starts from the beginning"
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

# Files of a folder with their sizes.
list_files() {
  (shopt -s globstar dotglob nullglob; cd "$1" && for file in **; do
    case "$file" in .node-* | .sign-*) continue ;; esac
    if [ -f "$file" ]; then echo "$(stat -c %s "$file") $file"; fi
  done)
}

# Brings what is whole on this node to where it stays, and its sign after it.
keep() {
  if [ -n "$SHARED" ]; then
    if [ "$NODE_RANK" -ne 0 ]; then return; fi
    list_files "$1" > "$STATE/sign" || return 1
    rank=0
    while [ "$rank" -lt "$NNODES" ]; do
      cp "$STATE/sign" "$1/.sign-$rank" && mv "$1/.sign-$rank" "$1/.node-$rank" || return 1
      rank=$((rank + 1))
    done
  else
    aws s3 sync "$1" "$RUN_URI/checkpoint-$2" --only-show-errors && list_files "$1" > "$STATE/sign" &&
      is_whole "$1" 0 && aws s3 cp "$STATE/sign" "$RUN_URI/checkpoint-$2/.node-$NODE_RANK" --only-show-errors
  fi
}

# Keeps what is whole on this node, and tells whether nothing is left. A checkpoint that the trainer deletes meanwhile is no failure.
upload() {
  left=0
  for folder in "$OUTPUT"/checkpoint-*; do
    step="\${folder##*/checkpoint-}"
    case "$step" in '' | *[!0-9]*) continue ;; esac
    if [ -f "$STATE/done-$step" ] || ! is_whole "$folder" "$1"; then continue; fi
    if keep "$folder" "$step"; then
      touch "$STATE/done-$step"
      echo "kept checkpoint-$step"
    elif [ -d "$folder" ]; then
      left=1
    fi
  done
  return "$left"
}

# Of the complete ones the last \${KEEP} stay; what is older than them goes, complete or not. In a shared folder the trainer
# sees to that.
prune() {
  if [ "$NODE_RANK" -ne 0 ] || [ -n "$SHARED" ]; then return; fi
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

# The last checkpoint without what only a resumed run needs; all of it where every node has a part of the weights.
publish() {
  newest=-1
  for folder in "$OUTPUT"/checkpoint-*; do
    step="\${folder##*/checkpoint-}"
    case "$step" in '' | *[!0-9]*) continue ;; esac
    if is_whole "$folder" 0 && [ "$step" -gt "$newest" ]; then newest="$step"; fi
  done
  if [ "$newest" -lt 0 ]; then echo "the trainer has saved nothing" >&2; return 0; fi
  from="$OUTPUT/checkpoint-$newest"
  options=(--exclude 'global_step*' --exclude 'iter_*' --exclude 'optimizer*' --exclude 'scheduler*' --exclude 'rng_state*')
  if [ -n "$IN_PARTS" ]; then
    options=()
    if [ -z "$SHARED" ]; then
      case " $(complete_steps | tr '\\n' ' ')" in *" $newest "*) ;; *) echo "checkpoint-$newest lacks parts of other nodes"; return 1 ;; esac
      from="$RUN_URI/checkpoint-$newest"
      options=(--copy-props metadata-directive)
    fi
  fi
  aws s3 sync "$from" "$FINAL_URI" --only-show-errors --exclude '.node-*' "\${options[@]}" || return 1
  list=$(aws s3 ls "$FINAL_URI/" --recursive) || return 1
  echo "$list" | aws s3 cp - "$FINAL_URI/.complete" --only-show-errors
}

# Tells others that this set of pods works on the run, also while an upload takes long, and then that it does no more.
holder=
if [ "$NODE_RANK" -eq 0 ]; then
  while :; do
    echo "$WRITER $(date +%s)" | aws s3 cp - "$RUN_URI/.writer" --only-show-errors
    sleep "$PERIOD"
  done > /dev/null &
  holder=$!
fi
release() {
  if [ -z "$holder" ]; then return; fi
  kill "$holder" 2> /dev/null
  wait "$holder" 2> /dev/null
  aws s3 rm "$RUN_URI/.writer" --only-show-errors
}

ended=
trap 'ended=1' TERM INT
while [ ! -f "$STATE/exit" ] && [ -z "$ended" ]; do
  upload "$SETTLE" && prune
  waited=0
  while [ "$waited" -lt "$PERIOD" ] && [ ! -f "$STATE/exit" ] && [ -z "$ended" ]; do sleep 1; waited=$((waited + 1)); done
done
until upload 0; do sleep 5; done
if [ -f "$STATE/exit" ] && [ "$(cat "$STATE/exit")" = 0 ] && [ "$NODE_RANK" -eq 0 ] && [ ! -f "$STATE/finished" ]; then
  until publish; do sleep 5; done
fi
prune
release
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
