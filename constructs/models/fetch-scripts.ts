/**
 * Scripts of the jobs that fetch weights. All three steps share the volume /work and can be run again at any time: what
 * is there already is not fetched twice.
 */
export const fetchScripts = {
  /** Leaves /work/complete if the revision is in the bucket already. */
  'look.sh': `set -eu
if aws s3 ls "$TARGET/.complete" > /dev/null; then
  echo "the revision is complete already"
  touch /work/complete
fi
`,

  /** Downloads a revision from a hub. Both clients resume, and check what they got. */
  'download.py': `import os, pathlib, shutil, subprocess, sys

if pathlib.Path("/work/complete").exists():
    sys.exit(0)
free = shutil.disk_usage("/work").total / 2**30
need = float(os.environ["SIZE_GIB"])
if free < need:
    sys.exit(f"the volume has {free:.0f} GiB, and the weights need {need:.0f} GiB")
subprocess.run(
    [sys.executable, "-m", "pip", "install", "--quiet", "--target", "/work/lib", os.environ["PACKAGE"]], check=True
)
sys.path.insert(0, "/work/lib")
if os.environ["HUB"] == "huggingface":
    from huggingface_hub import snapshot_download
else:
    from modelscope import snapshot_download
snapshot_download(
    os.environ["REPOSITORY"],
    revision=os.environ["REVISION"],
    local_dir="/work/weights",
    ignore_patterns=["*.gguf", "*.onnx*", "*.h5", "*.msgpack", "original/*"],
)
`,

  /**
   * Uploads what was downloaded, or copies from another bucket, and lists the files in .complete when all have arrived.
   * By default a copy of a large file would read its tags, which the job may not.
   */
  'upload.sh': `set -eu
if [ -f /work/complete ]; then exit 0; fi
sync() {
  aws s3 sync "$ORIGIN" "$TARGET" --exclude ".cache/*" --exclude "._____temp/*" --exclude ".complete" \\
    --copy-props metadata-directive "$@"
}
sync --no-progress
left=$(sync --dryrun)
if [ -n "$left" ]; then echo "not everything has arrived: $left"; exit 1; fi
list=$(aws s3 ls "$TARGET/" --recursive) || { echo "there is nothing at $ORIGIN"; exit 1; }
echo "$list" | aws s3 cp - "$TARGET/.complete"
`,
} as const;
