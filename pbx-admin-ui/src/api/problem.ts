/** What a refused request says (RFC 9457), or that no answer came at all. */
export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  errors?: FieldProblem[];
}

export interface FieldProblem {
  field: string;
  message: string;
}

/** A request that did not get what it asked for. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly fields: readonly FieldProblem[];
  /** Seconds to wait before the next attempt, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, status: number, retryAfter?: number) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = problem.code ?? codeOf(problem.type);
    this.fields = problem.errors ?? [];
    this.retryAfter = retryAfter;
  }

  /** Whether the server was never reached. */
  get unreachable(): boolean {
    return this.status === 0;
  }
}

/** The last word of a problem's type URI: "urn:ringfort:problem:stale" and "/problems/stale" are both "stale". */
function codeOf(type: string | undefined): string | undefined {
  return type === undefined || type === 'about:blank' ? undefined : type.split(/[/:#]/).pop();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Reads whatever a failing server sent; a body that is no problem+json is not trusted with words. */
export function problemFrom(body: unknown, status: number, retryAfter?: number): ApiProblem {
  if (!isRecord(body)) {
    return new ApiProblem({}, status, retryAfter);
  }
  const errors = Array.isArray(body.errors)
    ? body.errors.filter(isRecord).map((error) => ({
        field: text(error.field) ?? text(error.pointer)?.replace(/^#?\//, '').replaceAll('/', '.') ?? '',
        message: text(error.message) ?? text(error.detail) ?? '',
      }))
    : [];
  return new ApiProblem(
    {
      type: text(body.type),
      title: text(body.title),
      detail: text(body.detail),
      code: text(body.code),
      errors,
    },
    status,
    retryAfter,
  );
}
