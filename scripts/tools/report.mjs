/** Says on the way what is found, installed or missing. */
export function say(text) {
  process.stderr.write(`tools: ${text}\n`);
}

/** @returns undefined, which stands for a tool that cannot be had */
export function missing(tool, why) {
  say(`${tool} is missing: ${why}. The tests that need it are skipped; in CI they fail.`);
  return undefined;
}
