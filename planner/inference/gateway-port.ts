/** The gateway's own metrics and health; no listener has its port behind it, as listeners begin at 1. */
export const gatewayMetricsPort = 64_512;

/**
 * Port of the gateway behind a port of the load balancer: the same, or a high one in the place of those that only root
 * may open. It depends on nothing else, so that no target group is replaced when services come and go.
 */
export function gatewayPort(listenerPort: number): number {
  return listenerPort < 1024 ? gatewayMetricsPort + listenerPort : listenerPort;
}
