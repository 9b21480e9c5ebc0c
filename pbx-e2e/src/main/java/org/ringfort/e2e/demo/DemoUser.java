package org.ringfort.e2e.demo;

import java.util.List;

/**
 * One person of the demo and the phone that belongs to them.
 *
 * @param extension what others dial
 * @param name who it is
 * @param digest the weakest digest that the account accepts, as demo.json says it
 * @param media how the phone keys its speech: sdes, dtls or webrtc
 * @param voicemail whether an unanswered call goes to a mailbox
 */
record DemoUser(String extension, String name, String digest, String media, boolean voicemail) {
    /** Seconds of ringing before a mailbox answers. */
    static final int VOICEMAIL_AFTER_SECONDS = 20;

    static final List<DemoUser> ALL = List.of(
            new DemoUser("101", "Alice Archer", "MD5", "sdes", true),
            new DemoUser("102", "Bob Baker", "MD5", "sdes", true),
            new DemoUser("103", "Carol Cooper", "MD5", "sdes", false),
            new DemoUser("104", "Dan Draper", "MD5", "sdes", true),
            new DemoUser("105", "Erin Fletcher", "SHA-256", "sdes", false),
            new DemoUser("106", "Frank Gardener", "SHA-256", "dtls", false),
            new DemoUser("107", "Grace Hunter", "SHA-256", "dtls", false),
            new DemoUser("108", "Heidi Mason", "MD5", "webrtc", false),
            new DemoUser("109", "Ivan Miller", "MD5", "webrtc", false));

    /** The floor in the words of the app's bootstrap file. */
    String digestFloor() {
        return digest.equals("MD5") ? "md5" : "sha-256";
    }

    /** The keying in the words of the app's bootstrap file. */
    String keying() {
        return media.equals("sdes") ? "sdes" : "dtls";
    }
}
