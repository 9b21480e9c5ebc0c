/** Which requests call for help, so that no limit holds them up; asked by admission, the loop and whoever reads what was dialled. */
@NullMarked
package org.ringfort.edge.emergency;

import org.jspecify.annotations.NullMarked;
