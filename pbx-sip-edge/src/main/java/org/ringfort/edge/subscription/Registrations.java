package org.ringfort.edge.subscription;

import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.ringfort.contract.control.v1.RegisteredPhone;
import org.ringfort.contract.control.v1.RegistrationChanged;
import org.ringfort.contract.control.v1.Subscribed;
import org.ringfort.edge.lamps.Place;
import org.ringfort.protocol.sip.Body;
import org.ringfort.protocol.sip.address.SipUri;
import org.ringfort.protocol.sip.header.ContentType;

/**
 * Who watches which phones of an extension are registered. All of them are told when the app grants it, and what has changed
 * since with each news of the app; whoever refuses a document is told all again. What is not watched is not kept.
 *
 * @rfc 3680 4
 */
final class Registrations implements EventPackage {
    private static final ContentType TYPE = ContentType.of("application", "reginfo+xml");
    /** Phones that went, kept for those who have not been told yet; the oldest makes room. */
    private static final int MOST_GONE = 20;

    private final RandomGenerator random;
    private final int most;
    private final Map<Place, Watched> watched = new ConcurrentHashMap<>();

    /** Values are replaced, never changed, but for who watches. */
    private record Watched(Map<String, RegInfo.Phone> phones, Set<Registration> by) {}

    /** @param most who may watch the same extension */
    Registrations(RandomGenerator random, int most) {
        this.random = random;
        this.most = most;
    }

    @Override
    public String name() {
        return "reg";
    }

    @Override
    public ContentType type() {
        return TYPE;
    }

    @Override
    public Optional<Topic> topic(Subscribed granted, SipUri account, Watcher watcher) {
        var place = new Place(granted.getTenantId(), granted.getExtension());
        var topic = new Registration(place, granted, account, watcher);
        boolean[] taken = new boolean[1];
        watched.compute(place, (key, before) -> {
            Set<Registration> by = before == null ? ConcurrentHashMap.newKeySet() : before.by();
            taken[0] = by.size() < most && by.add(topic);
            return taken[0] || before != null ? new Watched(known(before, granted), by) : null;
        });
        return taken[0] ? Optional.of(topic) : Optional.empty();
    }

    /** What the app says is there, and what is not among it any more. */
    private static Map<String, RegInfo.Phone> known(@Nullable Watched before, Subscribed granted) {
        Map<String, RegInfo.Phone> phones = new LinkedHashMap<>();
        Map<String, RegInfo.Phone> earlier = before == null ? Map.of() : before.phones();
        Set<String> there = new LinkedHashSet<>();
        granted.getPhonesList().forEach(phone -> there.add(phone.getId()));
        earlier.forEach((id, phone) -> {
            if (!there.contains(id)) {
                phones.put(id, phone.active() ? phone.now(RegInfo.Happened.EXPIRED) : phone);
            }
        });
        for (RegisteredPhone phone : granted.getPhonesList()) {
            RegInfo.Phone known = earlier.get(phone.getId());
            phones.put(
                    phone.getId(),
                    known != null && known.active() && !known.instance().isEmpty()
                            ? known
                            : phone(phone, RegInfo.Happened.REGISTERED));
        }
        return forgetful(phones);
    }

    private static RegInfo.Phone phone(RegisteredPhone phone, RegInfo.Happened what) {
        return new RegInfo.Phone(phone.getId(), phone.getQ(), phone.getInstanceId(), what);
    }

    private static Map<String, RegInfo.Phone> forgetful(Map<String, RegInfo.Phone> phones) {
        long gone = phones.values().stream().filter(phone -> !phone.active()).count();
        var all = phones.entrySet().iterator();
        while (gone > MOST_GONE && all.hasNext()) {
            if (!all.next().getValue().active()) {
                all.remove();
                gone--;
            }
        }
        return phones;
    }

    /** A phone came or went. Returns at once. */
    void changed(RegistrationChanged news) {
        RegInfo.Happened what = switch (news.getWhat()) {
            case WHAT_REGISTERED -> RegInfo.Happened.REGISTERED;
            case WHAT_UNREGISTERED -> RegInfo.Happened.UNREGISTERED;
            case WHAT_EXPIRED, WHAT_UNSPECIFIED, UNRECOGNIZED -> RegInfo.Happened.EXPIRED;
            case WHAT_DEACTIVATED -> RegInfo.Happened.DEACTIVATED;
            case WHAT_REJECTED -> RegInfo.Happened.REJECTED;
        };
        Watched now = watched.computeIfPresent(new Place(news.getTenantId(), news.getExtension()), (key, before) -> {
            Map<String, RegInfo.Phone> phones = new LinkedHashMap<>(before.phones());
            phones.remove(news.getPhone().getId());
            phones.put(news.getPhone().getId(), phone(news.getPhone(), what));
            return new Watched(forgetful(phones), before.by());
        });
        if (now != null) {
            now.by().forEach(Registration::changed);
        }
    }

    /** Extensions that are watched. */
    int watched() {
        return watched.size();
    }

    /** One extension's phones, as one phone watches them. */
    private final class Registration implements Topic {
        private final Place place;
        private final SipUri account;
        private final Watcher watcher;
        private final boolean own;
        private final String id = HexFormat.of().toHexDigits(random.nextLong());
        private Map<String, RegInfo.Phone> told = Map.of();
        private boolean whole = true;
        private long version;

        Registration(Place place, Subscribed granted, SipUri account, Watcher watcher) {
            this.place = place;
            this.account = account;
            this.watcher = watcher;
            this.own = granted.getWatcher().equals(granted.getExtension());
        }

        void changed() {
            watcher.changed();
        }

        @Override
        public void granted(Subscribed anew) {
            whole = true;
            Watched now =
                    watched.computeIfPresent(place, (key, before) -> new Watched(known(before, anew), before.by()));
            if (now != null) {
                now.by().stream().filter(other -> other != this).forEach(Registration::changed);
            }
        }

        @Override
        public Body document() {
            Watched now = watched.get(place);
            Map<String, RegInfo.Phone> phones = now == null ? Map.of() : now.phones();
            Collection<RegInfo.Phone> news = whole
                    ? phones.values().stream().filter(RegInfo.Phone::active).toList()
                    : phones.values().stream().filter(this::isNews).toList();
            boolean active = phones.values().stream().anyMatch(RegInfo.Phone::active);
            var state =
                    active ? RegInfo.State.ACTIVE : phones.isEmpty() ? RegInfo.State.INIT : RegInfo.State.TERMINATED;
            var document = new RegInfo(account, id, version++, whole, state, List.copyOf(news), own);
            told = phones;
            whole = false;
            return document.body();
        }

        /** Of a phone that it never heard of, it need not hear that it went. */
        private boolean isNews(RegInfo.Phone phone) {
            RegInfo.Phone before = told.get(phone.id());
            return before == null ? phone.active() : !before.equals(phone);
        }

        @Override
        public void refused() {
            whole = true;
        }

        @Override
        public void close() {
            watched.computeIfPresent(place, (key, all) -> {
                all.by().remove(this);
                return all.by().isEmpty() ? null : all;
            });
        }
    }
}
