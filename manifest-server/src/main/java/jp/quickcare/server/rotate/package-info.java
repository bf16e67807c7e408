/** Which keys sign which role, and how that changes. */
@NullMarked
package jp.quickcare.server.rotate;

import org.jspecify.annotations.NullMarked;
