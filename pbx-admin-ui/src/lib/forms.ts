import type { UseFormReturnType } from '@mantine/form';
import { ApiProblem } from '~/api/problem';

/** Whether a form has a field at a path such as "voicemail.afterSeconds"; what holds fields is none itself. */
function has(values: unknown, path: string): boolean {
  let at: unknown = values;
  for (const step of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(step in at)) {
      return false;
    }
    at = (at as Record<string, unknown>)[step];
  }
  const holdsFields = (value: unknown) => typeof value === 'object' && value !== null;
  return !(Array.isArray(at) ? at.some(holdsFields) : holdsFields(at));
}

/** "gateways[0].host" as the server names it is "gateways.0.host" in a form. */
const pathOf = (field: string) => field.replaceAll(/\[(\d+)\]/g, '.$1');

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
  const placed = error.fields.filter((fault) => has(values, pathOf(fault.field)));
  const homeless = error.fields.filter((fault) => !has(values, pathOf(fault.field)));
  for (const fault of placed) {
    form.setFieldError(pathOf(fault.field), fault.message);
  }
  if (homeless.length > 0) {
    return homeless.map((fault) => fault.message).join(' ');
  }
  if (placed.length > 0) {
    return undefined;
  }
  return error.unreachable || error.status >= 500 ? otherwise : error.message;
}
