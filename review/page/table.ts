import { type Html, html } from './html';

export interface Column {
  readonly name: string;
  readonly isNumber?: true;
}

type Cell = string | number | Html;

/** A table that scrolls by itself where the screen is too narrow; every row can be searched for. */
export function table(caption: string, columns: readonly Column[], rows: readonly (readonly Cell[])[]): Html {
  const look = (index: number) => (columns[index]?.isNumber ? html` class="number"` : html``);
  const head = columns.map(({ name }, index) => html`<th scope="col"${look(index)}>${name}</th>`);
  const body = rows.map(
    ([first = '', ...rest]) =>
      html`<tr data-find><th scope="row"${look(0)}>${first}</th>${rest.map(
        (cell, index) => html`<td${look(index + 1)}>${cell}</td>`,
      )}</tr>\n`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption class="unseen">${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** Something folded, with as much of it as the title says. */
export function folded(title: string | Html, body: Html, isOpen = false): Html {
  return html`<details class="group"${isOpen && html` open`}><summary>${title}</summary><div class="body">${body}</div></details>\n`;
}
