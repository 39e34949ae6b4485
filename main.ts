/** What `cdktf` runs: synthesizes the spec named by NINEFOLD_SPEC, or project.yaml, into the folder that cdktf names. */
import { currentDay } from './cli/clock';
import { compileSpec } from './cli/compile-spec';
import { specFile } from './cli/program/options';
import { renderFindings } from './review/findings/text';
import { sandboxFolder } from './sandbox/sandbox-folder';
import { sandboxedEnvironment } from './sandbox/sandboxed-environment';
import { sandboxVariable } from './sandbox/variables';
import { synthesize } from './stacks/synthesize';

const { environment, findings, source } = compileSpec(specFile(undefined), currentDay());
process.stderr.write(renderFindings(findings, source));
if (environment === undefined) process.exit(1);
const sandbox = process.env[sandboxVariable];
synthesize(
  sandbox === undefined ? environment : sandboxedEnvironment(environment, sandboxFolder(sandbox)),
  process.env['CDKTF_OUTDIR'] ?? 'cdktf.out',
);
