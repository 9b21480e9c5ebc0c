package org.ringfort.app.attestation;

/** What became of a verification, in the words of 3GPP TS 24.229 7.2A.20. */
public enum Verstat {
    /** The number is the caller's, as far as the signer says. */
    PASSED("TN-Validation-Passed"),
    /** Somebody signed something else, or nobody whom we believe did. */
    FAILED("TN-Validation-Failed"),
    /** Nothing is known. */
    NONE("No-TN-Validation");

    private final String wireName;

    Verstat(String wireName) {
        this.wireName = wireName;
    }

    /** As records and other systems have it. */
    public String wireName() {
        return wireName;
    }
}
