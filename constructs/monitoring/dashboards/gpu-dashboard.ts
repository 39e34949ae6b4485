import { type DashboardSpec, lines, type Panel } from './panel';

const on = 'node=~"$node"';

const ofGpu = (title: string, unit: string, expr: string, description?: string): Panel =>
  lines(title, unit, expr, '{{node}} {{gpu}}', description);

const worst = (metric: string) => `max by (node, gpu) (${metric}{${on}})`;
const perHour = (metric: string) => `max by (node, gpu) (increase(${metric}{${on}}[1h]))`;

/** GPUs by node: their work, faults, links and heat. */
export const gpuDashboard: DashboardSpec = {
  title: 'GPUs',
  variables: { node: 'DCGM_FI_DEV_GPU_TEMP' },
  rows: [
    {
      title: 'Work',
      panels: [
        ofGpu(
          'Kernels at work',
          'percent',
          worst('DCGM_FI_DEV_GPU_UTIL'),
          'A process that waits for others spins, and looks fully used here.',
        ),
        ofGpu('Tensor cores', 'percentunit', worst('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE')),
        ofGpu('Memory interface', 'percentunit', worst('DCGM_FI_PROF_DRAM_ACTIVE')),
        ofGpu(
          'Memory in use',
          'percentunit',
          `max by (node, gpu) (DCGM_FI_DEV_FB_USED{${on}} / (DCGM_FI_DEV_FB_USED{${on}} + DCGM_FI_DEV_FB_FREE{${on}}))`,
        ),
        ofGpu('Power', 'watt', worst('DCGM_FI_DEV_POWER_USAGE')),
        ofGpu('Clock', 'rotmhz', `${worst('DCGM_FI_DEV_SM_CLOCK')}`),
      ],
    },
    {
      title: 'Faults',
      panels: [
        {
          title: 'XIDs of the last five minutes',
          kind: 'table',
          unit: 'none',
          queries: [{ expr: `max by (node, gpu, xid) (DCGM_EXP_XID_ERRORS_COUNT{${on}}) > 0` }],
          wide: true,
        },
        ofGpu('Uncorrectable memory errors in an hour', 'none', perHour('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL')),
        ofGpu('Corrected memory errors in an hour', 'none', perHour('DCGM_FI_DEV_ECC_SBE_VOL_TOTAL')),
        ofGpu(
          'Memory rows replaced',
          'none',
          `max by (node, gpu) (DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS{${on}} + DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS{${on}})`,
        ),
        ofGpu('Memory rows that could not be replaced', 'none', worst('DCGM_FI_DEV_ROW_REMAP_FAILURE')),
        ofGpu('Health of DCGM (20 is failed)', 'none', worst('DCGM_EXP_GPU_HEALTH_STATUS')),
        {
          title: 'GPUs withdrawn from nodes',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: `kube_node_status_capacity{resource="nvidia_com_gpu",${on}} - on (node) kube_node_status_allocatable{resource="nvidia_com_gpu",${on}}`,
              legend: '{{node}}',
            },
          ],
        },
      ],
    },
    {
      title: 'Links',
      panels: [
        ofGpu('NVLink: failed recoveries in an hour', 'none', perHour('DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL')),
        ofGpu('NVLink: repeated transfers in an hour', 'none', perHour('DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL')),
        ofGpu('NVLink: checksum errors in an hour', 'none', perHour('DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL')),
        ofGpu('PCIe: repeated transfers in an hour', 'none', perHour('DCGM_FI_DEV_PCIE_REPLAY_COUNTER')),
      ],
    },
    {
      title: 'Heat',
      panels: [
        ofGpu('GPU', 'celsius', worst('DCGM_FI_DEV_GPU_TEMP')),
        ofGpu('Memory', 'celsius', worst('DCGM_FI_DEV_MEMORY_TEMP')),
        {
          title: 'Reasons for a low clock',
          kind: 'timeseries',
          unit: 'none',
          queries: [
            {
              expr: `max by (node, clock_event) (DCGM_EXP_CLOCK_EVENTS_COUNT{${on}}) > 0`,
              legend: '{{node}} {{clock_event}}',
            },
          ],
        },
      ],
    },
  ],
};
