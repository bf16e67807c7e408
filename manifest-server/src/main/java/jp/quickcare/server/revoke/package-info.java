/** Which sites the vendor has revoked: made, carried on, and looked up. */
@NullMarked
package jp.quickcare.server.revoke;

import org.jspecify.annotations.NullMarked;
