import { chosenService } from './chosen-service';
import { type DashboardSpec, lines } from './panel';

/** What the objectives of a service leave, and how fast it is spent. */
export const objectivesDashboard: DashboardSpec = {
  title: 'Objectives',
  variables: { service: 'slo:objective:ratio' },
  rows: [
    {
      title: 'Budget of 30 days',
      panels: [
        lines(
          'Budget that is left',
          'percentunit',
          `min by (slo) (slo:error_budget:remaining{${chosenService}})`,
          '{{slo}}',
        ),
        {
          title: 'Objective',
          kind: 'stat',
          unit: 'percentunit',
          queries: [{ expr: `max by (slo) (slo:objective:ratio{${chosenService}})`, legend: '{{slo}}' }],
        },
        lines(
          'Requests counted in five minutes',
          'none',
          `sum by (slo) (slo:requests:increase5m{${chosenService}})`,
          '{{slo}}',
        ),
      ],
    },
    {
      title: 'How fast it is spent',
      panels: ['5m', '1h', '6h'].map((window) =>
        lines(
          `Share of errors, ${window}`,
          'percentunit',
          `max by (slo) (slo:error_ratio:rate${window}{${chosenService}})`,
          '{{slo}}',
        ),
      ),
    },
  ],
};
