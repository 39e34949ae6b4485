/** Namespace of the jobs that fetch weights. */
export const modelsNamespace = 'models';

/** Service account of those jobs. */
export const fetchAccount = 'fetch-models';
