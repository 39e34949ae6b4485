import type { Metadata } from '../manifest';

/**
 * `elbv2.k8s.aws/v1beta1`. Source: CustomResourceDefinition of the AWS Load Balancer Controller 3.5, the fields that
 * Ninefold sets. Without `networking` the controller leaves security groups alone: Terraform owns them.
 */
export interface TargetGroupBinding {
  readonly apiVersion: 'elbv2.k8s.aws/v1beta1';
  readonly kind: 'TargetGroupBinding';
  readonly metadata: Metadata & { readonly namespace: string };
  readonly spec: {
    readonly targetGroupARN: string;
    readonly targetType: 'ip';
    readonly serviceRef: { readonly name: string; readonly port: number };
  };
}
