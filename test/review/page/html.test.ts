import { html, trusted } from '../../../review/page/html';

it('escapes every text, in elements and in attributes', () => {
  const text = `<img src=x onerror="alert('1')">&`;
  expect(html`<p title="${text}">${text}</p>`.markup).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;</p>',
  );
});

it('takes markup as it is, joins lists, and leaves nothing of what is not there', () => {
  const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${items}</ul>${undefined}${false}${0}`.markup).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>0');
  expect(html`${trusted('<b>')}`.markup).toBe('<b>');
});

it('replaces characters that no page may hold', () => {
  expect(html`a${'\u0000\u001b[1m\n'}`.markup).toBe('a\ufffd\ufffd[1m\n');
});
