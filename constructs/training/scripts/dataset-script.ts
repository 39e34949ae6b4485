/**
 * Copies the files of data sets from buckets into the folder `DATA`, as `LIST` says: a line for each, with its name in the
 * folder and its address. A file has its name only once it is whole.
 */
export const datasetScript = `set -eu
mkdir -p "$DATA"
while read -r name address; do
  if [ -z "$name" ] || [ -f "$DATA/$name" ]; then continue; fi
  aws s3 cp "$address" "$DATA/.part" --only-show-errors
  mv "$DATA/.part" "$DATA/$name"
  echo "copied $address"
done < "$LIST"
`;
