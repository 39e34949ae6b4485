import { join } from 'node:path';

/** Where the parts of a sandbox lie. Everything that a sandbox writes is in its folder. */
export interface SandboxFolder {
  readonly root: string;
  /** Tells a sandbox from other folders. */
  readonly mark: string;
  /** The simulated cloud: objects, operations log, faults. */
  readonly cloud: string;
  /** Synthesized stacks. */
  readonly output: string;
  /** Terraform's states, one for each stack. */
  readonly state: string;
  /** Folder that Terraform installs the simulated providers from. */
  readonly mirror: string;
  /** Schemas of the simulated providers. */
  readonly schemas: string;
  /** Terraform's command-line configuration. */
  readonly terraformSettings: string;
  /** What provider processes need to know. */
  readonly providerSettings: string;
  /** Home folder of the processes of the sandbox: they see no settings and no credentials of the user. */
  readonly home: string;
}

export function sandboxFolder(root: string): SandboxFolder {
  return {
    root,
    mark: join(root, 'ninefold-sandbox.txt'),
    cloud: join(root, 'cloud'),
    output: join(root, 'cdktf.out'),
    state: join(root, 'state'),
    mirror: join(root, 'providers'),
    schemas: join(root, 'schemas'),
    terraformSettings: join(root, 'terraform.rc'),
    providerSettings: join(root, 'providers.json'),
    home: join(root, 'home'),
  };
}
