import { type Html, html } from '../../html';

interface TextStyle {
  readonly look?: 'faint' | 'strong';
  /** Where the text ends instead of where it starts. */
  readonly end?: true;
  /** Longest it may be; what is beyond is cut. */
  readonly width: number;
}

/** Average width of a character of the system's fonts at 13 pixels, a little more than measured. */
const characterWidth = 6.9;

/** The same at 12 pixels. */
const faintCharacterWidth = 6.4;

export function textWidth(text: string): number {
  return text.length * characterWidth;
}

/** A line of text that never leaves its place; all of it is told when it is pointed at. */
export function svgText(x: number, y: number, text: string, { look, end, width }: TextStyle): Html {
  const most = Math.max(2, Math.floor(width / (look === 'faint' ? faintCharacterWidth : characterWidth)));
  const shown = text.length <= most ? text : `${text.slice(0, most - 1)}…`;
  const classes = [look, end && 'end'].filter(Boolean).join(' ');
  return html`<text x="${x}" y="${y}"${classes !== '' && html` class="${classes}"`}>${shown}${
    shown !== text && html`<title>${text}</title>`
  }</text>`;
}
