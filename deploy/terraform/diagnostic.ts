/** An error or a warning of Terraform. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** The resource that it is about. */
  readonly address?: string;
}

/** An error that was found here and not by Terraform. */
export function errorDiagnostic(summary: string, detail: string): Diagnostic {
  return { severity: 'error', summary, detail };
}
