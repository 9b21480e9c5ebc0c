package org.ringfort.app.registrar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what a security officer would have been told. */
final class TellingWitness implements Authenticator.Witness {
    final List<String> told = new ArrayList<>();

    @Override
    public void failed(Realm asked, Requester requester, String username, Optional<Account.Identity> aimedAt) {
        told.add("failed");
    }

    @Override
    public void barred(Realm asked, Requester requester, Optional<Account.Identity> aimedAt) {
        told.add("barred");
    }

    @Override
    public void belowFloor(Realm asked, Requester requester, Account.Identity identity) {
        told.add("below floor");
    }

    @Override
    public void replayed(Realm asked, Requester requester, Account.Identity identity) {
        told.add("replayed");
    }

    @Override
    public void wrongToken(Realm asked, Requester requester, String why, Optional<Account.Identity> aimedAt) {
        told.add("wrong token: " + why);
    }

    @Override
    public void expired(Realm asked, Requester requester) {
        told.add("expired token");
    }

    @Override
    public void wrongCertificate(Realm asked, Requester requester, String why, Optional<Account.Identity> aimedAt) {
        told.add("wrong certificate: " + why);
    }

    @Override
    public void certificateOver(Realm asked, Requester requester, Optional<Account.Identity> aimedAt) {
        told.add("certificate over");
    }

    @Override
    public void insufficient(Realm asked, Requester requester) {
        told.add("insufficient token");
    }

    @Override
    public void unjudged(Realm asked, Requester requester, String why) {
        told.add("unjudged token");
    }
}
