import { Link } from '@tanstack/react-router';
import { useMay } from '~/lib/session';
import { defineWords } from '~/lib/words';
import { groups } from './places';
import styles from './Navigation.module.css';

const useWords = defineWords('navigation', {
  main: 'Main',
  overview: 'Overview',
  people: 'Phones',
  extensions: 'Extensions',
  registrations: 'Registrations',
  numbers: 'Numbers',
  trunks: 'Trunks',
  conferences: 'Conference rooms',
  paging: 'Page groups',
  music: 'Music on hold',
  emergency: 'Emergency calls',
  traffic: 'Calls',
  calls: 'Live calls',
  records: 'Call records',
  recordings: 'Recordings',
  supervisors: 'Supervisors',
  voicemail: 'Voicemail',
  security: 'Security',
  policy: 'Security policy',
  bans: 'Bans',
  audit: 'Audit',
  keys: 'API keys',
  administrators: 'Administrators',
  tenants: 'Tenants',
});

/** Every screen that the person may see. */
export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const say = useWords();
  const may = useMay();
  return (
    <nav aria-label={say('main')} className={styles.nav}>
      {groups.map(({ name, places }) => {
        const shown = places.filter((place) => may(place.permission));
        return shown.length === 0 ? null : (
          <div key={name ?? 'first'}>
            {name && <p className={styles.group}>{say(name)}</p>}
            <ul className={styles.list}>
              {shown.map(({ word, to, exact, Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className={styles.link}
                    activeOptions={{ exact, includeSearch: false }}
                    onClick={onNavigate}
                  >
                    <Icon size={18} stroke={1.7} aria-hidden />
                    {say(word)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}
