package org.ringfort.edge.lamps;

/**
 * By what those who watch a call that rings may ask for it: Call-ID and tags that no message of the call carries. Chance, so
 * that whoever has it was told it.
 *
 * @param localTag of the extension that rings
 * @param remoteTag of the other side
 * @rfc 4235 4.1.2
 */
public record Handle(String callId, String localTag, String remoteTag) {
    /** Whether these two tags are meant; phones do not agree on which of the two they are talking to. */
    boolean has(String tag, String other) {
        return (tag.equals(localTag) && other.equals(remoteTag)) || (tag.equals(remoteTag) && other.equals(localTag));
    }
}
