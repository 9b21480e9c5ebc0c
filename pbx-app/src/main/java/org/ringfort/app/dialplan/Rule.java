package org.ringfort.app.dialplan;

/**
 * One row of the table by which calls are routed; the first that fits decides.
 *
 * @param id stands in the call record
 */
public record Rule(String id, Fits when, Then then) {

    /** What a request must be. */
    public sealed interface Fits {
        /** The calling device may be rung but not call. */
        record RegisterOnlyCaller() implements Fits {}

        /** These very keys. */
        record Code(String keys) implements Fits {}

        /** These keys, and the number of 2 to 8 digits after them. */
        record CodeAndNumber(String keys) implements Fits {}

        /** Begins with these keys. */
        record Prefix(String keys) implements Fits {}

        /** The number of an extension of the same tenant. */
        record Extension() implements Fits {}

        /** The number of a conference room of the same tenant. */
        record Conference() implements Fits {}

        /** The number of a page group of the same tenant. */
        record PageGroup() implements Fits {}

        /** An emergency service of the country where a trunk leads. */
        record Emergency() implements Fits {}

        /** An emergency service, no trunk that leads there, and no extension of that number. */
        record Helpless() implements Fits {}

        /** A number of the public network that a trunk may call. */
        record Outside() implements Fits {}

        /** A number of the public network that no trunk may call. */
        record Barred() implements Fits {}

        /** Whatever came so far. */
        record Anything() implements Fits {}
    }

    /** What becomes of it. */
    public sealed interface Then {
        /** Ring the extension that was dialled, then its voicemail. */
        record RingExtension() implements Then {}

        /** The conference room that was dialled. */
        record Confer() implements Then {}

        /** The page group that was dialled, if the caller may page it. */
        record Page() implements Then {}

        /** The caller's own mailbox. */
        record OwnMailbox() implements Then {}

        /**
         * The caller is let into a call of the extension whose number was dialled after the code.
         *
         * @param reach what he means to do there, in a word
         */
        record Supervise(String code, String reach) implements Then {}

        /** Call out through the trunks that may, one after the other. */
        record CallOut() implements Then {}

        /** Refuse, in the words of the trunk that bars it. */
        record Bar() implements Then {}

        /** Echo test. */
        record Echo() implements Then {}

        /**
         * Refuse.
         *
         * @param status SIP status, 400 to 699
         * @param reason phrase shown to the caller
         * @param because half a sentence for the record, after "Dialled 123: "
         */
        record Refuse(int status, String reason, String because) implements Then {}
    }
}
