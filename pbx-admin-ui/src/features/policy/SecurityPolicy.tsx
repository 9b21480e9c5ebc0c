import { useQuery } from '@tanstack/react-query';
import { Page } from '~/components/Page';
import { Panel } from '~/components/Panel';
import { Failed, Loading } from '~/components/states';
import { useMay } from '~/lib/session';
import { fetchExceptions, fetchIssuer, fetchOldDigests, fetchPolicy } from './api';
import { DevicesBelow } from './DevicesBelow';
import { IssuerForm } from './IssuerForm';
import { PolicyForm } from './PolicyForm';
import { useWords } from './words';
import styles from './SecurityPolicy.module.css';

/** What the tenant demands of phones, and which phones do less. */
export default function SecurityPolicy() {
  const say = useWords();
  const may = useMay();
  const policy = useQuery({ queryKey: ['policy'], queryFn: fetchPolicy });
  const issuer = useQuery({ queryKey: ['token-issuer'], queryFn: fetchIssuer });
  return (
    <Page title={say('title')} lead={say('lead')}>
      <div className={styles.columns}>
        <div className={styles.lists}>
          {may('devices.read') && (
            <>
              <DevicesBelow
                name="exceptions"
                title={say('exceptions')}
                emptyTitle={say('noExceptionsTitle')}
                empty={say('noExceptions')}
                read={fetchExceptions}
                withReason
              />
              <DevicesBelow
                name="old-digests"
                title={say('oldDigests')}
                emptyTitle={say('noOldDigestsTitle')}
                empty={say('noOldDigests')}
                read={fetchOldDigests}
              />
            </>
          )}
        </div>
        <div className={styles.lists}>
          <Panel title={say('demands')}>
            {policy.isPending && <Loading rows={6} />}
            {policy.isError && <Failed error={policy.error} retry={() => void policy.refetch()} />}
            {policy.data && <PolicyForm key={policy.data.version} policy={policy.data} />}
          </Panel>
          <Panel title={say('issuer')}>
            {issuer.isPending && <Loading rows={6} />}
            {issuer.isError && <Failed error={issuer.error} retry={() => void issuer.refetch()} />}
            {issuer.data && <IssuerForm key={issuer.data.version} stands={issuer.data} />}
          </Panel>
        </div>
      </div>
    </Page>
  );
}
