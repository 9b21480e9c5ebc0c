import { HttpResponse } from 'msw';

/** Where the API has it. */
export const api = (path: string) => `*/api/v1${path}`;
export const page = (items: object[]) => HttpResponse.json({ items, next: null });
export const done = () => new HttpResponse(null, { status: 204 });

export function problem(
  status: number,
  code: string,
  detail: string,
  errors: { field: string; message: string }[] = [],
) {
  return HttpResponse.json(
    { type: `urn:ringfort:problem:${code}`, title: code, status, detail, code, errors },
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );
}

export const missing = () => problem(404, 'not-found', 'There is nothing here by that name.');
