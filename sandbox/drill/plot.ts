import type { DrillResult } from './run-drill';

const [width, height] = [960, 360];
const frame = { left: 60, right: 20, top: 50, bottom: 50 };

/** Failed requests by second as an SVG picture, with the marks of the timeline. */
export function plotDrill(result: DrillResult): string {
  const { errors, seconds, failsAt, repairedAt, detected, recovered, description, users, seed } = result;
  const most = Math.max(1, ...errors.map(({ failed }) => failed));
  const x = (second: number) => fixed(frame.left + ((width - frame.left - frame.right) * second) / seconds);
  const y = (failed: number) => fixed(height - frame.bottom - ((height - frame.top - frame.bottom) * failed) / most);
  const bars = errors
    .map(({ second, failed }) => `<path d="M${x(second)} ${y(0)}V${y(failed)}H${x(second + 1)}V${y(0)}Z"/>`)
    .join('');
  const marks = [
    { at: failsAt, label: 'failure', color: '#b00020' },
    { at: failsAt + detected.seconds, label: 'alert', color: '#8a5a00' },
    ...(recovered.seconds === undefined
      ? []
      : [{ at: failsAt + recovered.seconds, label: 'recovered', color: '#00692b' }]),
    { at: failsAt + recovered.promised, label: 'promised', color: '#555555' },
    ...(repairedAt === undefined ? [] : [{ at: repairedAt, label: 'repaired', color: '#00508a' }]),
  ];
  const lines = marks.map(({ at, label, color }, index) => {
    const top = frame.top - 4 - (index % 3) * 12;
    return `<path d="M${x(at)} ${top + 2}V${y(0)}" stroke="${color}" stroke-dasharray="4 3" fill="none"/><text x="${x(at)}" y="${top}" fill="${color}" text-anchor="middle">${label}</text>`;
  });
  const ticks = Array.from({ length: 7 }, (_, index) => Math.round((seconds * index) / 6)).map(
    (second) =>
      `<text x="${x(second)}" y="${height - frame.bottom + 18}" text-anchor="middle">${second - failsAt}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11">
<title>Simulated drill: ${escaped(description)}</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<g fill="#d0463b">${bars}</g>
<path d="M${frame.left} ${frame.top}V${y(0)}H${width - frame.right}" stroke="#333333" fill="none"/>
<text x="${frame.left - 6}" y="${y(most)}" text-anchor="end">${most}</text>
<text x="${frame.left - 6}" y="${y(0)}" text-anchor="end">0</text>
${ticks.join('\n')}
${lines.join('\n')}
<text x="${width / 2}" y="${height - 10}" text-anchor="middle">seconds after the failure; failed requests by second; simulated: ${escaped(description)}, ${users} users, seed ${seed}</text>
</svg>
`;
}

function fixed(value: number): number {
  return Number(value.toFixed(2));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
