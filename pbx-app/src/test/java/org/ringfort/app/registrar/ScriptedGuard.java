package org.ringfort.app.registrar;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Bars whom the test says, and remembers what it was told. */
final class ScriptedGuard implements Authenticator.Guard {
    final Set<String> barred = new HashSet<>();
    final List<String> told = new ArrayList<>();
    final List<String> marks = new ArrayList<>();

    @Override
    public boolean bars(Realm realm, Requester requester, String username) {
        return barred.contains(username);
    }

    @Override
    public void wrong(
            Realm realm, Requester requester, String username, String mark, Optional<Account.Identity> aimedAt) {
        told.add("wrong " + username);
        marks.add(mark);
    }

    @Override
    public void proved(Requester requester, String username, Account.Identity who) {
        told.add("proved " + username + " of " + who.extension());
    }
}
