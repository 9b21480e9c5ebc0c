package org.ringfort.app.notifications;

/** Something is to be told; published in the transaction that wrote it down. */
record LettersQueued() {}
