/** The system log: what happened at the site, to be searched and handed on (SPEC A10). */
@NullMarked
package jp.quickcare.server.systemlog;

import org.jspecify.annotations.NullMarked;
