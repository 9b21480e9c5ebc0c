import { ApiProblem } from '~/api/problem';
import { Failed } from '~/components/states';

export function Denied() {
  return <Failed error={new ApiProblem({}, 403)} />;
}
