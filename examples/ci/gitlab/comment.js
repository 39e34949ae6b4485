// Writes comment.md as a note on the merge request, over the one that is there about the same environment.
const { readFileSync } = require('node:fs');

const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, NINEFOLD_TOKEN } = process.env;
const notes = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;
const body = readFileSync('comment.md', 'utf8');
const [marker] = body.split('\n', 1);

async function api(url, method, content) {
  const answer = await fetch(url, {
    method,
    headers: { 'PRIVATE-TOKEN': NINEFOLD_TOKEN, 'Content-Type': 'application/json' },
    ...(content && { body: JSON.stringify(content) }),
  });
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`);
  return { page: answer.headers.get('x-next-page'), content: await answer.json() };
}

async function find(page = '1') {
  const { content, page: next } = await api(`${notes}?per_page=100&page=${page}`, 'GET');
  return content.find((note) => note.body.startsWith(marker)) ?? (next ? find(next) : undefined);
}

async function main() {
  const old = await find();
  await api(old ? `${notes}/${old.id}` : notes, old ? 'PUT' : 'POST', { body });
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
