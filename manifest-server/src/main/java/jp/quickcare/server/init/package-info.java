/** How a vendor or a site begins: its keys, its first root, its empty repository. */
@NullMarked
package jp.quickcare.server.init;

import org.jspecify.annotations.NullMarked;
