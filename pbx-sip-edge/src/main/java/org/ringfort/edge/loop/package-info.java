/** One thread for each shard: mailbox, timer wheel, tables of transactions and dialogs. Doors: SipLoop, RequestHandler, SipEvent and the handles it carries. */
@NullMarked
package org.ringfort.edge.loop;

import org.jspecify.annotations.NullMarked;
