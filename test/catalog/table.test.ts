import { amiTypesAsOf } from '../../catalog/ami-types';
import { chartsAsOf } from '../../catalog/charts';
import { eksVersionsAsOf } from '../../catalog/eks-versions';
import { engineArgumentsAsOf } from '../../catalog/engine-arguments';
import { engineProbesAsOf } from '../../catalog/engine-probes';
import { enginesAsOf } from '../../catalog/engines';
import { evalScopeAsOf } from '../../catalog/evalscope/benchmarks';
import { fisActionsAsOf } from '../../catalog/fis-actions';
import { gatewayPortsAsOf } from '../../catalog/gateway-ports';
import { gpusAsOf } from '../../catalog/gpus';
import { imagesAsOf } from '../../catalog/images';
import { instanceTypesAsOf } from '../../catalog/instance-types';
import { kubernetesClocksAsOf } from '../../catalog/kubernetes-clocks';
import { loadBalancersAsOf } from '../../catalog/load-balancers';
import { modelsAsOf } from '../../catalog/models';
import { msSwiftArgumentsAsOf } from '../../catalog/ms-swift/commands';
import { msSwiftAsOf } from '../../catalog/ms-swift/pinned';
import { acceleratedFactorsAsOf } from '../../catalog/prices/accelerated-factors';
import { purchaseOptionsAsOf } from '../../catalog/prices/purchase-options';
import { regionalFactorsAsOf } from '../../catalog/prices/regional-factors';
import { servicePricesAsOf } from '../../catalog/prices/service-prices';
import { providersAsOf } from '../../catalog/providers';
import { quotasAsOf } from '../../catalog/quotas';
import { regionsAsOf } from '../../catalog/regions';
import { consequencesAsOf } from '../../catalog/replacements/consequences';
import { forceNewAsOf } from '../../catalog/replacements/force-new';
import { route53AsOf } from '../../catalog/route53';
import { servingMetricsAsOf } from '../../catalog/serving-metrics';
import { slasAsOf } from '../../catalog/slas';
import { xidsAsOf } from '../../catalog/xids';

describe('tables', () => {
  test.each(
    Object.entries({
      acceleratedFactorsAsOf,
      amiTypesAsOf,
      chartsAsOf,
      imagesAsOf,
      modelsAsOf,
      msSwiftArgumentsAsOf,
      msSwiftAsOf,
      engineArgumentsAsOf,
      engineProbesAsOf,
      enginesAsOf,
      evalScopeAsOf,
      eksVersionsAsOf,
      fisActionsAsOf,
      gatewayPortsAsOf,
      gpusAsOf,
      instanceTypesAsOf,
      kubernetesClocksAsOf,
      loadBalancersAsOf,
      consequencesAsOf,
      forceNewAsOf,
      providersAsOf,
      purchaseOptionsAsOf,
      quotasAsOf,
      regionalFactorsAsOf,
      servicePricesAsOf,
      regionsAsOf,
      route53AsOf,
      servingMetricsAsOf,
      slasAsOf,
      xidsAsOf,
    }),
  )('%s names a day and a source', (_name, { asOf, source }) => {
    expect(new Date(`${asOf}T00:00:00Z`).toISOString().slice(0, 10)).toBe(asOf);
    expect(source).not.toBe('');
  });
});
