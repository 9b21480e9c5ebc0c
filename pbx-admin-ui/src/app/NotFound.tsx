import { ApiProblem } from '~/api/problem';
import { Page } from '~/components/Page';
import { Failed } from '~/components/states';
import { defineWords } from '~/lib/words';

const useWords = defineWords('not-found', { title: 'Not found' });

export function NotFound() {
  const say = useWords();
  return (
    <Page title={say('title')}>
      <Failed error={new ApiProblem({}, 404)} />
    </Page>
  );
}
