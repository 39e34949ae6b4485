/** A query of a panel. `$service` and `$node` stand for what people choose, `$__rate_interval` for Grafana's window. */
export interface PanelQuery {
  readonly expr: string;
  /** Name of each line, with labels as `{{label}}`. */
  readonly legend?: string;
}

export interface Panel {
  readonly title: string;
  readonly kind: 'timeseries' | 'stat' | 'table';
  /** Unit of Grafana, such as `s`, `percentunit` or `reqps`. */
  readonly unit: string;
  readonly queries: readonly PanelQuery[];
  /** What to think of it, shown on the panel. */
  readonly description?: string;
  /** Values from which it is yellow and red; for stats. */
  readonly thresholds?: { readonly warn: number; readonly bad: number };
  /** Whether it is as wide as the page. Otherwise three stand beside each other. */
  readonly wide?: boolean;
}

export interface PanelRow {
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface DashboardSpec {
  readonly title: string;
  readonly rows: readonly PanelRow[];
  /** Labels that people choose values of, with the series that have them. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A panel with the lines of one query over time. */
export function lines(title: string, unit: string, expr: string, legend: string, description?: string): Panel {
  return {
    title,
    kind: 'timeseries',
    unit,
    queries: [{ expr, legend }],
    ...(description !== undefined && { description }),
  };
}

/** Width of a page in Grafana. */
const columns = 24;

/**
 * The model of a dashboard as Grafana loads it, with ids that stay the same.
 *
 * Source: Grafana documentation, "Dashboard JSON model" (schema version 39).
 */
export function dashboardModel({ title, rows, variables = {} }: DashboardSpec): object {
  let id = 0;
  let y = 0;
  const panels = rows.flatMap((row) => {
    const header = {
      id: ++id,
      type: 'row',
      title: row.title,
      collapsed: false,
      panels: [],
      gridPos: box(0, y, columns, 1),
    };
    y += 1;
    let x = 0;
    const body = row.panels.map((panel) => {
      const width = panel.wide === true ? columns : columns / 3;
      const height = panel.kind === 'stat' ? 4 : 8;
      if (x + width > columns) {
        x = 0;
        y += 8;
      }
      const placed = panelModel(panel, ++id, box(x, y, width, height));
      x += width;
      return placed;
    });
    y += 8;
    return [header, ...body];
  });
  return {
    uid: `ninefold-${title.toLowerCase()}`,
    title,
    tags: ['ninefold'],
    schemaVersion: 39,
    editable: false,
    refresh: '30s',
    time: { from: 'now-3h', to: 'now' },
    timezone: 'utc',
    templating: { list: Object.entries(variables).map(([name, series]) => variable(name, series)) },
    panels,
  };
}

const box = (x: number, y: number, w: number, h: number) => ({ x, y, w, h });

const source = { type: 'prometheus', uid: 'prometheus' };

function panelModel(
  { title, kind, unit, queries, description, thresholds }: Panel,
  id: number,
  gridPos: object,
): object {
  return {
    id,
    type: kind,
    title,
    ...(description !== undefined && { description }),
    datasource: source,
    gridPos,
    fieldConfig: {
      defaults: {
        unit,
        ...(thresholds && {
          thresholds: {
            mode: 'absolute',
            steps: [
              { color: 'green', value: null },
              { color: 'yellow', value: thresholds.warn },
              { color: 'red', value: thresholds.bad },
            ],
          },
        }),
      },
      overrides: [],
    },
    options: kind === 'timeseries' ? { legend: { displayMode: 'list', placement: 'bottom' } } : {},
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode(65 + index),
      datasource: source,
      expr,
      ...(legend !== undefined && { legendFormat: legend }),
      ...(kind === 'table' ? { format: 'table', instant: true } : kind === 'stat' ? { instant: true } : {}),
    })),
  };
}

function variable(name: string, series: string): object {
  return {
    name,
    type: 'query',
    datasource: source,
    query: { query: `label_values(${series}, ${name})`, refId: name },
    definition: `label_values(${series}, ${name})`,
    includeAll: true,
    multi: true,
    allValue: '.*',
    current: { text: 'All', value: '$__all' },
    refresh: 2,
    sort: 1,
  };
}
