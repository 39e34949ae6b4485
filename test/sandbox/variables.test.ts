import { sandboxFolder } from '../../sandbox/sandbox-folder';
import { sandboxEnvironment, sandboxVariables } from '../../sandbox/variables';

const folder = sandboxFolder('/work/.ninefold/chat-prod');

describe('sandboxVariables', () => {
  it('leave no way to an account: invented keys, no files, and no endpoint that answers', () => {
    expect(sandboxVariables(folder)).toMatchObject({
      AWS_ACCESS_KEY_ID: 'simulated',
      AWS_SECRET_ACCESS_KEY: 'simulated',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_PROFILE: undefined,
      AWS_SESSION_TOKEN: undefined,
      AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
    });
  });

  it('keep simulated providers out of a cache that real runs use', () => {
    expect(sandboxVariables(folder)).toMatchObject({
      TF_CLI_CONFIG_FILE: folder.terraformSettings,
      TF_PLUGIN_CACHE_DIR: undefined,
      TF_DATA_DIR: undefined,
      TF_REATTACH_PROVIDERS: undefined,
    });
  });
});

describe('sandboxEnvironment', () => {
  it('has of the user only what a program needs to run', () => {
    const outside = {
      PATH: '/bin',
      LANG: 'C',
      HOME: '/home/me',
      NINEFOLD_TERRAFORM: '/opt/terraform',
      AWS_PROFILE: 'mine',
      AWS_ACCESS_KEY_ID: 'AKIA0000000000000000',
      KUBECONFIG: '/home/me/.kube/config',
      TF_VAR_secret: 'secret',
      HTTPS_PROXY: 'http://proxy',
    };
    const environment = sandboxEnvironment(folder, outside);
    expect(environment).toMatchObject({
      PATH: '/bin',
      LANG: 'C',
      HOME: folder.home,
      NINEFOLD_TERRAFORM: '/opt/terraform',
      NINEFOLD_SANDBOX: folder.root,
      AWS_ACCESS_KEY_ID: 'simulated',
    });
    for (const name of ['AWS_PROFILE', 'KUBECONFIG', 'TF_VAR_secret', 'HTTPS_PROXY']) {
      expect(environment).not.toHaveProperty(name);
    }
    expect(environment).not.toHaveProperty('TERM');
  });
});
