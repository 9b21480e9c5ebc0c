package org.ringfort.edge.subscription;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.ringfort.contract.control.v1.MailboxChanged;
import org.ringfort.contract.control.v1.MailboxCounts;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.contract.control.v1.Target;
import org.ringfort.edge.lamps.Place;
import org.ringfort.edge.loop.Signalling;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.Method;
import org.ringfort.protocol.sip.SipRequest;
import org.ringfort.protocol.sip.address.Host;
import org.ringfort.protocol.sip.address.NameAddress;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.address.Uri;
import org.ringfort.protocol.sip.grammar.Parameters;
import org.ringfort.protocol.sip.header.CSeq;
import org.ringfort.protocol.sip.header.ContentType;
import org.ringfort.protocol.sip.header.Event;
import org.ringfort.protocol.sip.header.From;
import org.ringfort.protocol.sip.header.Headers;
import org.ringfort.protocol.sip.header.Route;
import org.ringfort.protocol.sip.header.SipCallId;
import org.ringfort.protocol.sip.header.SubscriptionState;
import org.ringfort.protocol.sip.header.To;

/**
 * Who watches which mailbox. Tells all of a mailbox when its counts change, and registered phones that never subscribed by a
 * NOTIFY they did not ask for, which most of them show.
 *
 * @rfc 3842 3
 */
final class Mailboxes implements EventPackage {
    private final Signalling signalling;
    private final String edgeId;
    private final int most;
    private final Map<Place, Set<Mailbox>> watched = new ConcurrentHashMap<>();

    /** @param most phones of one mailbox */
    Mailboxes(Signalling signalling, String edgeId, int most) {
        this.signalling = signalling;
        this.edgeId = edgeId;
        this.most = most;
    }

    @Override
    public String name() {
        return MessageSummary.EVENT;
    }

    @Override
    public ContentType type() {
        return ContentType.MESSAGE_SUMMARY;
    }

    @Override
    public Optional<Topic> topic(Subscribed granted, SipUri account, Watcher watcher) {
        var mailbox = new Mailbox(granted, account, watcher);
        return watch(mailbox) ? Optional.of(mailbox) : Optional.empty();
    }

    private boolean watch(Mailbox mailbox) {
        boolean[] taken = new boolean[1];
        watched.compute(mailbox.place, (key, all) -> {
            Set<Mailbox> grown = all == null ? ConcurrentHashMap.newKeySet() : all;
            taken[0] = grown.size() < most && grown.add(mailbox);
            return grown;
        });
        return taken[0];
    }

    private void unwatch(Mailbox mailbox) {
        watched.computeIfPresent(mailbox.place, (key, all) -> {
            all.remove(mailbox);
            return all.isEmpty() ? null : all;
        });
    }

    /** Mailboxes that are watched. */
    int watched() {
        return watched.size();
    }

    /** The counts of a mailbox are others now. Returns at once. */
    void changed(MailboxChanged change) {
        Set<Mailbox> subscribed =
                watched.getOrDefault(new Place(change.getTenantId(), change.getExtension()), Set.of());
        subscribed.forEach(mailbox -> mailbox.changed(change.getCounts()));
        Set<String> told =
                subscribed.stream().map(mailbox -> mailbox.watcher.flow()).collect(Collectors.toSet());
        change.getContactsList().stream()
                .filter(contact -> contact.getEdgeId().equals(edgeId) && !told.contains(contact.getFlow()))
                .forEach(contact -> notifyUnasked(contact, change));
    }

    private void notifyUnasked(Target contact, MailboxChanged change) {
        var flow = signalling.flow(contact.getFlow());
        var uri = Uri.parse(contact.getUri());
        var host = Host.parse(change.getDomain());
        if (flow.isEmpty() || uri.isEmpty() || host.isEmpty()) {
            return;
        }
        SipUri account = SipUri.of(change.getExtension(), host.get());
        var headers = Headers.builder()
                .add(new From(NameAddress.of(account).withTag(signalling.newTag())))
                .add(new To(NameAddress.of(account)))
                .add(new SipCallId(signalling.newCallId()))
                .add(new CSeq(1, Method.NOTIFY));
        contact.getPathList()
                .forEach(path -> headers.add(NameAddress.parse(path).map(Route::new)));
        headers.add(Event.of(MessageSummary.EVENT))
                .add(new SubscriptionState("active", Parameters.NONE))
                .add(ContentType.MESSAGE_SUMMARY);
        var request = new SipRequest(
                Method.NOTIFY, uri.get(), headers.build(), MessageSummary.body(change.getCounts(), account.toString()));
        signalling.send(request, flow.get(), event -> {}); // a phone that refuses it simply shows no lamp
    }

    /** One mailbox on one phone. */
    private final class Mailbox implements Topic {
        private final Place place;
        private final Watcher watcher;
        private final String account;
        private volatile MailboxCounts counts;

        Mailbox(Subscribed granted, SipUri account, Watcher watcher) {
            this.place = new Place(granted.getTenantId(), granted.getExtension());
            this.account = account.toString();
            this.watcher = watcher;
            this.counts = granted.getMailbox();
        }

        void changed(MailboxCounts now) {
            counts = now;
            watcher.changed();
        }

        @Override
        public void granted(Subscribed anew) {
            counts = anew.getMailbox();
        }

        @Override
        public Body document() {
            return MessageSummary.body(counts, account);
        }

        @Override
        public void close() {
            unwatch(this);
        }
    }
}
