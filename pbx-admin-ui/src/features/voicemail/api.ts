import { actingIn, answer, api } from '~/api/client';
import type { Mailbox, Page, VoiceMessage } from '~/api/model';

export function fetchMailboxes(): Promise<Page<Mailbox>> {
  return answer(api.GET('/api/v1/mailboxes', { params: { query: { limit: 200 } } }));
}

export function fetchMessages(mailbox: string, cursor: string | undefined): Promise<Page<VoiceMessage>> {
  return answer(
    api.GET('/api/v1/mailboxes/{mailboxId}/messages', {
      params: { path: { mailboxId: mailbox }, query: { cursor, limit: 50 } },
    }),
  );
}

export function markHeard(mailbox: string, messageId: string, heard: boolean): Promise<unknown> {
  return answer(
    api.PATCH('/api/v1/mailboxes/{mailboxId}/messages/{messageId}', {
      params: { path: { mailboxId: mailbox, messageId } },
      body: { heard },
    }),
  );
}

export function deleteMessage(mailbox: string, messageId: string): Promise<unknown> {
  return answer(
    api.DELETE('/api/v1/mailboxes/{mailboxId}/messages/{messageId}', {
      params: { path: { mailboxId: mailbox, messageId } },
    }),
  );
}

export function setPin(mailbox: string, pin: string): Promise<unknown> {
  return answer(
    api.PUT('/api/v1/mailboxes/{mailboxId}/pin', { params: { path: { mailboxId: mailbox } }, body: { pin } }),
  );
}

export function unlockMailbox(mailbox: string): Promise<unknown> {
  return answer(
    api.POST('/api/v1/mailboxes/{mailboxId}/unlock', { params: { path: { mailboxId: mailbox } } }),
  );
}

/** Where the browser plays a message from; a media element sends no header, so the tenant is in the query. */
export function audioAddress(mailbox: string, messageId: string): string {
  const tenant = actingIn();
  const query = tenant === undefined ? '' : `?tenant=${encodeURIComponent(tenant)}`;
  return `/api/v1/mailboxes/${encodeURIComponent(mailbox)}/messages/${encodeURIComponent(messageId)}/audio${query}`;
}
