import type { components } from './schema';

type Schema = components['schemas'];

/** One page of a list, and the cursor of the next one; null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** How far a sign-in has come. Nothing but the next step is reachable before `complete`. */
export const stages = ['anonymous', 'totp', 'enrolment', 'password-change', 'complete'] as const;

export type Stage = (typeof stages)[number];

export type Session = Omit<Schema['SessionView'], 'stage'> & { stage: Stage };
export type Tenant = Schema['TenantView'];
export type Extension = Schema['ExtensionView'];
export type Device = Schema['DeviceView'];
export type DeviceCertificate = Schema['DeviceCertificateView'];
export type EnrolmentPassword = Schema['EnrolmentPasswordView'];
export type EnrolmentPasswordOrdered = Schema['EnrolmentPasswordOrdered'];
export type DeviceWithCredentials = Schema['DeviceCreated'];
export type TenantDevice = Schema['TenantDeviceView'];
export type SecurityPolicy = Schema['SecurityPolicyView'];
export type TokenIssuer = Schema['TokenIssuerView'];
export type Registration = Schema['RegistrationView'];
export type LiveCall = Schema['LiveCallView'];
export type LiveLeg = Schema['LiveLegView'];
export type LegScore = Schema['LegScoreView'];
export type CallTrace = Schema['CallTraceView'];
export type TracedMessage = Schema['TracedMessageView'];
export type CallRecord = Schema['CallRecordView'];
export type CallRecordDetail = Schema['CallRecordDetailView'];
export type CallLeg = Schema['CallLegView'];
export type LegSecurity = Schema['LegSecurityView'];
export type Mailbox = Schema['MailboxView'];
export type VoiceMessage = Schema['MessageView'];
export type AuditEvent = Schema['AuditEventView'];
export type ApiKey = Schema['ApiKeyView'];
export type PublicNumber = Schema['NumberView'];
export type RestingNumber = Schema['RestingNumberView'];
export type Location = Schema['LocationView'];
export type LocationInput = Schema['LocationInput'];
export type Room = Schema['RoomView'];
export type Conference = Schema['ConferenceView'];
export type Participant = Schema['ParticipantView'];
export type RoomInput = Schema['RoomInput'];
export type PageGroup = Schema['PageGroupView'];
export type PageGroupInput = Schema['PageGroupInput'];
export type ExtensionRecording = Schema['ExtensionRecordingView'];
export type RoomRecording = Schema['RoomRecordingView'];
export type Recording = Schema['RecordingView'];
export type RecordingServer = Schema['RecordingServerView'];
export type RecordingCheck = Schema['RecordingCheckView'];
export type Supervisor = Schema['SupervisorView'];
export type SupervisorInput = Schema['SupervisorInput'];
export type HoldMusic = Schema['HoldMusicView'];
export type NoticeRecipients = Schema['NoticeRecipientsView'];
export type DeviceLocation = Schema['DeviceLocationView'];
export type Trunk = Schema['TrunkView'];
export type TrunkInput = Schema['TrunkInput'];
export type TrunkGateways = Schema['GatewayList'];
export type Ban = Schema['BanView'];
export type BanExemption = Schema['BanExemptionView'];
export type Administrator = Schema['AdministratorView'];
