// Finds or installs what is needed beyond Node; all of it is pinned, and what is downloaded goes into .tools/. With the
// name of a tool as an argument only that one. A tool that cannot be had is named, and the tests that need it are
// skipped (in CI they fail).
//   terraform     for everything that deploys (`npm run setup`)
//   aws-provider  the real hashicorp/aws, for tests
//   cdktn         the continuation of cdktf, with a Node that it runs on, for the test of the constructs as a library
//   moto          an emulator of AWS for the real provider, for tests
//   debian        HAProxy, Prometheus and Alertmanager, which tests run with the configuration that Ninefold writes, and
//                 Chromium, which opens the report page
import { provideAwsProvider } from './tools/aws-provider.mjs';
import { provideCdktn } from './tools/cdktn.mjs';
import { provideDebianTools } from './tools/debian.mjs';
import { provideMoto } from './tools/moto.mjs';
import { provideTerraform } from './tools/terraform.mjs';

const wanted = new Set(process.argv.slice(2));
const wants = (tool) => wanted.size === 0 || wanted.has(tool);

const terraform = wants('terraform') || wants('aws-provider') ? await provideTerraform() : undefined;
if (wants('aws-provider') && terraform !== undefined) provideAwsProvider(terraform);
if (wants('cdktn')) provideCdktn();
if (wants('moto')) provideMoto();
if (wants('debian')) provideDebianTools();
// Whoever asked for Terraform itself wants to go on with it.
if (wanted.has('terraform') && terraform === undefined) process.exitCode = 1;
