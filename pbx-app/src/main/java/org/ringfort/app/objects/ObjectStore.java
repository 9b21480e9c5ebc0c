package org.ringfort.app.objects;

import java.io.IOException;
import java.util.Optional;

/** A place apart from the database for octets that are sealed already. Any thread; each call blocks until it is done. */
interface ObjectStore {
    /** Keeps them: when this returns they survive whatever dies. */
    void put(ObjectName name, byte[] octets) throws IOException;

    /** Empty where there is no such object. */
    Optional<byte[]> get(ObjectName name) throws IOException;

    /** It is gone afterwards, whether it was there or not. */
    void delete(ObjectName name) throws IOException;
}
