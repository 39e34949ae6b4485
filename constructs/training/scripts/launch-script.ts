import { hopelessExitCode } from '../../kubernetes/retries';

/**
 * Main process of a training container: goes on from the checkpoint that was restored, and makes the trainer save one more
 * when it has to stop. What follows the script's name is the trainer's command.
 *
 * - SIGTERM becomes the file `/tmp/stop`, which ms-swift's callback `graceful_exit` looks for after each step, so that
 *   all ranks save together. Forwarded to torchrun, the signal would give them 30 seconds and then SIGKILL.
 *   With `STOP_BY=signal` (Megatron, which has no such callback) the trainer is ended at once.
 * - A run that has its result is not run again.
 * - A stopped trainer counts as failed (143), or the job would be complete.
 * - If the first node fails twice without one logged step and without a checkpoint, no restart will help.
 * - Nothing starts or goes on after `STOP_AT` (seconds since 1970; 0 for never), when the capacity is about to end.
 * - The container ends only when the uploader has finished (`$STATE/uploaded`).
 *
 * Source: ms-swift 4.5, `swift/callbacks` and `utils/shutdown_manager.py`; PyTorch 2.11,
 * `torch/distributed/elastic/multiprocessing/api.py` (`close`, timeout of 30 s).
 */
export const launchScript = `set -u
output="$OUTPUT"; state="$STATE"
stop_file="\${STOP_FILE:-/tmp/stop}"
mkdir -p "$output" "$state"
rm -f "$state/exit" "$state/uploaded" "$stop_file"
touch "$state/started"

finish() {
  echo "$1" > "$state/exit"
  until [ -f "$state/uploaded" ]; do sleep 0.2; done
  exit "$1"
}

if [ "$STOP_AT" -gt 0 ] && [ "$(date +%s)" -ge "$STOP_AT" ]; then
  echo "the capacity of this job ends too soon to go on" >&2
  finish ${hopelessExitCode}
fi

if [ -f "$state/finished" ]; then
  echo "the run has its result already"
  finish 0
fi

last=-1
if [ -f "$state/from" ]; then
  last=$(cat "$state/from")
  echo "going on from checkpoint-$last"
  while IFS= read -r argument; do
    set -- "$@" "\${argument//<<checkpoint>>/$output/checkpoint-$last}"
  done < "$RESUME_ARGS"
fi

stopping=
stop() {
  if [ -n "$stopping" ]; then return; fi
  stopping=1
  echo "asked to stop: the trainer saves and ends"
  if [ "$STOP_BY" = file ]; then touch "$stop_file"; else kill -TERM "$trainer"; fi
}
"$@" &
trainer=$!
trap stop TERM INT
if [ "$STOP_AT" -gt 0 ]; then
  (sleep "$((STOP_AT - $(date +%s)))"; kill -TERM $$) > /dev/null 2>&1 &
  timer=$!
fi
while kill -0 "$trainer" 2> /dev/null; do wait "$trainer"; done
wait "$trainer"
code=$?
if [ -n "\${timer:-}" ]; then kill "$timer" 2> /dev/null; fi

if [ -n "$stopping" ]; then finish 143; fi
if [ "$code" -ne 0 ] && [ "$NODE_RANK" -eq 0 ] && [ "$ATTEMPT" -gt 0 ] && [ "$last" -lt 0 ]; then
  if [ ! -s "$output/logging.jsonl" ]; then
    echo "failed twice before the first step: another restart would not help" >&2
    finish ${hopelessExitCode}
  fi
fi
finish "$code"
`;
