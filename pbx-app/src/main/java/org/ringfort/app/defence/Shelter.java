package org.ringfort.app.defence;

/**
 * Addresses at which nobody is silenced whole although no exemption names them: those of carriers, whose calls would be
 * silenced too. Single accounts are banned there as anywhere.
 */
public interface Shelter {
    /** Whether that source is one of them; may block for the database. Any thread. */
    boolean covers(Network source);
}
