/** Where enrolment passwords are ordered (REST), and where devices enrol with them (EST). */
@NullMarked
package org.ringfort.app.provisioning.web;

import org.jspecify.annotations.NullMarked;
