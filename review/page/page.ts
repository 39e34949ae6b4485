import { createHash } from 'node:crypto';
import { type Html, html, trusted } from './html';
import { script } from './script';
import { style } from './style';

/** One part of the page, with its place in the table of contents. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** In the table of contents; default: the title. */
  readonly short?: string;
  /** One or two sentences on how to read it. */
  readonly lead?: string | Html;
  readonly body: Html;
}

interface PageContent {
  readonly title: string;
  readonly subtitle: string;
  /** The most important figures, before anything else. */
  readonly figures: Html;
  readonly sections: readonly Section[];
  /** What the page was made from. */
  readonly foot: string;
}

/** Nothing is loaded from anywhere, and no script runs but that of the page itself. */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** A whole page in one file. */
export function page({ title, subtitle, figures, sections, foot }: PageContent): string {
  const { markup } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#content">To the content</a>
<header class="frame top"><h1>${title}</h1><p>${subtitle}</p></header>
<div class="bar"><div class="frame"><nav aria-label="Sections">${sections.map(
    ({ id, title: name, short = name }) => html`<a href="#${id}">${short}</a>`,
  )}</nav><search class="search" hidden><label class="unseen" for="search">Search</label><input id="search" type="search" placeholder="Search, key /" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"><span id="found" role="status"></span></search></div></div>
<main id="content" class="frame" tabindex="-1">
<div class="still">${figures}</div>
${sections.map(sectionMarkup)}
</main>
<footer class="frame"><p class="foot">${foot}</p></footer>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return markup;
}

function sectionMarkup({ id, title, lead, body }: Section): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${
    lead !== undefined && html`<p class="lead still">${lead}</p>`
  }
${body}</section>\n`;
}
