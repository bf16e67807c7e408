/** The settings of a site server. */
@NullMarked
package jp.quickcare.server.settings;

import org.jspecify.annotations.NullMarked;
