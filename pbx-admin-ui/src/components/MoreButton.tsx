import { Button } from '@mantine/core';
import { defineWords } from '~/lib/words';
import styles from './MoreButton.module.css';

const useWords = defineWords('more', { more: 'Show more' });

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The next page of a list, where there is one. */
export function MoreButton({ pages }: { pages: Pages }) {
  const say = useWords();
  return pages.hasNextPage ? (
    <div className={styles.more}>
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        {say('more')}
      </Button>
    </div>
  ) : null;
}
