/** What `cdktf` runs: synthesizes the spec named by NINEFOLD_SPEC, or project.yaml, into the folder that cdktf names. */
import { compileFile } from './planner/compile';
import { renderFindings } from './review/findings/text';
import { synthesize } from './stacks/synthesize';

const file = process.env['NINEFOLD_SPEC'] ?? 'project.yaml';
const { environment, findings, source } = compileFile(file, new Date().toISOString().slice(0, 10));
process.stderr.write(renderFindings(findings, source));
if (environment === undefined) process.exit(1);
synthesize(environment, process.env['CDKTF_OUTDIR'] ?? 'cdktf.out');
