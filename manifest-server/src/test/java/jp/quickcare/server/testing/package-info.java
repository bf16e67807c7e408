/** What the tests of the server share. */
@NullMarked
package jp.quickcare.server.testing;

import org.jspecify.annotations.NullMarked;
