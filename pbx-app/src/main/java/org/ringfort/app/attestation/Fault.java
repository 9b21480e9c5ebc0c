package org.ringfort.app.attestation;

/**
 * Why a caller's number is not vouched for: what a trunk that refuses such calls answers, and what one that marks them says.
 *
 * @rfc 8224 6.2.2
 */
public enum Fault {
    /** There is no token, or none of a kind that is understood. */
    ABSENT(428, "Use Identity Header", Verstat.NONE),
    /** The signer's certificate cannot be had, or not in time. */
    UNREACHABLE(436, "Bad Identity Info", Verstat.NONE),
    /** It is signed by nobody whom we believe, or by one who has no say over this number. */
    UNTRUSTED(437, "Unsupported Credential", Verstat.FAILED),
    /** It is malformed, for another call, or not what was signed. */
    INVALID(438, "Invalid Identity Header", Verstat.FAILED),
    /** It was made for a call of earlier, or its clock is wrong. */
    STALE(403, "Stale Date", Verstat.FAILED);

    private final int status;
    private final String reason;
    private final Verstat verstat;

    Fault(int status, String reason, Verstat verstat) {
        this.status = status;
        this.reason = reason;
        this.verstat = verstat;
    }

    /** The SIP answer where such calls are refused. */
    public int status() {
        return status;
    }

    /** Its phrase. */
    public String reason() {
        return reason;
    }

    /** What the call is marked with. */
    public Verstat verstat() {
        return verstat;
    }
}
