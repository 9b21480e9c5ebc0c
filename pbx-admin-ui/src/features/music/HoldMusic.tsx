import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { HoldMusic as Music } from '~/api/model';
import { ApiProblem } from '~/api/problem';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Failed, Loading } from '~/components/states';
import { useName } from '~/lib/names';
import { useMay } from '~/lib/session';
import { changeMusic, fetchMusic } from './api';
import { OwnTune } from './OwnTune';
import { useWords } from './words';

const musicKey = ['hold-music'] as const;

const sources = ['built-in', 'own', 'off'] as const;

/** What those on hold hear. */
export default function HoldMusic() {
  const say = useWords();
  const music = useQuery({ queryKey: musicKey, queryFn: fetchMusic });
  return (
    <Page title={say('title')} lead={say('lead')}>
      <Panel title={say('plays')}>
        {music.isPending && <Loading rows={2} />}
        {music.isError && <Failed error={music.error} retry={() => void music.refetch()} />}
        {music.data && <Source music={music.data} />}
      </Panel>
      <Panel title={say('own')}>
        {music.isPending && <Loading rows={2} />}
        {music.isError && <Failed error={music.error} retry={() => void music.refetch()} />}
        {music.data && <Tune music={music.data} />}
      </Panel>
    </Page>
  );
}

/** What becomes of a change, whoever makes it. */
function useSettled() {
  const say = useWords();
  const client = useQueryClient();
  return {
    done: (now: Music, message: string) => {
      client.setQueryData(musicKey, now);
      notifications.show({ message, color: 'moss' });
    },
    stale: (error: Error) => {
      if (!(error instanceof ApiProblem) || error.status !== 412) {
        return false;
      }
      notifications.show({ message: say('stale'), color: 'amber', autoClose: 10_000 });
      void client.invalidateQueries({ queryKey: musicKey });
      return true;
    },
  };
}

function Source({ music }: { music: Music }) {
  const say = useWords();
  const mayWrite = useMay()('music.write');
  const nameOf = useName('musicSource');
  const settled = useSettled();
  const change = useMutation({
    mutationFn: (source: Music['source']) => changeMusic(music, source),
    onSuccess: (now) => settled.done(now, say('saved')),
    onError: (error) => {
      if (!settled.stale(error)) {
        notifications.show({ message: say('failed'), color: 'ember' });
      }
    },
  });
  return (
    <NativeSelect
      label={say('source')}
      description={say('sourceHint')}
      data={sources.map((source) => ({
        value: source,
        label: nameOf(source),
        disabled: source === 'own' && !music.tune,
      }))}
      value={change.isPending ? change.variables : music.source}
      disabled={!mayWrite || change.isPending}
      onChange={(event) => {
        const source = sources.find((one) => one === event.currentTarget.value);
        if (source) {
          change.mutate(source);
        }
      }}
    />
  );
}

function Tune({ music }: { music: Music }) {
  const mayWrite = useMay()('music.write');
  const { done, stale } = useSettled();
  return <OwnTune key={music.tune?.digest} music={music} mayWrite={mayWrite} onDone={done} isStale={stale} />;
}
