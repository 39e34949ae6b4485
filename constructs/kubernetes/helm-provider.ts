import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { providerVersions } from '../../catalog/providers';
import { Fn, type TerraformStack, Token } from '../substrate/cdktf';

/** Inputs of {@link addHelmProvider}. */
export interface HelmProviderProps {
  /** EKS cluster that releases go to. */
  readonly clusterName: string;
  /** URL of its API server. */
  readonly endpoint: string;
  /** Certificate of the API server's authority, in base64 as EKS gives it. */
  readonly certificateAuthority: string;
  /** Region of the cluster. */
  readonly region: string;
}

/**
 * Adds the Helm provider of one cluster to a stack. It gets a token from the `aws` command whenever it needs one: a
 * token in the state would be 15 minutes old at most, and a plan and its apply can be further apart.
 */
export function addHelmProvider(stack: TerraformStack, props: HelmProviderProps): HelmProvider {
  const { clusterName, endpoint, certificateAuthority, region } = props;
  stack.addOverride('terraform.required_providers.helm.version', providerVersions.helm);
  return new HelmProvider(stack, 'helm', {
    kubernetes: {
      host: endpoint,
      clusterCaCertificate: decoded(certificateAuthority),
      exec: {
        apiVersion: 'client.authentication.k8s.io/v1beta1',
        command: 'aws',
        args: ['eks', 'get-token', '--cluster-name', clusterName, '--region', region, '--output', 'json'],
      },
    },
  });
}

/** cdktf takes an expression that it has not made itself for text and would escape it; its own is a token. */
function decoded(base64: string): string {
  if (Token.isUnresolved(base64)) return Fn.base64decode(base64);
  const expression = /^\$\{(.*)\}$/.exec(base64)?.[1];
  return expression === undefined ? Fn.base64decode(base64) : `\${base64decode(${expression})}`;
}
