import type { DnsPlan } from '../../../../planner/environment/dns-plan';
import type { Environment } from '../../../../planner/environment/environment';
import type { RegionPlan } from '../../../../planner/environment/region-plan';
import { formatDuration } from '../../../../schemas/duration';
import { number } from '../../../number-text';
import { type Html, html } from '../../html';
import { type RegionCard, regionCard } from './region-card';
import { svgText, textWidth } from './svg-text';

const gutter = 24;
/** Above a row of regions, for the wires. */
const wireRoom = 54;
const nameHeight = 54;
/** On the left, for the wire that leads to rows below the first. */
const trunkRoom = 18;

/** Widths of a card, by how many are side by side. */
const cardWidths = { wide: [560, 460, 324], narrow: [352] } as const;

/** Regions side by side, with the height of the wire above them. */
interface Row {
  readonly cards: readonly RegionCard[];
  readonly bus: number;
  readonly top: number;
  readonly height: number;
}

interface Layout {
  readonly rows: readonly Row[];
  readonly width: number;
  readonly height: number;
  readonly cardWidth: number;
  /** Left edge of the card in a column. */
  readonly leftOf: (column: number) => number;
}

/**
 * The public name above, the regions below it with their load balancers, pools and workloads, and wires from the name to
 * each region that serves it, dashed where a region waits.
 *
 * @param columns one to three
 */
export function picture(
  environment: Environment,
  shares: ReadonlyMap<string, number>,
  columns: number,
  look: 'wide' | 'narrow',
): Html {
  const { dns, regions, project, name } = environment;
  const cards = regions.map((region) => regionCard(environment, region, roleText(region, shares, dns)));
  const layout = arrange(cards, columns, cardWidths[look][columns - 1] ?? 324, dns !== undefined);
  const { rows, width, height, cardWidth, leftOf } = layout;
  const title = `Topology of ${project} / ${name}: ${regions.map((region) => region.name).join(', ')}`;
  return html`<svg class="topology ${look}" viewBox="0 0 ${width} ${height}" style="max-width:${width}px" role="img" aria-label="${title}">${
    dns !== undefined && html`${wires(layout, shares)}${nameAt(width, dns)}`
  }${rows.map((row) => row.cards.map((card, column) => card.draw(leftOf(column), row.top, cardWidth, row.height)))}</svg>`;
}

function arrange(cards: readonly RegionCard[], columns: number, cardWidth: number, isNamed: boolean): Layout {
  const count = Math.ceil(cards.length / columns);
  const left = isNamed && count > 1 ? trunkRoom : 1;
  let top = isNamed ? nameHeight + 1 : 1;
  const rows = Array.from({ length: count }, (_, index): Row => {
    const own = cards.slice(index * columns, (index + 1) * columns);
    const height = Math.max(...own.map((card) => card.height));
    const row = { cards: own, bus: top + 16, top: top + (isNamed ? wireRoom : 0), height };
    top = row.top + height + gutter;
    return row;
  });
  return {
    rows,
    width: left + columns * cardWidth + (columns - 1) * gutter + 1,
    height: top - gutter + 1,
    cardWidth,
    leftOf: (column) => left + column * (cardWidth + gutter),
  };
}

/** From the name to the first row, down the left side to all others, and from there to each load balancer. */
function wires({ rows, width, cardWidth, leftOf }: Layout, shares: ReadonlyMap<string, number>): Html {
  const middle = width / 2;
  const trunk = rows.length > 1 ? 6 : undefined;
  return html`${rows.map(({ cards, bus, top }, index) => {
    const drops = cards.flatMap(({ region }, column) =>
      region.endpoint === undefined ? [] : [{ region, x: leftOf(column) + cardWidth / 2 }],
    );
    const source =
      index === 0 ? `M${middle} ${nameHeight}V${bus}` : `M${trunk ?? 6} ${rows[index - 1]?.bus ?? bus}V${bus}`;
    const ends = [...drops.map(({ x }) => x), index === 0 ? middle : (trunk ?? middle), trunk ?? middle];
    return html`<path class="wire" d="${source}M${Math.min(...ends)} ${bus}H${Math.max(...ends)}"/>${drops.map(
      ({ region, x }) =>
        html`<path class="wire${(shares.get(region.name) ?? 0) === 0 && ' waits'}" d="M${x} ${bus}V${top - 3}"/><path class="wire" d="M${x - 4} ${top - 8}L${x} ${top - 2}L${x + 4} ${top - 8}"/>`,
    )}`;
  })}`;
}

function roleText({ name, role, drained, endpoint }: RegionPlan, shares: ReadonlyMap<string, number>, dns?: DnsPlan) {
  if (dns === undefined || endpoint === undefined) return role;
  if (drained) return `${role}, drained`;
  const users = shares.get(name) ?? 0;
  return users > 0 ? `${role}, ${number(users * 100)} % of users` : `${role}, waits`;
}

function nameAt(width: number, { host, routing, policy, ttl }: DnsPlan): Html {
  const detail = `Route 53: ${routing}, ${policy}, answers kept ${formatDuration(ttl)}`;
  const boxWidth = Math.min(width - 2, Math.max(textWidth(detail), textWidth(host)) + 32);
  const x = (width - boxWidth) / 2;
  return html`<rect class="name" x="${x}" y="1" width="${boxWidth}" height="${nameHeight - 1}" rx="8"/>${svgText(x + 16, 23, host, { look: 'strong', width: boxWidth - 32 })}${svgText(x + 16, 42, detail, { look: 'faint', width: boxWidth - 24 })}`;
}
