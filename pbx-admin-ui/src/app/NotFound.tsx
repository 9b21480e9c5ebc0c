import { ApiProblem } from '~/api/problem';
import { Failed } from '~/components/states';

export function NotFound() {
  return <Failed error={new ApiProblem({}, 404)} />;
}
