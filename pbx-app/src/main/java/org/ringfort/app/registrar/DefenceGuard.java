package org.ringfort.app.registrar;

import java.util.Optional;
import org.ringfort.app.defence.AccountName;
import org.ringfort.app.defence.Defence;
import org.ringfort.app.defence.WrongAnswer;

/** Tells the defence, which knows neither SIP nor digests, what came of answers. */
final class DefenceGuard implements Authenticator.Guard {
    private final Defence defence;

    DefenceGuard(Defence defence) {
        this.defence = defence;
    }

    @Override
    public boolean bars(Realm realm, Requester requester, String username) {
        return defence.bars(requester.source().address(), new AccountName(realm.name(), username));
    }

    @Override
    public void wrong(
            Realm realm, Requester requester, String username, String mark, Optional<Account.Identity> aimedAt) {
        defence.wrong(new WrongAnswer(
                requester.source().address(),
                realm.tenant(),
                new AccountName(realm.name(), username),
                mark,
                aimedAt.map(Account.Identity::extension)));
    }

    @Override
    public void proved(Requester requester, String username, Account.Identity who) {
        defence.proved(requester.source().address(), who.tenant(), username, who.extension());
    }
}
