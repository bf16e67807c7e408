/** The contract between vendor, site and client: values and rules, no I/O. */
@NullMarked
package jp.quickcare.manifest;

import org.jspecify.annotations.NullMarked;
