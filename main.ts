/** What `cdktf` runs: synthesizes the spec named by NINEFOLD_SPEC, or project.yaml, into the folder that cdktf names. */
import { fetchLocked } from './blueprints/git/fetch-locked';
import { compileFile } from './planner/compile';
import { renderFindings } from './review/findings/text';
import { sandboxFolder } from './sandbox/sandbox-folder';
import { sandboxedEnvironment } from './sandbox/sandboxed-environment';
import { sandboxVariable } from './sandbox/variables';
import { synthesize } from './stacks/synthesize';

const file = process.env['NINEFOLD_SPEC'] ?? 'project.yaml';
fetchLocked(file);
const { environment, findings, source } = compileFile(file, new Date().toISOString().slice(0, 10));
process.stderr.write(renderFindings(findings, source));
if (environment === undefined) process.exit(1);
const sandbox = process.env[sandboxVariable];
synthesize(
  sandbox === undefined ? environment : sandboxedEnvironment(environment, sandboxFolder(sandbox)),
  process.env['CDKTF_OUTDIR'] ?? 'cdktf.out',
);
