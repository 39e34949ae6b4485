import { gatewayMetricsPort } from '../../catalog/gateway-ports';

/** The port that users of the public name get without saying one, and that health checks probe. */
export const mainPort = 443;

/** Public services whose spec names no port get the main one first, and then this one and those after it. */
export const firstFurtherPort = 8443;

/**
 * Port of the gateway behind a port of the load balancer: the same, or a high one in the place of those that only root
 * may open. It depends on nothing else, so that no target group is replaced when services come and go.
 */
export function gatewayPort(listenerPort: number): number {
  return listenerPort < 1024 ? gatewayMetricsPort + listenerPort : listenerPort;
}
