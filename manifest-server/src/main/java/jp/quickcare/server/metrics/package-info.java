/** What the server measures of itself, for whoever watches many servers. */
@NullMarked
package jp.quickcare.server.metrics;

import org.jspecify.annotations.NullMarked;
