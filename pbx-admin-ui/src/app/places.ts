import {
  IconAmbulance,
  IconBan,
  IconBuildings,
  IconDeviceLandlinePhone,
  IconHash,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconPhoneCall,
  IconPlugConnected,
  IconListCheck,
  IconMicrophone,
  IconMusic,
  IconRoute,
  IconShieldLock,
  IconUsers,
  IconUsersGroup,
  IconRecordMail,
} from '@tabler/icons-react';

/** The screens in the order of the menu. Permission as in the route itself. */
export const groups = [
  {
    name: undefined,
    places: [{ word: 'overview', to: '/', exact: true, permission: 'calls.read', Icon: IconLayoutDashboard }],
  },
  {
    name: 'people',
    places: [
      {
        word: 'extensions',
        to: '/extensions',
        exact: false,
        permission: 'extensions.read',
        Icon: IconDeviceLandlinePhone,
      },
      {
        word: 'registrations',
        to: '/registrations',
        exact: false,
        permission: 'registrations.read',
        Icon: IconPlugConnected,
      },
      { word: 'numbers', to: '/numbers', exact: false, permission: 'numbers.read', Icon: IconHash },
      { word: 'trunks', to: '/trunks', exact: false, permission: 'trunks.read', Icon: IconRoute },
      {
        word: 'conferences',
        to: '/conferences',
        exact: false,
        permission: 'rooms.read',
        Icon: IconUsersGroup,
      },
      { word: 'music', to: '/hold-music', exact: false, permission: 'music.read', Icon: IconMusic },
      {
        word: 'emergency',
        to: '/emergency',
        exact: false,
        permission: 'locations.read',
        Icon: IconAmbulance,
      },
    ],
  },
  {
    name: 'traffic',
    places: [
      { word: 'calls', to: '/calls', exact: false, permission: 'calls.read', Icon: IconPhoneCall },
      {
        word: 'records',
        to: '/call-records',
        exact: false,
        permission: 'call-records.read',
        Icon: IconHistory,
      },
      {
        word: 'recordings',
        to: '/recordings',
        exact: false,
        permission: 'recordings.read',
        Icon: IconMicrophone,
      },
      { word: 'voicemail', to: '/voicemail', exact: false, permission: undefined, Icon: IconRecordMail },
    ],
  },
  {
    name: 'security',
    places: [
      {
        word: 'policy',
        to: '/security-policy',
        exact: false,
        permission: 'policy.read',
        Icon: IconShieldLock,
      },
      { word: 'bans', to: '/bans', exact: false, permission: 'bans.read', Icon: IconBan },
      { word: 'audit', to: '/audit', exact: false, permission: 'audit.read', Icon: IconListCheck },
      { word: 'keys', to: '/api-keys', exact: false, permission: 'api-keys.read', Icon: IconKey },
      {
        word: 'administrators',
        to: '/administrators',
        exact: false,
        permission: 'administrators.read',
        Icon: IconUsers,
      },
      { word: 'tenants', to: '/tenants', exact: false, permission: 'tenants.write', Icon: IconBuildings },
    ],
  },
] as const;
