/** The hubs' pages of models and data sets, as somebody copies their addresses, and the scheme that a spec writes. */
const hubPages = [
  { page: /^(https:\/\/)?(www\.)?(huggingface\.co|hf\.co)\/(datasets\/)?/, scheme: 'hf' },
  { page: /^(https:\/\/)?(www\.)?modelscope\.(cn|ai)\/(models|datasets)\//, scheme: 'modelscope' },
] as const;

const repositoryForm = /^[A-Za-z0-9][-\w.]*\/[A-Za-z0-9][-\w.]*$/;

/**
 * What a text may mean that names something on a hub without the scheme: `hf://org/name` for the page of a repository,
 * and one address for each hub for a bare `org/name`. Empty for anything else.
 */
export function hubAddresses(text: string): readonly string[] {
  const hub = hubPages.find(({ page }) => page.test(text));
  if (hub === undefined) return repositoryForm.test(text) ? [`modelscope://${text}`, `hf://${text}`] : [];
  // Pages of a repository go on with a tab or a branch: /tree/main, /summary.
  const repository = text.replace(hub.page, '').split(/[/?#]/).slice(0, 2).join('/');
  return repositoryForm.test(repository) ? [`${hub.scheme}://${repository}`] : [];
}
