package org.ringfort.media.session;

/**
 * What somebody is to do with a call of others.
 *
 * @param tone whether both hear a beep when it begins
 */
public record SupervisionOrder(Reach reach, boolean tone) {
    /** Each holds what comes before it. */
    public enum Reach {
        /** Hears both. */
        LISTEN("sup-listen"),
        /** The supervised one hears him too. */
        WHISPER("sup-whisper"),
        /** Both hear him. */
        BARGE("sup-barge");

        private final String word;

        Reach(String word) {
            this.word = word;
        }

        /** Prompt by which he hears it. */
        String word() {
            return word;
        }
    }
}
