import { ApiProblem } from '~/api/problem';
import { Page } from '~/components/Page';
import { Failed } from '~/components/states';
import { defineWords } from '~/lib/words';

const useWords = defineWords('denied', { title: 'No access' });

export function Denied() {
  const say = useWords();
  return (
    <Page title={say('title')}>
      <Failed error={new ApiProblem({}, 403)} />
    </Page>
  );
}
