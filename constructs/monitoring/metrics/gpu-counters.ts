/**
 * What the exporter of DCGM measures, as its CSV: the default set has no ECC or NVLink errors, no count of XIDs, no
 * health and no reason for a low clock.
 *
 * Source: NVIDIA/dcgm-exporter 4.8, etc/default-counters.csv and documentation (exporter metrics); DCGM field ids.
 */
const counters: readonly (readonly [field: string, type: 'gauge' | 'counter', help: string])[] = [
  ['DCGM_FI_DEV_SM_CLOCK', 'gauge', 'Clock of the SMs in MHz'],
  ['DCGM_FI_DEV_GPU_TEMP', 'gauge', 'Temperature in degrees Celsius'],
  ['DCGM_FI_DEV_MEMORY_TEMP', 'gauge', 'Temperature of the memory in degrees Celsius'],
  ['DCGM_FI_DEV_POWER_USAGE', 'gauge', 'Power in W'],
  ['DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 'counter', 'Energy since the start in mJ'],
  ['DCGM_FI_DEV_GPU_UTIL', 'gauge', 'Share of time with a kernel at work in per cent'],
  ['DCGM_FI_DEV_FB_USED', 'gauge', 'Used memory in MiB'],
  ['DCGM_FI_DEV_FB_FREE', 'gauge', 'Free memory in MiB'],
  ['DCGM_FI_DEV_XID_ERRORS', 'gauge', 'Last XID'],
  ['DCGM_EXP_XID_ERRORS_COUNT', 'gauge', 'XIDs of the last five minutes'],
  ['DCGM_EXP_CLOCK_EVENTS_COUNT', 'gauge', 'Reasons for a low clock in the last five minutes'],
  ['DCGM_EXP_GPU_HEALTH_STATUS', 'gauge', 'Health checks of DCGM'],
  ['DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', 'counter', 'Corrected memory errors since the start'],
  ['DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'counter', 'Uncorrectable memory errors since the start'],
  ['DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', 'counter', 'Memory rows replaced after uncorrectable errors'],
  ['DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS', 'counter', 'Memory rows replaced after corrected errors'],
  ['DCGM_FI_DEV_ROW_REMAP_FAILURE', 'gauge', 'Whether a memory row could not be replaced'],
  ['DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'counter', 'Repeated transfers of the bus'],
  ['DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL', 'counter', 'Checksum errors of NVLink'],
  ['DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL', 'counter', 'Repeated transfers of NVLink'],
  ['DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', 'counter', 'Failed recoveries of NVLink'],
  ['DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', 'counter', 'Transfers of all lanes of NVLink'],
  ['DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'gauge', 'Share of time in which the graphics engine is active'],
  ['DCGM_FI_PROF_SM_ACTIVE', 'gauge', 'Share of time in which the SMs are active'],
  ['DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'gauge', 'Share of time in which the tensor cores are active'],
  ['DCGM_FI_PROF_DRAM_ACTIVE', 'gauge', 'Share of time in which memory is read or written'],
];

/** As the chart wants it, one counter a line. */
export const gpuCounters = `${counters.map((counter) => counter.join(', ')).join('\n')}\n`;

/** Between two readings, in milliseconds. */
export const gpuReadingMs = 5000;
