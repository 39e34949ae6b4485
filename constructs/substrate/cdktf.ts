/**
 * The only module that imports `cdktf`. It names what Ninefold uses of it, so that a move to `cdktn`, the maintained
 * continuation with the same API, is an edit of this file (docs/decisions/0001-stay-on-cdktf.md).
 *
 * Two traps of cdktf 0.21 are closed here:
 * - It captures a full stack trace for every token and nested block, a third of the time of a large synthesis, and
 *   `new App({ stackTraces: false })` does not stop it. Without the capture, token-resolution errors lose their
 *   "created at" lines and nothing else changes.
 * - `Aspects.of(app)` is never invoked, without any message. `Aspects` is therefore not exported.
 */
import stackTrace = require('cdktf/lib/tokens/private/stack-trace');

(stackTrace as { captureStackTrace: () => string[] }).captureStackTrace = () => [];

export {
  App,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  Fn,
  Lazy,
  LocalBackend,
  S3Backend,
  TerraformElement,
  TerraformOutput,
  type TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from 'cdktf';
// Turns tokens into Terraform expressions.
export { resolve } from 'cdktf/lib/_tokens';
// Lets a construct write files of its own beside its stack's configuration.
export { addCustomSynthesis } from 'cdktf/lib/synthesize/synthesizer';
