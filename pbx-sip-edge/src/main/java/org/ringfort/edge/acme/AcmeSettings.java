package org.ringfort.edge.acme;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which certificates are obtained, and from whom.
 *
 * @param directory of the authority
 * @param names DNS names, lower case; each has a certificate of its own
 * @param contact mail address that the authority writes to
 * @param account PEM file of the account's key; made where there is none
 * @param folder where certificates are written: {@code sip.certificates}
 * @param door where the authority asks for proof over HTTP; open only while an order is under way
 * @param authorities PEM file of those who may have signed the directory's own certificate; empty: those of this machine
 * @param patience for one order
 * @param look how often it is looked whether something is due
 * @param retry after a failure; doubled up to half a day with each one more
 */
public record AcmeSettings(
        URI directory,
        List<String> names,
        Optional<String> contact,
        Path account,
        Path folder,
        InetSocketAddress door,
        Optional<Path> authorities,
        Duration patience,
        Duration look,
        Duration retry) {
    public AcmeSettings {
        names = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        for (String name : names) {
            if (!name.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")) {
                throw new IllegalArgumentException(name + " is no DNS name that can be proved over HTTP");
            }
        }
    }
}
