/** The types of a complete project: valid, and with every default of the schema filled in. */
export type * from './generated/project';
