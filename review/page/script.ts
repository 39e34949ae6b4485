/** What the page does by itself; without it everything can still be read. */
export const script = `
const field = document.getElementById('search');
const status = document.getElementById('found');
const groups = () => document.querySelectorAll('main details');
let entries;
let before;
const find = () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  entries ??= [...document.querySelectorAll('[data-find]')].map((element) => [element, element.textContent.toLowerCase()]);
  const isSearch = words.length > 0;
  if (isSearch && !before) before = new Map([...groups()].map((group) => [group, group.open]));
  document.body.classList.toggle('searching', isSearch);
  const shown = entries.filter(([element, text]) => !(element.hidden = !words.every((word) => text.includes(word))));
  for (const group of document.querySelectorAll('details.group, details.steps')) {
    const holds = group.querySelector('[data-find]:not([hidden])') !== null;
    group.hidden = isSearch && !holds;
    if (isSearch) group.open = holds;
  }
  if (isSearch && shown.length <= 20) for (const [element] of shown) if (element.localName === 'details') element.open = true;
  for (const block of document.querySelectorAll('.block, section')) block.hidden = isSearch && !block.querySelector('[data-find]:not([hidden])');
  if (!isSearch && before) { for (const [group, open] of before) group.open = open; before = undefined; }
  status.textContent = isSearch ? shown.length + ' of ' + entries.length : '';
};
field.closest('search').hidden = false;
field.addEventListener('input', find);
if (field.value) find();
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '/' && event.target !== field) { event.preventDefault(); field.focus(); field.select(); }
  if (event.key === 'Escape' && event.target === field) { field.value = ''; find(); }
});
const fold = (scope, open) => { for (const group of scope.querySelectorAll('details')) group.open = open; };
for (const tools of document.querySelectorAll('.tools')) {
  tools.hidden = false;
  for (const button of tools.children) button.addEventListener('click', () => fold(tools.closest('section'), button.dataset.open === 'true'));
}
addEventListener('beforeprint', () => fold(document, true));
`;
