import type { UseFormReturnType } from '@mantine/form';
import { ApiProblem } from '~/api/problem';

/** Whether a form has a value at a path such as "voicemail.afterSeconds". */
function has(values: unknown, path: string): boolean {
  let at: unknown = values;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(step in at)) {
      return false;
    }
    at = (at as Record<string, unknown>)[step];
  }
  return true;
}

/**
 * Puts what the server refused beside the field it names. Returns what belongs to no field of this form, to be said
 * above it; undefined where every fault found its place.
 */
export function showProblem<T extends Record<string, unknown>>(
  form: UseFormReturnType<T>,
  error: unknown,
  otherwise: string,
): string | undefined {
  if (!(error instanceof ApiProblem)) {
    return otherwise;
  }
  const values = form.getValues();
  const placed = error.fields.filter((fault) => has(values, fault.field));
  const homeless = error.fields.filter((fault) => !has(values, fault.field));
  for (const fault of placed) {
    form.setFieldError(fault.field, fault.message);
  }
  if (homeless.length > 0) {
    return homeless.map((fault) => fault.message).join(' ');
  }
  if (placed.length > 0) {
    return undefined;
  }
  return error.unreachable || error.status >= 500 ? otherwise : error.message;
}
